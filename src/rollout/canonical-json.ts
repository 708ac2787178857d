/** Deeper values come from nobody's log; a reader may refuse them without overflowing. */
const maxDepth = 20;

/**
 * A value of JSON as the one text that stands for it: keys sorted by code unit, no blanks. Two equal
 * values give the same bytes on every machine, which is what the hash of an entry needs. Throws a
 * RangeError for values nested beyond any entry's depth.
 */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > maxDepth) throw new RangeError('nested too deeply');
  if (Array.isArray(value))
    return `[${value.map((item) => canonicalJson(item, depth + 1)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member, depth + 1)}`);
  return `{${members.join(',')}}`;
}
