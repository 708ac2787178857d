/** Lines that Git leaves where two branches changed the same place. */
const conflictMarker = /^(<{7}|\|{7}|={7}|>{7})( |$)/;

/** A line of a file of JSON lines: its object, or what it is instead. */
export type JsonLine =
  | { readonly kind: 'object'; readonly line: number; readonly data: Record<string, unknown> }
  | { readonly kind: 'unreadable' | 'conflict-marker'; readonly line: number };

/**
 * The lines of a file that branches merge as a union. Never throws: line ends of Windows, a
 * byte-order mark and blank lines are passed over; what is no JSON object is told with its line.
 */
export function readJsonLines(text: string): readonly JsonLine[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((raw, at) => lineOf(raw.trim(), at + 1));
}

function lineOf(text: string, line: number): readonly JsonLine[] {
  if (text === '') return [];
  if (conflictMarker.test(text)) return [{ kind: 'conflict-marker', line }];
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data === 'object' && data !== null && !Array.isArray(data))
      return [{ kind: 'object', line, data: data as Record<string, unknown> }];
  } catch {
    // Half a line, a merge gone wrong, a comment: told below like everything that is no object.
  }
  return [{ kind: 'unreadable', line }];
}

/** The text with lines added at its end, each on a line of its own. */
export function withLines(text: string, lines: readonly string[]): string {
  if (lines.length === 0) return text;
  const open = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return `${open}${lines.join('\n')}\n`;
}
