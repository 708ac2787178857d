/**
 * Characters that a reader can't see, or that reorder what is seen: controls, format characters
 * (bidi overrides among them: "Trojan Source", CVE-2021-42574), line separators other than LF, and
 * halves of surrogate pairs. Tab and line feed stay, as does the joiner inside an emoji.
 */
const hidden =
  /(?<!\p{Extended_Pictographic}\uFE0F?)\u200D|\u200D(?!\p{Extended_Pictographic})|(?![\t\n\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** The text with every hidden character written out as ⟨U+202E⟩; anything else is unchanged. */
export function visible(text: string): string {
  return text.replace(hidden, (character) => {
    const point = character.codePointAt(0) ?? 0;
    return `⟨U+${point.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

/** `visible` over every string in a value made of plain objects and arrays; keys are left alone. */
export function deepVisible<T>(value: T): T {
  if (typeof value === 'string') return visible(value) as T;
  if (Array.isArray(value)) return value.map(deepVisible) as T;
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, deepVisible(inner)]),
    ) as T;
  }
  return value;
}
