/**
 * JSON text in which no character is hidden or reorders what is shown: controls, bidi and other
 * format characters and lone surrogates stand as \u escapes. It parses back to the same value.
 */
export function asciiSafeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) =>
      // By UTF-16 unit: a format character outside the basic plane (U+E0001) is written as its pair.
      character
        .split('')
        .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .join(''),
  );
}
