/** The shell's own commands. Source: bash manual, 4 Shell Builtin Commands. */
import { evaluateArithmetic } from '../shell/arithmetic.ts';
import { echoText } from '../shell/echo.ts';
import { formatPrintf } from '../shell/printf.ts';
import { evaluateTestCommand } from '../shell/test-expression.ts';
import { literal, textOf } from '../shell/value.ts';
import { assignVariable } from '../shell/assign.ts';
import { declare, unset } from './builtin-declare.ts';
import {
  changeFolder,
  popFolder,
  printFolder,
  pushFolder,
  showFolders,
} from './builtin-folders.ts';
import { getOptions, setOptions, setShopts, shift } from './builtin-options.ts';
import { readArray, readLine } from './builtin-read.ts';
import { kill, setTrap, showJobs, wait } from './builtin-jobs.ts';
import { matchingNames } from './matching-names.ts';
import { openText } from './redirect.ts';
import { asksFile } from './file-tests.ts';
import { isMissing } from './run-program.ts';
import { runWords } from './run-command.ts';
import { scopeOf } from './scope-of.ts';
import type { ShellProcess } from './shell-process.ts';
import { ExitSignal, LoopSignal, Refused, ReturnSignal } from './signals.ts';
import { runText } from './traps.ts';
import { utilities } from './utilities.ts';

/** Runs a builtin; gives its status, or nothing where the status is set already. */
export type Builtin = (args: readonly string[], shell: ShellProcess) => number | undefined;

const declarations = ['declare', 'typeset', 'local', 'export', 'readonly'];

/** Builtins whose words may be assignments. */
export function keepsAssignments(name: string): boolean {
  return declarations.includes(name);
}

export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', () => 0],
  ['true', () => 0],
  ['false', () => 1],
  ['echo', echo],
  ['printf', print],
  ['[', (args, shell) => test(args.at(-1) === ']' ? args.slice(0, -1) : null, shell)],
  ['test', test],
  ['cd', changeFolder],
  ['pwd', printFolder],
  ['pushd', pushFolder],
  ['popd', popFolder],
  ['dirs', showFolders],
  ['exit', leave((status) => new ExitSignal(status))],
  ['return', returnFrom],
  ['break', leaveLoop('break')],
  ['continue', leaveLoop('continue')],
  ['set', setOptions],
  ['shopt', setShopts],
  ['shift', shift],
  ['getopts', getOptions],
  ...declarations.map((name) => [name, declare(name)] as const),
  ['unset', unset],
  ['read', readLine],
  ['mapfile', readArray],
  ['readarray', readArray],
  ['let', letNumbers],
  ['eval', evaluate],
  ['source', source],
  ['.', source],
  ['command', runPlain],
  ['builtin', runPlain],
  ['type', describe],
  ['hash', (args) => (args.some(isMissing) ? 1 : 0)],
  ['trap', setTrap],
  ['wait', wait],
  ['kill', kill],
  ['jobs', showJobs],
  ['alias', setAlias],
  ['unalias', (args, shell) => (args.every((name) => shell.aliases.delete(name)) ? 0 : 1)],
  ['umask', setUmask],
  ['ulimit', () => 0],
  ['compgen', completions],
  ['caller', (_args, shell) => (shell.calls.length > 0 ? 0 : 1)],
  ['times', () => 0],
]);

function echo(args: readonly string[], shell: ShellProcess): number {
  shell.write(1, echoText(args, shell.shopts.has('xpg_echo')));
  return 0;
}

function print(args: readonly string[], shell: ShellProcess): number {
  const toVariable = args[0] === '-v';
  const rest = toVariable ? args.slice(2) : args;
  const text = textOf(formatPrintf(rest.map((arg) => literal(arg))));
  if (text === null) throw new Refused('expansion', 'printf');
  if (!toVariable) {
    shell.write(1, text);
    return 0;
  }
  const [, name = '', key] = /^([A-Za-z_]\w*)(?:\[(.*)\])?$/.exec(args[1] ?? '') ?? [];
  assignVariable(shell, name, literal(text), { subscript: key });
  return 0;
}

function test(args: readonly string[] | null, shell: ShellProcess): number {
  if (args === null) {
    shell.complain("[: missing `]'");
    return 2;
  }
  for (const [index, operator] of args.entries()) {
    const sides = [args[index - 1], args[index + 1]];
    if (/^-(eq|ne|lt|le|gt|ge)$/.test(operator) && index > 0 && sides[1] !== undefined) {
      const wrong = sides.find((side) => !/^\s*[-+]?\d+\s*$/.test(side ?? ''));
      if (wrong !== undefined) {
        shell.complain(`[: ${wrong}: integer expression expected`);
        return 2;
      }
    }
  }
  const fields = args.map((arg) => ({
    value: literal(arg),
    glob: false,
    many: false,
    quoted: true,
  }));
  const answer = evaluateTestCommand(fields, scopeOf(shell), asksFile(shell));
  if (answer === null) {
    shell.complain('[: too many arguments');
    return 2;
  }
  return answer ? 0 : 1;
}

function leave(signal: (status: number) => Error): Builtin {
  return ([text], shell) => {
    if (text !== undefined && !/^-?\d+$/.test(text)) {
      shell.complain(`${text}: numeric argument required`);
      throw signal(2);
    }
    throw signal(text === undefined ? shell.status : Number(text));
  };
}

function returnFrom(args: readonly string[], shell: ShellProcess): number | undefined {
  if (shell.calls.length > 0 || shell.files.length > 0)
    return leave((status) => new ReturnSignal(status))(args, shell);
  shell.complain("return: can only `return' from a function or sourced script");
  return 2;
}

function leaveLoop(kind: 'break' | 'continue'): Builtin {
  return ([text], shell) => {
    if (shell.loops === 0) return 0;
    shell.status = 0;
    throw new LoopSignal(kind, Number(text ?? '1'));
  };
}

function letNumbers(args: readonly string[], shell: ShellProcess): number {
  let last: bigint | null = 0n;
  for (const arg of args) last = evaluateArithmetic(arg, scopeOf(shell));
  return last === null || last === 0n ? 1 : 0;
}

function evaluate(args: readonly string[], shell: ShellProcess): undefined {
  shell.status = 0;
  runText(args.join(' '), 'eval', shell);
  return undefined;
}

function source(args: readonly string[], shell: ShellProcess): number | undefined {
  const [path = '', ...rest] = args;
  const text = openText(path, shell)?.readAll();
  if (text === undefined) return 1;
  const before = { positional: shell.positional, files: shell.files };
  if (rest.length > 0) shell.positional = [...rest];
  shell.files = [...shell.files, path];
  shell.status = 0;
  try {
    runText(text, path, shell);
  } catch (error) {
    if (!(error instanceof ReturnSignal)) throw error;
    shell.status = error.status;
  } finally {
    shell.files = before.files;
    if (rest.length > 0) shell.positional = before.positional;
  }
  return undefined;
}

/** `command NAME` and `builtin NAME` look past functions; `command -v NAME` says what it is. */
function runPlain(args: readonly string[], shell: ShellProcess): number | undefined {
  const [option = '', ...rest] = args;
  if (option === '-v' || option === '-V') {
    const found = rest.map((name) => located(name, shell));
    for (const text of found) if (text !== null) shell.write(1, `${text}\n`);
    return found.every((text) => text === null) ? 1 : 0;
  }
  const words = option === '-p' || option === '--' ? rest : args;
  if (words.length === 0) return 0;
  runWords(words, [], shell, false);
  return undefined;
}

function located(name: string, shell: ShellProcess): string | null {
  if (shell.aliases.has(name)) return `alias ${name}='${shell.aliases.get(name) ?? ''}'`;
  if (shell.functions.has(name) || builtins.has(name)) return name;
  if (name.includes('/')) return name;
  return isMissing(name) || !(utilities.has(name) || commonPrograms.has(name))
    ? null
    : `/usr/bin/${name}`;
}

/** Programs that are there on any host, whether or not they can be run here. */
const commonPrograms = new Set('bash sh ls sed awk grep tar find git perl gzip ps'.split(' '));

const keywords = new Set(
  'if then else elif fi case esac for select while until do done in function time { } ! [['.split(
    ' ',
  ),
);

function describe(args: readonly string[], shell: ShellProcess): number {
  const plain = args.filter((arg) => !arg.startsWith('-'));
  const option = args.find((arg) => arg.startsWith('-')) ?? '';
  const found = plain.map((name) => {
    const kind = keywords.has(name)
      ? 'keyword'
      : shell.functions.has(name)
        ? 'function'
        : builtins.has(name)
          ? 'builtin'
          : 'file';
    const text = keywords.has(name) ? name : located(name, shell);
    if (text !== null && option === '-t') shell.write(1, `${kind}\n`);
    else if (text !== null && /^-[pP]/.test(option)) {
      if (kind === 'file') shell.write(1, `${text}\n`);
    } else if (text !== null)
      shell.write(
        1,
        kind === 'file'
          ? `${name} is ${text}\n`
          : `${name} is a ${kind === 'builtin' ? 'shell builtin' : kind}\n`,
      );
    return text !== null;
  });
  return found.every(Boolean) ? 0 : 1;
}

/** `compgen -G PATTERN`: the names that a pattern matches. */
function completions(args: readonly string[], shell: ShellProcess): number {
  const [option, pattern = ''] = args;
  if (option !== '-G') throw new Refused('builtin', 'compgen');
  const names = matchingNames(pattern, shell);
  for (const name of names) shell.write(1, `${name}\n`);
  return names.length > 0 ? 0 : 1;
}

function setAlias(args: readonly string[], shell: ShellProcess): number {
  for (const arg of args) {
    const [, name, text] = /^([^=]+)=(.*)$/s.exec(arg) ?? [];
    if (name !== undefined && text !== undefined) shell.aliases.set(name, text);
  }
  return 0;
}

function setUmask([text]: readonly string[], shell: ShellProcess): number {
  if (text === undefined) {
    shell.write(1, `${shell.umask.toString(8).padStart(4, '0')}\n`);
    return 0;
  }
  if (!/^[0-7]+$/.test(text)) throw new Refused('builtin', 'umask');
  shell.umask = Number.parseInt(text, 8);
  return 0;
}
