import { parseYamlWithLines, YamlError } from '../fleet/yaml.ts';
import type { WrittenScalar } from '../fleet/yaml.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { CheckedFile } from './checked-file.ts';
import { diagnose } from './diagnose.ts';

/** A data file that could be read: its data, and where each part of it stands. */
export interface Document {
  readonly file: string;
  readonly data: unknown;
  /** The 1-based line of a JSON pointer, or of the nearest part around it. */
  readonly lineOf: (path: string) => number;
  readonly scalarAt: (path: string) => WrittenScalar | null;
}

export interface ReadDocument {
  /** Null when the text can't be read; `diagnostics` says why. */
  readonly document: Document | null;
  readonly diagnostics: readonly Diagnostic[];
}

const codes = {
  'duplicate-key': 'check/duplicate-key',
  tab: 'check/tab',
  other: 'check/yaml',
} as const;

/** Reads a YAML file; JSON is YAML, so it has lines, too. */
export function readDocument({ path, text }: CheckedFile): ReadDocument {
  const isJson = path.endsWith('.json');
  const mark = text.startsWith('\uFEFF') ? [diagnose('check/byte-order-mark', path, 1)] : [];
  const broken = (diagnostic: Diagnostic) => ({
    document: null,
    diagnostics: [...mark, diagnostic],
  });
  const body = text.replace(/^\uFEFF/, '');
  const problem = isJson ? jsonProblem(body) : null;
  if (problem !== null)
    return broken(diagnose('check/json', path, problem.line, { message: problem.message }));
  try {
    const yaml = parseYamlWithLines(body);
    if (yaml.data === null) return broken(diagnose('check/empty', path, null));
    return { document: { file: path, ...yaml }, diagnostics: mark };
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const params = error.mistake === 'other' ? { message: error.message } : {};
    return broken(diagnose(codes[error.mistake], path, error.line, params));
  }
}

interface JsonProblem {
  readonly message: string;
  readonly line: number | null;
}

/** Node's own words without the piece of the text that it shows: it might be a secret. */
function jsonProblem(text: string): JsonProblem | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const offset = / at position (\d+)/.exec(said)?.[1];
    return {
      message: said
        .replace(/,? *(\.\.\.)?"[\s\S]*" is not valid JSON/, '')
        .replace(/ at position.*/, ''),
      line: offset === undefined ? null : text.slice(0, Number(offset)).split('\n').length,
    };
  }
}
