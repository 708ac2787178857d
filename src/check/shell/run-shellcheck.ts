import type { Checker } from '../../model/host.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnose } from '../diagnose.ts';
import type { ShellRole, ShellText } from './shell-text.ts';

/**
 * What ShellCheck says at style level. Its findings about the file system are left out: it gets the
 * text alone, so it can't follow what a script sources. Source: https://www.shellcheck.net/wiki/
 */
const leftOut: Readonly<Record<ShellRole, readonly string[]>> = {
  program: ['SC1090', 'SC1091'],
  // A file that is read with `.` sets variables for its readers, and needs no first line.
  sourced: ['SC1090', 'SC1091', 'SC2034', 'SC2148', 'SC2154'],
  command: [],
  // A command that ends its own script does not end the commands after it. Variables may come from
  // the project, or be exported by CodeBuild. Functions do not carry over, so that each command may
  // bring the same one along; those that are lost are told of elsewhere.
  buildspec: ['SC1090', 'SC1091', 'SC2034', 'SC2148', 'SC2154', 'SC2218', 'SC2317'],
};

interface Comment {
  readonly line: number;
  readonly level: 'error' | 'warning' | 'info' | 'style';
  readonly code: number;
  readonly message: string;
}

/**
 * Runs ShellCheck over texts; equal ones are looked at once. An absent ShellCheck is said in one
 * note. `assigned` are names that other files set.
 */
export function runShellcheck(
  texts: readonly ShellText[],
  checker: Checker,
  assigned: (file: string) => ReadonlySet<string>,
): readonly Diagnostic[] {
  const known = new Map<string, readonly Comment[] | null>();
  const found: Diagnostic[] = [];
  for (const shell of texts) {
    const key = `${shell.role} ${shell.text}`;
    const comments = known.has(key) ? known.get(key) : commentsOn(shell, checker);
    known.set(key, comments ?? null);
    if (comments == null) return [...found, diagnose('check/shellcheck-absent', null, null)];
    const names = assigned(shell.file);
    found.push(
      ...comments
        .filter((comment) => !isAssigned(comment, names))
        .map(({ line, level, code, message }) =>
          diagnose(
            level === 'error' || level === 'warning'
              ? 'check/shellcheck'
              : 'check/shellcheck-style',
            shell.file,
            shell.lineOf(line),
            { message: `SC${code}: ${message}` },
          ),
        ),
    );
  }
  return found;
}

function commentsOn({ text, role }: ShellText, checker: Checker): readonly Comment[] | null {
  const without = leftOut[role];
  const exclude = without.length === 0 ? [] : [`--exclude=${without.join(',')}`];
  const args = ['--norc', '--shell=bash', '--severity=style', '--format=json1', ...exclude, '-'];
  const done = checker.run('shellcheck', args, text);
  if (done === null) return null;
  try {
    const { comments } = JSON.parse(done.stdout) as { readonly comments?: readonly Comment[] };
    return comments ?? [];
  } catch {
    return null;
  }
}

/** SC2154 says that a name is read and never set; a file that the script sources may set it. */
function isAssigned({ code, message }: Comment, names: ReadonlySet<string>): boolean {
  const name = code === 2154 ? /^(\w+) is referenced/.exec(message)?.[1] : undefined;
  return name !== undefined && names.has(name);
}
