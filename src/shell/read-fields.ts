/** How `read` cuts a line into fields. Source: bash manual, 4.2, `read`. */

interface Char {
  readonly char: string;
  /** A backslash took its meaning as a separator away. */
  readonly plain: boolean;
}

/** Takes the backslashes out of a line, as `read` without `-r` does. */
function unescapedChars(line: string, isRaw: boolean): Char[] {
  const chars: Char[] = [];
  for (let at = 0; at < line.length; at++) {
    const escaped = !isRaw && line[at] === '\\' && at + 1 < line.length;
    if (escaped) at++;
    else if (!isRaw && line[at] === '\\') continue;
    chars.push({ char: line[at] as string, plain: escaped });
  }
  return chars;
}

/**
 * The fields of a line for `count` names: the last one takes all that is left, without separators at
 * its end. `count` null gives all fields, for an array.
 */
export function readFields(
  line: string,
  ifs: string,
  count: number | null,
  isRaw: boolean,
): readonly string[] {
  const chars = unescapedChars(line, isRaw);
  const isBlank = (item: Char | undefined) =>
    item !== undefined && !item.plain && ' \t\n'.includes(item.char) && ifs.includes(item.char);
  const separates = (item: Char | undefined) =>
    item !== undefined && !item.plain && ifs.includes(item.char);
  const text = (from: number, to: number) =>
    chars
      .slice(from, to)
      .map(({ char }) => char)
      .join('');
  const fields: string[] = [];
  let at = 0;
  while (isBlank(chars[at])) at++;
  while (at < chars.length && (count === null || fields.length < count - 1)) {
    const from = at;
    while (at < chars.length && !separates(chars[at])) at++;
    fields.push(text(from, at));
    while (isBlank(chars[at])) at++;
    if (separates(chars[at]) && !isBlank(chars[at])) {
      at++;
      while (isBlank(chars[at])) at++;
    }
  }
  if (count === null || fields.length >= count) return fields;
  if (at < chars.length) fields.push(lastField(chars, at, { isBlank, separates, text }));
  while (fields.length < count) fields.push('');
  return fields;
}

/** The rest of the line; one separator at its end falls away when it is the only one. */
function lastField(
  chars: readonly Char[],
  from: number,
  on: {
    readonly isBlank: (item: Char | undefined) => boolean;
    readonly separates: (item: Char | undefined) => boolean;
    readonly text: (from: number, to: number) => string;
  },
): string {
  let end = chars.length;
  while (end > from && on.isBlank(chars[end - 1])) end--;
  const last = chars[end - 1];
  const inside = chars.slice(from, end - 1);
  if (end > from && on.separates(last) && !inside.some((item) => on.separates(item))) {
    end--;
    while (end > from && on.isBlank(chars[end - 1])) end--;
  }
  return on.text(from, end);
}
