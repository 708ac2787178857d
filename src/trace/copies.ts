/** What the script copies to other machines, so that a copied script can be followed when it is run there. */
import { alternativesOf, textOf } from '../shell/value.ts';
import type { Value } from '../model/value.ts';
import { splitCommand } from './command-line.ts';
import type { Context } from './context.ts';
import { nameOf, normalisePath, resolvePath } from './paths.ts';
import { writtenText } from './files.ts';
import type { Running } from './running.ts';
import type { ShellState } from './shell-state.ts';
import type { Walk } from './walk.ts';

/** Notes a copy by scp, rsync or cp; other commands leave no trace here. */
export function noteCopy(
  walk: Walk,
  name: string,
  running: Running,
  state: ShellState,
  context: Context,
): void {
  if (
    !['scp', 'rsync', 'cp', 'install', 'mv'].includes(name) ||
    context.place.kind !== 'local' ||
    context.dead !== null
  )
    return;
  const args = splitCommand(running.words, walk.workspace.lore).arguments.map(({ value }) => value);
  const target = args.at(-1);
  if (target === undefined || args.length < 2) return;
  for (const from of args.slice(0, -1)) noteOne(walk, from, target, state);
}

function noteOne(walk: Walk, from: Value, target: Value, state: ShellState): void {
  const fromText = textOf(from);
  const to = remotePath(target);
  if (fromText === null || /^[^/]*:/.test(fromText) || to === null) return;
  const written = writtenText(walk, from, state, {
    kind: 'local',
    hosts: [],
    user: null,
    port: null,
    through: null,
    container: null,
    on: null,
  });
  const resolved = resolvePath(state.cwd, from);
  const local = (resolved === null ? null : textOf(resolved)) ?? fromText;
  if (written !== null) {
    for (const path of [to, `${to}/${nameOf(fromText)}`])
      walk.files.set(`remote:${normalisePath(path)}`, written);
  }
  noteWritten(walk, fromText, local, to);
  const { root, files } = walk.workspace.application;
  const inFleet = normalisePath(root === '.' ? local : `${root}/${local}`);
  const isFolder = inFleet === '.' || files.some((file) => file.startsWith(`${inFleet}/`));
  walk.copies.push({ from: local, to: normalisePath(to), isFolder });
  // Without a slash at its end, the folder itself lands in the target.
  if (isFolder && !fromText.endsWith('/'))
    walk.copies.push({ from: local, to: normalisePath(`${to}/${nameOf(local)}`), isFolder });
}

/** What the script wrote into a folder goes with it: `scp -r out/* host:/srv`, `rsync -a out/ host:/srv`. */
function noteWritten(walk: Walk, fromText: string, local: string, to: string): void {
  const isInside = /\/\*?$/.test(fromText);
  const folder = isInside ? local.replace(/\/?\*?$/, '') : local;
  const start = `local:${folder}/`;
  for (const [path, text] of [...walk.files]) {
    if (!path.startsWith(start)) continue;
    const rest = path.slice(start.length);
    walk.files.set(`remote:${normalisePath(`${to}/${rest}`)}`, text);
    // Without a slash at its end, the folder itself lands in the target.
    if (!isInside)
      walk.files.set(`remote:${normalisePath(`${to}/${nameOf(folder)}/${rest}`)}`, text);
  }
}

/** The path behind `user@host:`, where it is known. */
function remotePath(target: Value): string | null {
  const [first] = alternativesOf(target);
  const parts = first === undefined ? [] : first.kind === 'concat' ? first.parts : [first];
  const at = parts.findIndex((part) => part.kind === 'literal' && part.text.includes(':'));
  if (at < 0) return null;
  let path = '';
  for (const part of parts.slice(at)) {
    if (part.kind !== 'literal') return null;
    path += part.text;
  }
  const text = path.slice(path.indexOf(':') + 1);
  return text === '' ? '~' : text.startsWith('/') || text.startsWith('~') ? text : `~/${text}`;
}
