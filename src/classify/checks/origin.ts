import { showValue } from '../pattern.ts';
import type { Subject } from '../subject.ts';
import { placeOf } from './check.ts';
import type { Check } from './check.ts';

const results = ['build', 'package', 'transfer', 'container-build'];

/** What is deployed is what lies in somebody's folder, committed or not. */
export const workingTree: Check = {
  id: 'source/working-tree',
  level: 'warning',
  find: ({ subjects }) => {
    const local = subjects.filter(
      ({ step, on }) => step.place.kind === 'local' && step.reached && on === 'workstation',
    );
    const first = local.find((subject) => isResult(subject) && !bringsHere(subject));
    if (first === undefined || local.some(makesClean)) return [];
    return [placeOf(first)];
  },
};

function isResult({ kind }: Subject): boolean {
  return results.includes(kind ?? '');
}

const downloads = new Set([
  'wget',
  'aria2c',
  'axel',
  'get',
  'mget',
  'pget',
  'unzip',
  'gunzip',
  '7z',
]);
const elsewhere = /^([^/:]+@)?[^/:]{2,}:|^[a-z][a-z0-9+]*:\/\//;

/** Takes something from another machine or out of an archive: nothing of the folder leaves. */
function bringsHere({ kind, names, command, step }: Subject): boolean {
  if (kind !== 'transfer' || step.stream !== null) return false;
  if (names.some((name) => downloads.has(name))) return true;
  if (names.includes('curl')) return !command.options.some(({ name }) => sends.has(name));
  const words = command.arguments.map(({ value }) => showValue(value));
  const [first, last] = [words[0], words.at(-1)];
  return (
    first !== undefined &&
    last !== undefined &&
    words.length > 1 &&
    elsewhere.test(first) &&
    !elsewhere.test(last)
  );
}

const sends = new Set(['-T', '--upload-file', '-F', '--form', '-d', '--data', '--data-binary']);

/** A fresh copy, a copy set back, or a look at whether it is clean. */
function makesClean({ names, command, step }: Subject): boolean {
  // `git describe --dirty` gives the name, and a test of it stops what is not committed.
  if (step.form === 'test' || names.includes('[')) return /-dirty\b/.test(step.text);
  if (!names.includes('git')) return names.includes('svn') && command.sub === 'export';
  if (['clone', 'clean', 'worktree add', 'archive'].includes(command.sub ?? '')) return true;
  if (command.sub === 'reset') return command.options.some(({ name }) => name === '--hard');
  return ['status', 'diff', 'diff-index', 'update-index'].includes(command.sub ?? '')
    ? step.statusUsed !== 'ignored' || step.outputUsed
    : false;
}

/** More than one working copy is brought up to date. */
export const severalRepositories: Check = {
  id: 'source/several-repositories',
  level: 'note',
  find: ({ subjects }) => {
    const seen = new Set<string>();
    const found = subjects.filter((subject) => {
      const copy = copyOf(subject);
      if (copy === null || seen.has(copy)) return false;
      seen.add(copy);
      return seen.size === 2;
    });
    return found.map((subject) => placeOf(subject));
  },
};

/** Names a working copy: its folder, or where it comes from; null when neither is known. */
function copyOf({ names, command, step, on }: Subject): string | null {
  if (!step.reached || !names.includes('git')) return null;
  if (command.sub === 'clone') {
    const [url] = command.arguments;
    return url === undefined ? null : `clone ${showValue(url.value)}`;
  }
  if (command.sub !== 'pull') return null;
  const folder = command.options.find(({ name }) => name === '-C')?.value ?? step.cwd;
  return folder === null ? null : `pull ${on} ${showValue(folder)}`;
}
