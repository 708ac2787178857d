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
    const first = local.find(({ kind }) => results.includes(kind ?? ''));
    if (first === undefined || local.some(makesClean)) return [];
    return [placeOf(first)];
  },
};

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
