import { sentenceOf } from '../../messages/messages.ts';
import type { Params } from '../../model/message.ts';
import type { CommonOptions } from '../shared.ts';

/** What `generate` is told beside the folder. */
export interface GenerateOptions extends CommonOptions {
  readonly output?: string;
  readonly into?: string;
  readonly dryRun?: boolean;
  readonly diff?: boolean;
  readonly check?: boolean;
  readonly color?: boolean;
}

/** Whether the run only looks. */
export function isDry({ dryRun, diff }: GenerateOptions): boolean {
  return dryRun === true || diff === true;
}

/** A sentence in the language that was asked for. */
export function sentence(code: string, params: Params, { lang }: GenerateOptions): string {
  return sentenceOf({ code, params }, lang);
}
