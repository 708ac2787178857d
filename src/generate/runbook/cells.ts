/** What stands in the cells of a table. */

/** Longer commands are cut: the line of the script tells the rest. */
const maxCommand = 100;

/** Code on one line, as much of it as a table has room for. */
export function shortened(code: string): string {
  const line = code.replace(/\s+/g, ' ').trim();
  return line.length > maxCommand ? `${line.slice(0, maxCommand - 1)}…` : line;
}

/** A bar ends a cell even inside of code. Source: GitHub Flavored Markdown, 4.10. */
export function inCell(markdown: string): string {
  return markdown.replaceAll('|', '\\|');
}
