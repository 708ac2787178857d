/** `set`, `shopt`, `shift`, `getopts`. Source: bash manual, 4.3. */
import { nextOption } from '../shell/get-options.ts';
import type { ShellProcess } from './shell-process.ts';
import { Refused } from './signals.ts';

const names: Readonly<Record<string, string>> = {
  a: 'allexport',
  e: 'errexit',
  f: 'noglob',
  u: 'nounset',
  x: 'xtrace',
  v: 'verbose',
  n: 'noexec',
  C: 'noclobber',
  E: 'errtrace',
  T: 'functrace',
  m: 'monitor',
  b: 'notify',
  h: 'hashall',
  B: 'braceexpand',
  H: 'histexpand',
  P: 'physical',
  k: 'keyword',
  p: 'privileged',
};

export function setOptions(args: readonly string[], shell: ShellProcess): number {
  if (args.length === 0) throw new Refused('builtin', 'set without arguments');
  let index = 0;
  for (; index < args.length; index++) {
    const arg = args[index] as string;
    if (arg === '--' || arg === '-') {
      shell.positional = args.slice(index + 1);
      return 0;
    }
    if (!/^[-+]./.test(arg)) break;
    for (const letter of arg.slice(1)) {
      const name = letter === 'o' ? args[++index] : names[letter];
      if (name === undefined) return 2;
      if (arg.startsWith('-')) shell.options.add(name);
      else shell.options.delete(name);
    }
  }
  if (index < args.length) shell.positional = args.slice(index);
  return 0;
}

export function setShopts(args: readonly string[], shell: ShellProcess): number {
  const [option = '', ...rest] = args;
  const set = option === '-o' || option.includes('o') ? shell.options : shell.shopts;
  if (option.startsWith('-s')) for (const name of rest) set.add(name);
  else if (option.startsWith('-u')) for (const name of rest) set.delete(name);
  else {
    const asked = option.startsWith('-') ? rest : args;
    const all = asked.every((name) => shell.shopts.has(name));
    if (!option.includes('q'))
      for (const name of asked)
        shell.write(1, `${name.padEnd(15)}\t${shell.shopts.has(name) ? 'on' : 'off'}\n`);
    return all ? 0 : 1;
  }
  return 0;
}

export function shift([text]: readonly string[], shell: ShellProcess): number {
  const count = Number(text ?? '1');
  if (count > shell.positional.length) return 1;
  shell.positional = shell.positional.slice(count);
  return 0;
}

export function getOptions(args: readonly string[], shell: ShellProcess): number {
  const [letters = '', name = '', ...given] = args;
  const list = given.length > 0 ? given : shell.positional;
  const index = Number(shell.text('OPTIND') ?? '1');
  const found = nextOption(letters, list, { index, cluster: shell.cluster });
  shell.cluster = found.cluster;
  shell.setText('OPTIND', String(found.index));
  shell.setText(name, found.name);
  if (found.value === null) removeValue(shell);
  else shell.setText('OPTARG', found.value);
  if (found.complaint !== null) shell.complain(found.complaint);
  return found.isOver ? 1 : 0;
}

function removeValue(shell: ShellProcess): void {
  shell.scopeOf('OPTARG').delete('OPTARG');
}
