import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node } from 'yaml';

/** A text that is no YAML: what is wrong, and on which 1-based line. */
export class YamlError extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.name = 'YamlError';
    this.line = line;
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
  /** The 1-based line of a key by its path, `/tests/0/sh`; of the nearest one around it if it is missing. */
  readonly lineOf: (path: string) => number;
}

/** As `parseYaml`, for data whose author must be told where something is wrong. */
export function parseYamlWithLines(text: string): YamlWithLines {
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true });
  const [problem] = document.errors;
  if (problem !== undefined) throw new YamlError(problem.message, lineOf(text, problem.pos[0]));
  try {
    return {
      data: document.toJS({ maxAliasCount: 100 }) as unknown,
      lineOf: (path) => lineOf(text, offsetOf(document.contents, path.split('/').slice(1))),
    };
  } catch (error) {
    throw new YamlError(error instanceof Error ? error.message : String(error), 1);
  }
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
