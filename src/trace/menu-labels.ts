/** What a menu says beside its numbers: `echo "1) Deploy"`, `read -p "1) deploy 2) rollback: " choice`. */

const printing = /^[ \t]*(?:echo|printf|read)\b.*$/gm;
const colours = /\$\{?\w+\}?|\\(?:e|033|x1[bB])\[[\d;]*m/g;
const entry = /(?<![\w.])(\d{1,2})\s*[)\].:-]+\s+([^\d"'\\]*[A-Za-zÀ-ÿ][^\d"'\\]*)/g;

/**
 * The words by number. Empty where a number stands for two things: such a script asks more than once,
 * and nothing tells which question a number answers.
 */
export function menuLabels(text: string): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const [line] of text.matchAll(printing))
    for (const [, number = '', said = ''] of line.replace(colours, '').matchAll(entry)) {
      const label = said.trim().toLowerCase();
      const known = labels.get(number);
      if (known !== undefined && known !== label) return new Map();
      labels.set(number, label);
    }
  return labels.size > 1 ? labels : new Map();
}
