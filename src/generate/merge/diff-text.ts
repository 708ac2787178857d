import { createTwoFilesPatch } from 'diff';

/** A unified diff of one file, as `git diff` shows it; null stands for no file. */
export function diffText(path: string, before: string | null, after: string | null): string {
  if (before === after) return '';
  const patch = createTwoFilesPatch(
    before === null ? '/dev/null' : `a/${path}`,
    after === null ? '/dev/null' : `b/${path}`,
    before ?? '',
    after ?? '',
    undefined,
    undefined,
    { context: 3 },
  );
  // The package puts a line of its own before the headers.
  return patch.replace(/^=+\n/, '').replace(/^(---|\+\+\+) (.*?)\t?$/gm, '$1 $2');
}

const colours = { '+': 32, '-': 31, '@': 36 } as const;

/** The same in the colours of `git diff`. */
export function coloured(diff: string): string {
  return diff
    .split('\n')
    .map((line) => {
      if (/^(---|\+\+\+) /.test(line)) return paint(line, 1);
      const colour = colours[line.charAt(0) as keyof typeof colours] as number | undefined;
      return colour === undefined ? line : paint(line, colour);
    })
    .join('\n');
}

function paint(line: string, code: number): string {
  return `\u001b[${String(code)}m${line}\u001b[0m`;
}
