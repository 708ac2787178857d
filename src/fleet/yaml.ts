import { parseDocument } from 'yaml';

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
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true });
  const [problem] = document.errors;
  if (problem !== undefined) throw new YamlError(problem.message, lineOf(text, problem.pos[0]));
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch (error) {
    throw new YamlError(error instanceof Error ? error.message : String(error), 1);
  }
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
