/** The one place where a code becomes a sentence. */
import type { Language, Message, Translated } from '../model/message.ts';
import { awsMessages } from './aws.ts';
import { classifyMessages } from './classify.ts';
import { cliMessages } from './cli.ts';
import { diagnosticMessages } from './diagnostics.ts';
import { findingMessages } from './findings.ts';
import { generateMessages } from './generate.ts';
import { planMessages } from './plan.ts';
import { reportMessages } from './report.ts';
import { retireMessages } from './retire.ts';
import { runbookMessages } from './runbook.ts';
import { rolloutMessages } from './rollout.ts';
import { traceMessages } from './trace.ts';

const tables: Readonly<Record<string, Translated>> = {
  ...cliMessages,
  ...diagnosticMessages,
  ...traceMessages,
  ...classifyMessages,
  ...findingMessages,
  ...planMessages,
  ...generateMessages,
  ...reportMessages,
  ...retireMessages,
  ...runbookMessages,
  ...rolloutMessages,
  ...awsMessages,
};

/**
 * The sentence of a message, its parameters filled in. A message that brings its own sentence (a
 * rule's) uses that. Throws for a code that no table holds: a promise of ours is broken.
 */
export function sentenceOf(message: Message, language: Language): string {
  const translated = message.said ?? tables[message.code];
  if (translated === undefined) throw new Error(`no sentence for the code ${message.code}`);
  return translated[language].replace(/\{([\w.-]+)\}/g, (whole, name: string) => {
    const value = message.params[name];
    return value === undefined ? whole : String(value);
  });
}

/** Whether a table holds a sentence for the code. */
export function hasSentence(code: string): boolean {
  return Object.hasOwn(tables, code);
}
