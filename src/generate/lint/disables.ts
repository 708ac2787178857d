import { plain } from '../slice/print.ts';
import type { Line } from '../slice/tree.ts';
import { lints } from './lint-codes.ts';

/** Why the author's text stays as it is, by ShellCheck's code. */
const reasons: ReadonlyMap<string, string> = new Map([
  ...lints.map(({ code, why }) => [code, why] as const),
  ['SC2034', 'a value that nobody reads here'],
  ['SC2153', 'a name like another'],
]);

/** The lines with a directive above them where ShellCheck would object to the author's own text. */
export function withDisables(lines: readonly Line[], codes: readonly string[]): readonly Line[] {
  if (codes.length === 0) return lines;
  const why = [...new Set(codes.map((code) => reasons.get(code) ?? code))].join(', ');
  return [plain(`# shellcheck disable=${codes.join(',')} # the script's own: ${why}`), ...lines];
}
