/** Source: bash manual, 3.5.7 Word Splitting. */

/** How a text breaks into fields: the pieces, and whether it begins or ends with a separator. */
export interface SplitText {
  readonly fields: readonly { readonly text: string; readonly start: number }[];
  readonly startsWithBreak: boolean;
  readonly endsWithBreak: boolean;
}

/** Splits the result of an unquoted expansion at the characters of `ifs`. */
export function splitText(text: string, ifs: string): SplitText {
  if (ifs === '' || text === '') {
    return {
      fields: text === '' ? [] : [{ text, start: 0 }],
      startsWithBreak: false,
      endsWithBreak: false,
    };
  }
  const blank = (char: string | undefined) =>
    char !== undefined && ' \t\n'.includes(char) && ifs.includes(char);
  const hard = (char: string | undefined) =>
    char !== undefined && ifs.includes(char) && !blank(char);
  const fields: { text: string; start: number }[] = [];
  let at = 0;
  while (blank(text[at])) at++;
  const startsWithBreak = at > 0 || hard(text[0]);
  let endsWithBreak = at === text.length;
  while (at < text.length) {
    const from = at;
    while (at < text.length && !ifs.includes(text[at] as string)) at++;
    fields.push({ text: text.slice(from, at), start: from });
    endsWithBreak = at < text.length;
    while (blank(text[at])) at++;
    if (hard(text[at])) {
      at++;
      while (blank(text[at])) at++;
    }
  }
  return { fields, startsWithBreak, endsWithBreak };
}
