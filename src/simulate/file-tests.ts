import type { Value } from '../model/value.ts';
import type { AskFile } from '../shell/test-expression.ts';
import { absolutePath } from './file-tree.ts';
import type { FileNode } from './file-tree.ts';
import { known } from './shell-process.ts';
import type { ShellProcess } from './shell-process.ts';
import { Refused } from './signals.ts';

/** Answers the tests that ask the file system. Source: bash manual, 6.4. */
export function asksFile(shell: ShellProcess): AskFile {
  return (operator, operand: Value) => {
    const path = known(operand, operator);
    // No descriptor leads to a terminal.
    if (operator === '-t') return false;
    if (operator === '-o') return shell.options.has(path);
    if (path === '') return false;
    const isLink = operator === '-L' || operator === '-h';
    const node = shell.machine.files.find(absolutePath(shell.cwd, path), !isLink);
    return answer(operator, node);
  };
}

function answer(operator: string, node: FileNode | null): boolean {
  switch (operator) {
    case '-e':
    case '-a':
    case '-r':
    case '-w':
    case '-O':
    case '-G':
      return node !== null;
    case '-f':
      return node?.kind === 'file';
    case '-d':
      return node?.kind === 'folder';
    case '-L':
    case '-h':
      return node?.kind === 'link';
    case '-s':
      return node?.kind === 'file' ? node.text !== '' : node?.kind === 'folder';
    case '-x':
      return node !== null && (node.kind === 'folder' || (node.mode & 0o111) !== 0);
    case '-c':
      return node?.kind === 'null';
    case '-b':
    case '-p':
    case '-S':
    case '-u':
    case '-g':
    case '-k':
      return false;
    default:
      throw new Refused('test', operator);
  }
}
