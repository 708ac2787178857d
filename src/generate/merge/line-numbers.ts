/** A line as merging compares it: without what changes although nothing was meant to. */
export type Normalise = (line: string) => string;

/**
 * Takes the line numbers out of margin notes (`deploy.sh:12-18, 25`), so that a line added at the top
 * of a script changes nothing. Only the names of scripts count: `localhost:3001` keeps its port.
 */
export function createNormalise(scripts: readonly string[]): Normalise {
  const names = [...new Set(scripts)]
    .sort((one, other) => other.length - one.length || (one < other ? -1 : 1))
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (names.length === 0) return (line) => line;
  const notes = new RegExp(
    `(?<![\\w./-])(${names.join('|')}):\\d+(?:-\\d+)?(?:, \\d+(?:-\\d+)?)*`,
    'g',
  );
  return (line) => line.replace(notes, '$1:');
}
