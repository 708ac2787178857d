import type { Piece } from '../slice/print.ts';

/** Lower-case variables that code reads and does not set itself. */
export function outsideNames(pieces: readonly Piece[]): readonly string[] {
  const text = pieces
    .flatMap(({ lines }) => lines.map((line) => line.text))
    .join('\n')
    .replace(/'[^']*'/g, "''");
  const reads = [...text.matchAll(/(?<!\\)\$\{?[#!]?([a-z_][a-z0-9_]*)/g)].map(
    ([, name = '']) => name,
  );
  const writes = new Set(
    [
      ...text.matchAll(
        /(?:^|[\s;({])([a-z_]\w*)(?:\[[^\]]*\])?\+?=|\b(?:for|read(?:\s+-\w+)*|local|mapfile -t)\s+((?:[a-z_]\w*\s*)+)/g,
      ),
    ].flatMap(([, one, many]) => (one === undefined ? (many ?? '').trim().split(/\s+/) : [one])),
  );
  return [...new Set(reads)].filter((name) => !writes.has(name)).sort();
}
