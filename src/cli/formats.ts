import { sentenceOf } from '../messages/messages.ts';
import type { Language } from '../model/message.ts';
import { UsageError } from './errors.ts';

/** The value of an option when it is one of the choices. Throws a UsageError otherwise. */
export function choose<Choice extends string>(
  value: string,
  choices: readonly Choice[],
  option: string,
  lang: Language,
): Choice {
  const chosen = choices.find((choice) => choice === value);
  if (chosen !== undefined) return chosen;
  const params = { value, option, choices: choices.join(', ') };
  throw new UsageError(sentenceOf({ code: 'cli/unknown-value', params }, lang));
}
