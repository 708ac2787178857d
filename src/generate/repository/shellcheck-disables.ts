import type { Line } from '../slice/tree.ts';

/** What ShellCheck says of text that its author keeps: pattern, code, why it stays. */
const known: readonly {
  readonly pattern: RegExp;
  readonly code: string;
  readonly reason: string;
}[] = [];

/** The lines with a directive above them where ShellCheck would object to the author's own text. */
export function withDisables(lines: readonly Line[]): readonly Line[] {
  const text = lines.map((line) => line.text).join('\n');
  const found = known.filter(({ pattern }) => pattern.test(text));
  return [
    ...found.map(({ code, reason }) => ({
      text: `# shellcheck disable=${code} # ${reason}`,
      verbatim: false,
      steps: [],
    })),
    ...lines,
  ];
}
