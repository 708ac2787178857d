import type { Buildspec } from '../buildspec/buildspec.ts';
import type { CheckedFile } from '../checked-file.ts';

/** A text that bash runs, and where its lines stand in an output file. */
export interface ShellText {
  readonly file: string;
  readonly text: string;
  /** The line in the file of a 1-based line of the text. */
  readonly lineOf: (line: number) => number;
  readonly role: ShellRole;
}

/** A program, a file that programs read with `.`, one command of a buildspec, or all of them in a row. */
export type ShellRole = 'program' | 'sourced' | 'command' | 'buildspec';

/** Whether a file is written in bash or sh. */
export function isShell({ path, text }: CheckedFile): boolean {
  const shebang = /^#!.*\b(\w*sh)\b/.exec(text.split('\n', 1)[0] ?? '')?.[1];
  if (shebang !== undefined) return shebang === 'bash' || shebang === 'sh';
  return path.endsWith('.sh') || path.endsWith('.bash');
}

export function fileText({ path, text }: CheckedFile): ShellText {
  const role = text.startsWith('#!') ? 'program' : 'sourced';
  return { file: path, text, role, lineOf: (line) => line };
}

/** Each command of a buildspec: a script of its own, as far as its grammar goes. */
export function commandTexts({ document, commands }: Buildspec): readonly ShellText[] {
  return commands.map(({ text, lineOf }) => ({
    file: document.file,
    text,
    lineOf,
    role: 'command',
  }));
}

/**
 * All commands of a buildspec in a row: variables carry over from one to the next, so that ShellCheck
 * must see them together. Commands that are not valid bash are left out; they are told of elsewhere.
 */
export function buildspecText({ document, commands }: Buildspec): ShellText {
  const places: ((line: number) => number)[] = [];
  const parts: string[] = [];
  for (const { text, lineOf, parsed } of commands) {
    if (parsed.errors.length > 0) continue;
    const body = text.replace(/\n+$/, '');
    parts.push(body);
    body.split('\n').forEach((_, index) => places.push(() => lineOf(index + 1)));
  }
  return {
    file: document.file,
    text: `${parts.join('\n')}\n`,
    lineOf: (line) => places[Math.min(line, places.length) - 1]?.(line) ?? 1,
    role: 'buildspec',
  };
}
