import type { RunbookCode } from '../../messages/runbook.ts';
import { sentenceOf } from '../../messages/messages.ts';
import type { Language, Message, Params } from '../../model/message.ts';
import type { Plan } from '../../model/plan.ts';
import type { TellingContext } from '../generator.ts';
import type { Manifest } from '../pipeline/manifest.ts';

/** Sentences of one language. */
export interface Speaker {
  readonly language: Language;
  readonly say: (code: RunbookCode, params?: Params) => string;
  /** A sentence of another stage. */
  readonly sentence: (message: Message) => string;
}

export function speakerOf(language: Language): Speaker {
  return {
    language,
    say: (code, params = {}) => sentenceOf({ code, params }, language),
    sentence: (message) => sentenceOf(message, language),
  };
}

/** What the sections of a runbook are made from. */
export interface Page extends Speaker {
  readonly plan: Plan;
  readonly manifest: Manifest;
  readonly context: TellingContext;
}
