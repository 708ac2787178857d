/** The one place where the rollout reads and writes YAML. */
import { isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import type { Node } from 'yaml';

/** A node of a YAML file: its data, its members, and where it stands. */
export interface YamlNode {
  readonly data: unknown;
  /** 1-based. */
  readonly line: number;
  /** The value of a key; null when there is none. */
  get(key: string): YamlNode | null;
  /** The items of a list; null when it is none. */
  items(): readonly YamlNode[] | null;
  /** Where its first character stands, and the first one after it. */
  readonly start: number;
  readonly end: number;
}

/** The text is no YAML: what is wrong and on which 1-based line. */
export class NotYaml extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.name = 'NotYaml';
    this.line = line;
  }
}

/** Reads a YAML file with its places. Throws NotYaml at the first problem. */
export function readYaml(text: string): YamlNode {
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true });
  const [problem] = document.errors;
  if (problem !== undefined) throw new NotYaml(problem.message, lineAt(text, problem.pos[0]));
  return nodeOf(document.contents, text, 0);
}

function nodeOf(node: Node | null, text: string, fallback: number): YamlNode {
  const start = node?.range?.[0] ?? fallback;
  return {
    data: isScalar(node) ? node.value : null,
    line: lineAt(text, start),
    get: (key) => {
      if (!isMap(node)) return null;
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
      return pair === undefined ? null : nodeOf(pair.value as Node | null, text, start);
    },
    items: () =>
      isSeq(node) ? node.items.map((item) => nodeOf(item as Node | null, text, start)) : null,
    start,
    end: node?.range?.[1] ?? start,
  };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** A text as a scalar on one line, quoted where it has to be. */
export function yamlText(value: string): string {
  return stringify(value, {
    lineWidth: 0,
    defaultStringType: 'PLAIN',
    singleQuote: true,
  }).trimEnd();
}
