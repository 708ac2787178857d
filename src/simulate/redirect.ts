/** Source: bash manual, 3.6 Redirections. */
import { expandHereDocument, expandText, expandWord } from '../shell/expand-word.ts';
import type { Redirection } from '../syntax/nodes.ts';
import { FileChannel, nowhere, TextChannel } from './channel.ts';
import type { Channel } from './channel.ts';
import { absolutePath } from './file-tree.ts';
import type { FileNode } from './file-tree.ts';
import { scopeOf } from './scope-of.ts';
import { known } from './shell-process.ts';
import type { ShellProcess } from './shell-process.ts';
import { Refused } from './signals.ts';

/** Runs a body with its redirections; where one can't be made, the body does not run. */
export function withRedirections(
  nodes: readonly Redirection[],
  shell: ShellProcess,
  body: () => void,
): void {
  if (nodes.length === 0) {
    body();
    return;
  }
  const before = new Map(shell.descriptors);
  try {
    if (redirect(nodes, shell)) body();
    else shell.status = 1;
  } finally {
    shell.descriptors = before;
  }
}

/** Makes redirections in this shell, for good; false after the first that can't be made. */
export function redirect(nodes: readonly Redirection[], shell: ShellProcess): boolean {
  return nodes.every((node) => redirectOne(node, shell));
}

function redirectOne(node: Redirection, shell: ShellProcess): boolean {
  const scope = scopeOf(shell);
  const input = descriptorOf(node, 0, shell);
  if (node.type === 'HereDoc') {
    shell.descriptors.set(input, new TextChannel(known(expandHereDocument(node, scope), '<<')));
    return true;
  }
  if (node.target === undefined) throw new Refused('construct', 'redirection');
  if (node.type === 'HereString') {
    const text = known(expandText(node.target, scope), '<<<');
    shell.descriptors.set(input, new TextChannel(`${text}\n`));
    return true;
  }
  const fields = expandWord(node.target, scope);
  const [field] = fields;
  if (fields.length !== 1 || field === undefined) {
    shell.complain('ambiguous redirect');
    return false;
  }
  return redirectTo(node, known(field.value, node.operator), shell);
}

function descriptorOf(node: Redirection, standard: number, shell: ShellProcess): number {
  const { descriptor } = node;
  if (descriptor === undefined) return standard;
  if (descriptor.type === 'FileDescriptor') return descriptor.value;
  let free = 10;
  while (shell.descriptors.has(free)) free++;
  const given = shell.text(descriptor.name);
  const isClosing = node.type === 'Redirect' && node.operator.endsWith('&');
  if (isClosing && given !== null) return Number(given);
  shell.setText(descriptor.name, String(free));
  return free;
}

function redirectTo(
  node: Extract<Redirection, { type: 'Redirect' }>,
  target: string,
  shell: ShellProcess,
): boolean {
  const { operator } = node;
  if (operator === '<') return set(shell, descriptorOf(node, 0, shell), openText(target, shell));
  if (operator === '<&' || (operator === '>&' && /^(\d+-?|-)$/.test(target)))
    return duplicate(shell, descriptorOf(node, operator === '<&' ? 0 : 1, shell), target);
  const appends = operator === '>>' || operator === '&>>';
  const guarded = shell.options.has('noclobber') && (operator === '>' || operator === '&>');
  const file = openFile(target, shell, { appends, guarded, keeps: operator === '<>' });
  const descriptor = descriptorOf(node, operator === '<>' ? 0 : 1, shell);
  if (!set(shell, descriptor, file)) return false;
  if (operator === '&>' || operator === '&>>' || operator === '>&') set(shell, 2, file);
  return true;
}

function set(shell: ShellProcess, descriptor: number, channel: Channel | null): boolean {
  if (channel !== null) shell.descriptors.set(descriptor, channel);
  return channel !== null;
}

/** `2>&1`, `3>&-`, `3>&1-`. */
function duplicate(shell: ShellProcess, descriptor: number, target: string): boolean {
  if (target === '-') {
    shell.descriptors.delete(descriptor);
    return true;
  }
  const from = Number.parseInt(target, 10);
  const channel = shell.descriptors.get(from);
  if (channel === undefined) {
    shell.complain(`${target}: Bad file descriptor`);
    return false;
  }
  shell.descriptors.set(descriptor, channel);
  if (target.endsWith('-')) shell.descriptors.delete(from);
  return true;
}

/** Opens a file to be read; null, with a complaint, where there is none. */
export function openText(path: string, shell: ShellProcess): Channel | null {
  const device = /^\/dev\/(?:fd\/(\d+)|(stdin))$/.exec(path);
  if (device) return shell.descriptors.get(Number(device[1] ?? 0)) ?? nowhere;
  const node = shell.machine.files.find(absolutePath(shell.cwd, path));
  if (node?.kind === 'file') return new FileChannel(node, false);
  if (node?.kind === 'null') return nowhere;
  shell.complain(`${path}: ${node === null ? 'No such file or directory' : 'Is a directory'}`);
  return null;
}

function openFile(
  path: string,
  shell: ShellProcess,
  how: { readonly appends: boolean; readonly guarded: boolean; readonly keeps: boolean },
): Channel | null {
  const device = /^\/dev\/(?:fd\/(\d+)|(stdout)|(stderr))$/.exec(path);
  if (device)
    return shell.descriptors.get(Number(device[1] ?? (device[2] === undefined ? 2 : 1))) ?? nowhere;
  const node = shell.machine.files.find(absolutePath(shell.cwd, path));
  if (path === '/dev/tty') return complainOf(shell, path, 'No such device or address');
  if (node?.kind === 'null') return nowhere;
  if (path === '') return complainOf(shell, path, 'No such file or directory');
  if (node?.kind === 'folder') return complainOf(shell, path, 'Is a directory');
  if (node?.kind === 'file') {
    if (how.guarded) return complainOf(shell, path, 'cannot overwrite existing file');
    if (!how.appends && !how.keeps) node.text = '';
    return new FileChannel(node, how.appends);
  }
  return makeFile(path, shell, how.appends);
}

function makeFile(path: string, shell: ShellProcess, appends: boolean): Channel | null {
  const file: Extract<FileNode, { kind: 'file' }> = {
    kind: 'file',
    mode: 0o666 & ~shell.umask,
    text: '',
  };
  return shell.machine.files.put(absolutePath(shell.cwd, path), file)
    ? new FileChannel(file, appends)
    : complainOf(shell, path, 'No such file or directory');
}

function complainOf(shell: ShellProcess, path: string, why: string): null {
  shell.complain(`${path}: ${why}`);
  return null;
}
