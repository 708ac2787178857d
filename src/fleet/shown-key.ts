/** Longer names exist and are not needed to find a key: its line stands beside it. */
const longest = 40;

/**
 * A key that is none of ours as a message may show it. A line that was cut or a password that was
 * pasted where a name belongs makes a key of a secret: only what reads like a name is shown.
 */
export function shownKey(key: string): string {
  return looksLikeName(key) ? JSON.stringify(key) : '…';
}

/** The path of a key, each part that does not read like a name left out. */
export function shownPath(path: string): string {
  return path
    .split('/')
    .map((part) => (part === '' || looksLikeName(part) ? part : '…'))
    .join('/');
}

/** Words and numbers with signs between them; letters and digits in no turn are something else. */
function looksLikeName(key: string): boolean {
  if (key.length > longest || !/^[\p{L}\d][\p{L}\d_.~ -]*$/u.test(key)) return false;
  return key
    .split(/[_.~ -]+/)
    .every((word) => /^\d{0,4}[\p{L}]*\d{0,4}$/u.test(word) && hasOneCase(word));
}

/** `shop`, `Shop`, `SHOP`, `dependsOn`: capitals begin words. */
function hasOneCase(word: string): boolean {
  return !/\p{Lu}{2,}\p{Ll}+\p{Lu}|\p{Lu}\p{Ll}\p{Lu}\p{Ll}\p{Lu}/u.test(word);
}
