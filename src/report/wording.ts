import { sentenceOf } from '../messages/messages.ts';
import type { reportMessages } from '../messages/report.ts';
import type { Language, Params } from '../model/message.ts';

export type ReportCode = keyof typeof reportMessages;
/** A sentence in two forms, chosen by a number. */
export type CountedCode = ReportCode extends infer C
  ? C extends `${infer Base}-one`
    ? Base
    : never
  : never;

/** The words of a report in one language. */
export interface Wording {
  readonly language: Language;
  say(code: ReportCode, params?: Params): string;
  /** The form of the sentence that fits the number; `{count}` is the number. */
  counted(code: CountedCode, count: number, params?: Params): string;
}

/** The words of reports in the given language. */
export function createWording(language: Language): Wording {
  const say = (code: ReportCode, params: Params = {}): string =>
    sentenceOf({ code, params }, language);
  return {
    language,
    say,
    counted: (code, count, params = {}) =>
      say(`${code}-${isOne(count, language) ? 'one' : 'other'}` as ReportCode, {
        ...params,
        count,
      }),
  };
}

// French takes the singular below two ("0 étape"), English for one alone ("0 steps"): CLDR plural rules.
function isOne(count: number, language: Language): boolean {
  return language === 'fr' ? count < 2 : count === 1;
}
