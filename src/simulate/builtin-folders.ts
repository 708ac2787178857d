import { absolutePath } from './file-tree.ts';
import type { ShellProcess } from './shell-process.ts';

/** `cd`. Source: bash manual, 4.1. */
export function changeFolder(args: readonly string[], shell: ShellProcess): number {
  const plain = args.filter((arg) => !/^-[LPe@]+$/.test(arg));
  const [given] = plain;
  if (plain.length > 1) {
    shell.complain('cd: too many arguments');
    return 1;
  }
  const target =
    given === undefined ? shell.text('HOME') : given === '-' ? shell.text('OLDPWD') : given;
  if (target === null) {
    shell.complain(`cd: ${given === '-' ? 'OLDPWD' : 'HOME'} not set`);
    return 1;
  }
  if (!enter(target, shell, args.includes('-P'))) return 1;
  if (given === '-') shell.write(1, `${shell.cwd}\n`);
  return 0;
}

function enter(target: string, shell: ShellProcess, physical = false): boolean {
  const path = target === '' ? shell.cwd : absolutePath(shell.cwd, target);
  const place = shell.machine.files.locate(path);
  if (place?.node?.kind !== 'folder') {
    const why = place?.node == null ? 'No such file or directory' : 'Not a directory';
    shell.complain(`cd: ${target}: ${why}`);
    return false;
  }
  shell.setText('OLDPWD', shell.cwd);
  shell.cwd = physical ? place.path : path;
  shell.setText('PWD', shell.cwd);
  return true;
}

export function printFolder(args: readonly string[], shell: ShellProcess): number {
  const real = shell.machine.files.locate(shell.cwd)?.path ?? shell.cwd;
  shell.write(1, `${args.includes('-P') ? real : shell.cwd}\n`);
  return 0;
}

export function pushFolder([target]: readonly string[], shell: ShellProcess): number {
  const before = shell.cwd;
  const next = target ?? shell.folders.pop();
  if (next === undefined) {
    shell.complain('pushd: no other directory');
    return 1;
  }
  if (!enter(next, shell)) return 1;
  shell.folders.push(before);
  return showFolders([], shell);
}

export function popFolder(_args: readonly string[], shell: ShellProcess): number {
  const back = shell.folders.pop();
  if (back === undefined) {
    shell.complain('popd: directory stack empty');
    return 1;
  }
  return enter(back, shell) ? showFolders([], shell) : 1;
}

export function showFolders(_args: readonly string[], shell: ShellProcess): number {
  const home = shell.text('HOME') ?? '';
  const short = (path: string) =>
    home !== '' && (path === home || path.startsWith(`${home}/`))
      ? `~${path.slice(home.length)}`
      : path;
  shell.write(1, `${[shell.cwd, ...shell.folders.toReversed()].map(short).join(' ')}\n`);
  return 0;
}
