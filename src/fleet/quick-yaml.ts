import { CORE_SCHEMA, load } from 'js-yaml';

import { parseYamlWithLines } from './yaml.ts';
import type { YamlWithLines } from './yaml.ts';

/**
 * As `parseYamlWithLines`, several times faster while nobody asks for a line (docs/decisions/0006):
 * for the hundreds of files of the package that each command reads and that are almost always sound.
 */
export function parseYamlQuickly(text: string): YamlWithLines {
  const data = soundData(text);
  if (data === undefined) return parseYamlWithLines(text);
  let written: YamlWithLines | null = null;
  const slowly = (): YamlWithLines => (written ??= parseYamlWithLines(text));
  return {
    data,
    lineOf: (path) => slowly().lineOf(path),
    scalarAt: (path) => slowly().scalarAt(path),
  };
}

/** Undefined where the other reader must say what is wrong, or whether it is. */
function soundData(text: string): unknown {
  let data: unknown;
  try {
    data = load(text, { schema: CORE_SCHEMA });
  } catch {
    return undefined;
  }
  return countNodes(data, text.length) > text.length ? undefined : data;
}

/**
 * The values in a value, counted no further than a little over `limit`. A text without aliases has
 * fewer of them than characters, so that more mean a small file that grows without end.
 */
function countNodes(value: unknown, limit: number): number {
  if (typeof value !== 'object' || value === null) return 1;
  let count = 1;
  for (const part of Object.values(value) as unknown[]) {
    count += countNodes(part, limit - count);
    if (count > limit) break;
  }
  return count;
}
