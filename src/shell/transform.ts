/** `${x@Q}` and the other transformations. Source: bash manual, 3.5.3. */
export function transformText(text: string, operator: string): string {
  switch (operator) {
    case 'Q':
      return quoteText(text);
    case 'U':
      return text.toUpperCase();
    case 'u':
      return text.charAt(0).toUpperCase() + text.slice(1);
    case 'L':
      return text.toLowerCase();
    case 'E':
      return decodeEscapes(text);
    default:
      return text;
  }
}

/** A text in quotes that bash reads back as the same text, in the form that `@Q` gives. */
export function quoteText(text: string): string {
  if (/[\x00-\x1f\x7f]/.test(text)) return `$'${[...text].map(ansiChar).join('')}'`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

const named: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
  '\x1b': '\\E',
  "'": "\\'",
  '\\': '\\\\',
};

function ansiChar(char: string): string {
  const known = named[char];
  if (known !== undefined) return known;
  const code = char.charCodeAt(0);
  return code < 32 || code === 127 ? `\\${code.toString(8).padStart(3, '0')}` : char;
}

const controls: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** Backslash escapes as `echo -e`, `printf` and `$'…'` decode them. */
export function decodeEscapes(text: string, needsZero = false): string {
  // `echo -e` and `%b` know octal numbers only behind a zero.
  const octal = needsZero ? '0([0-7]{0,3})' : '([0-7]{1,3})';
  return text.replace(
    new RegExp(
      `\\\\(?:([abeEfnrtv\\\\])|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|${octal})`,
      'g',
    ),
    (whole, letter?: string, hex?: string, unicode?: string, wide?: string, digitsOf8?: string) => {
      if (letter !== undefined) return controls[letter] ?? whole;
      const digits = hex ?? unicode ?? wide;
      const code =
        digits === undefined
          ? Number.parseInt(digitsOf8 === undefined || digitsOf8 === '' ? '0' : digitsOf8, 8) & 0xff
          : Number.parseInt(digits, 16);
      return code > 0x10ffff ? whole : String.fromCodePoint(code);
    },
  );
}
