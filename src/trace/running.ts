import type { Redirection as RedirectionModel, Wrapper } from '../model/step.ts';
import type { Span } from '../model/source.ts';
import type { Value, Word } from '../model/value.ts';
import { textOf } from '../shell/value.ts';
import type { Command } from '../syntax/nodes.ts';
import { programAt } from './paths.ts';

/** A simple command on its way to being a step: expanded, and its wrappers peeled one by one. */
export interface Running {
  readonly node: Command;
  readonly span: Span;
  /** The command word and its arguments as they stand after the wrappers peeled so far. */
  readonly words: readonly Word[];
  readonly wrappers: readonly Wrapper[];
  readonly assignments: readonly { readonly name: string; readonly value: Value }[];
  readonly redirections: readonly RedirectionModel[];
  /** The user that `sudo -u` and its kin switch to. */
  readonly runAs: Value | null;
}

/** The command word's text, or null where it is not known. */
export function commandText(running: Running): string | null {
  const [first] = running.words;
  return first === undefined ? null : textOf(first.value);
}

/**
 * The last path component of the command word, also where only that is known: `~/bin/composer`,
 * `$HOME/.local/bin/pm2`, `$(which php)`.
 */
export function commandName(running: Running): string | null {
  const value = running.words[0]?.value;
  const text = commandText(running);
  if (text !== null) return text === '' ? null : programAt(text);
  if (value?.kind === 'output') return nameInOutput(value.command);
  const last = value?.kind === 'concat' ? value.parts.at(-1) : undefined;
  return last?.kind === 'literal' && /\/[\w.+-]+$/.test(last.text) ? programAt(last.text) : null;
}

/** What a command prints that is then run: `$(which php)`; the login that ECR prints is docker's. */
function nameInOutput(command: string): string | null {
  if (/\becr get-login( |$)/.test(command)) return 'docker';
  return /^(?:which|command -v|type -[pP]) +"?([\w.-]+)"?( |$)/.exec(command)?.[1] ?? null;
}

/** The text of the word at `index`, or null. */
export function wordText(running: Running, index: number): string | null {
  const word = running.words[index];
  return word === undefined ? null : textOf(word.value);
}
