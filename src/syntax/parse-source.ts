import { parse } from 'unbash';
import type { ParsedScript, SyntaxNode, Word } from 'unbash';

import type { SourceText } from '../model/source.ts';
import { walk } from './nodes.ts';

/** Something that bash would not accept, or would warn of, at an offset of the source's text. */
export interface SyntaxProblem {
  readonly code: 'syntax/parse-error' | 'syntax/unterminated-heredoc';
  readonly message: string;
  readonly offset: number;
}

/** One text with its tree. The tree's offsets index `source.text`. */
export interface ParsedSource {
  readonly source: SourceText;
  readonly script: ParsedScript;
  readonly errors: readonly SyntaxProblem[];
}

/**
 * Reads a text as bash. Never throws: what can't be read is in `errors`, and the tree holds the
 * rest as far as the parser recovered it.
 */
export function parseSource(source: SourceText): ParsedSource {
  const script = parse(source.text);
  return { source, script, errors: problemsOf(script) };
}

/** A source whose offsets are the file's own. */
export function fileSource(file: string, text: string): SourceText {
  return { id: file, file, text, segments: [] };
}

/**
 * The word that `text` is, when it is read as one argument of a command; null when it is not
 * exactly one. The word's offsets begin at `offset`.
 */
export function parseWord(text: string, offset: number): Word | null {
  const script = parse(`: ${text}`);
  const command = script.commands[0]?.command;
  if (script.commands.length !== 1 || command?.type !== 'Command') return null;
  const [word, ...rest] = command.suffix;
  if (word?.type !== 'Word' || rest.length > 0) return null;
  return shifted(word, offset - 2) as Word;
}

/** The arithmetic expression that `text` is; null when it is none. */
export function parseArithmetic(text: string) {
  const script = parse(`((${text}\n))`);
  const command = script.commands[0]?.command;
  if (script.errors || command?.type !== 'ArithmeticCommand') return null;
  return command.expression ?? null;
}

const offsetKeys = new Set([
  'pos',
  'end',
  'parameterPos',
  'parameterEnd',
  'operatorEnd',
  'keywordEnd',
]);

function shifted(node: unknown, by: number): unknown {
  if (Array.isArray(node)) return node.map((item) => shifted(item, by));
  if (node === null || typeof node !== 'object') return node;
  // A script with a source of its own keeps its own offsets.
  if ('source' in node && (node as ParsedScript).source !== undefined) return node;
  const copy: Record<string, unknown> = {};
  for (const key of keysOf(node)) {
    const value = (node as Record<string, unknown>)[key];
    copy[key] = offsetKeys.has(key) && typeof value === 'number' ? value + by : shifted(value, by);
  }
  return copy;
}

/** Own keys, and the parser's lazy ones, which are accessors of its prototypes. */
function keysOf(node: object): string[] {
  const prototype = Object.getPrototypeOf(node) as object;
  if (prototype === Object.prototype) return Object.keys(node);
  const accessors = Object.entries(Object.getOwnPropertyDescriptors(prototype))
    .filter(([, descriptor]) => descriptor.get !== undefined)
    .map(([key]) => key);
  return [...Object.keys(node), ...accessors];
}

function problemsOf(script: ParsedScript): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  walk(script, (node: SyntaxNode) => {
    if (node.type === 'Script') {
      for (const error of node.errors ?? []) {
        problems.push({ code: 'syntax/parse-error', message: error.message, offset: error.pos });
      }
    }
    // bash only warns of it, and reads to the end of the file.
    if (node.type === 'HereDoc' && node.closing === undefined) {
      const message = node.delimiter?.value ?? '';
      problems.push({ code: 'syntax/unterminated-heredoc', message, offset: node.pos });
    }
    return undefined;
  });
  return problems.sort((left, right) => left.offset - right.offset);
}
