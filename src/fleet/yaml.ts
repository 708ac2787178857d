import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node, Scalar } from 'yaml';

/** A text that is no YAML: what is wrong, and on which 1-based line. */
export class YamlError extends Error {
  readonly line: number;
  /** What the two mistakes that authors make most are called; `other` for the rest. */
  readonly mistake: 'duplicate-key' | 'tab' | 'other';

  constructor(message: string, line: number, mistake: YamlError['mistake'] = 'other') {
    super(message);
    this.name = 'YamlError';
    this.line = line;
    this.mistake = mistake;
  }
}

/**
 * The data of a YAML 1.2 document (the core schema: no dates, no custom tags). Throws a YamlError
 * at the first problem; aliases are limited so that a small file can't grow without end.
 */
export function parseYaml(text: string): unknown {
  return parseYamlWithLines(text).data;
}

/** Data that knows where it was written. */
export interface YamlWithLines {
  readonly data: unknown;
  /**
   * The 1-based line of a key by its path (a JSON pointer, `/tests/0/sh`); of the nearest one around
   * it if it is missing.
   */
  readonly lineOf: (path: string) => number;
  /** How the scalar at a path is written; null when none stands there. */
  readonly scalarAt: (path: string) => WrittenScalar | null;
}

/** A scalar as its author wrote it, which its value does not tell: `0644` and `644` are one number. */
export interface WrittenScalar {
  readonly style: 'plain' | 'quoted' | 'literal' | 'folded';
  /** The characters of a plain scalar; the value of the others. */
  readonly source: string;
  /** The 1-based line of its first character; of its first line of content for a block. */
  readonly line: number;
}

/** As `parseYaml`, for data whose author must be told where something is wrong. */
export function parseYamlWithLines(text: string): YamlWithLines {
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true });
  const [problem] = document.errors;
  if (problem !== undefined)
    throw new YamlError(
      withoutQuotes(problem.message, problem.code),
      lineOf(text, problem.pos[0]),
      mistakes[problem.code],
    );
  try {
    return {
      data: document.toJS({ maxAliasCount: 100 }) as unknown,
      lineOf: (path) => lineOf(text, offsetOf(document.contents, keysOf(path))),
      scalarAt: (path) => {
        const node = document.getIn(keysOf(path), true);
        return isScalar(node) ? writtenScalar(text, node) : null;
      },
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new YamlError(withoutQuotes(message), 1);
  }
}

/**
 * What the parser says, without the characters that it quotes. Passwords like to begin with `*`, `!`
 * or `|`, and one that stands without quotes is an alias, a tag or a block to it.
 */
function withoutQuotes(message: string, code = ''): string {
  if (code === 'TAG_RESOLVE_FAILED') return 'A text that begins with ! needs quotes';
  if (message.startsWith('Unresolved alias')) return 'A text that begins with * needs quotes';
  return message.replace(/(\S): .*$/s, '$1');
}

const mistakes: Readonly<Record<string, YamlError['mistake']>> = {
  DUPLICATE_KEY: 'duplicate-key',
  TAB_AS_INDENT: 'tab',
};

/** The keys of a JSON pointer. Source: RFC 6901, section 4. */
function keysOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
}

const styles: Readonly<Record<string, WrittenScalar['style']>> = {
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
  QUOTE_DOUBLE: 'quoted',
  QUOTE_SINGLE: 'quoted',
};

function writtenScalar(text: string, node: Scalar): WrittenScalar {
  const style = styles[node.type ?? ''] ?? 'plain';
  const line = lineOf(text, node.range?.[0] ?? 0);
  const isBlock = style === 'literal' || style === 'folded';
  return { style, source: node.source ?? String(node.value), line: isBlock ? line + 1 : line };
}

function offsetOf(root: Node | null, keys: readonly string[]): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const key of keys) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
      if (pair === undefined) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
