/**
 * One word of bash that means exactly the text. Source: bash manual, 3.1.2.2 Single Quotes.
 */
export function quoteShell(text: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text;
  return `'${text.replace(/'/g, "'\\''")}'`;
}
