/**
 * Markdown as GitHub reads it (GitHub Flavored Markdown 0.29, https://github.github.com/gfm/), from
 * plain text: whatever a script or a file name holds, it prints as itself.
 */

// An underscore inside a word opens no emphasis, so `pre_build` stays readable in the source.
const special = /[\\`*[\]|~$!<>&@#]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/** Text in a paragraph, a heading or a table cell; line ends become spaces. */
export function mdText(text: string): string {
  return text
    .replace(/\s*\n\s*/g, ' ')
    .replace(special, (character) =>
      // A backslash does not keep GitHub from making a mention of @name or #12, nor HTML from < and &.
      '<>&@#'.includes(character) ? numeric(character) : `\\${character}`,
    )
    .replace(/^\s*(?:[-+=:]|\d+[.)])/, (mark) => mark.slice(0, -1) + numeric(mark.slice(-1)));
}

/**
 * Text of a script, anywhere in a paragraph or a table cell. A code span can hold neither a backtick
 * run of its own length nor, in a table, a pipe behind a backslash (`grep 'a\|b'`: the cell would end
 * there); such text goes into a code element, every character of meaning written as a number.
 */
export function mdCode(text: string): string {
  if (text.trim() === '') return '';
  if (!/[`|\\\n]/.test(text)) return `\`${text}\``;
  const escaped = text
    .trimEnd()
    .replace(/[^\p{L}\p{N} \n./-]/gu, (character) => numeric(character))
    .replace(/\n/g, '<br>');
  return `<code>${escaped}</code>`;
}

/** A table; cells are Markdown already. */
export function mdTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line), ''];
}

function numeric(character: string): string {
  return `&#${character.codePointAt(0) ?? 0};`;
}
