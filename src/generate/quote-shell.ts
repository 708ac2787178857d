/**
 * One word of bash that means exactly the text. Source: bash manual, 3.1.2.2 Single Quotes.
 */
export function quoteShell(text: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text;
  return `'${text.replace(/'/g, "'\\''")}'`;
}

/** The right side of an assignment. Source: ShellCheck, SC2209, takes `NAME=test` for a command that was meant to run. */
export function quoteValue(text: string): string {
  return /^(admin|at|batch|command|env|exec|find|host|link|make|nice|patch|pr|set|split|stat|tail|test|time|type|who|write)$/.test(
    text,
  )
    ? `'${text}'`
    : quoteShell(text);
}
