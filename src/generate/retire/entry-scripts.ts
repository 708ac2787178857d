import type { Plan } from '../../model/plan.ts';

/** Entry scripts, relative to the application; those that others call need no guard. */
export function entryScriptsOf({ trace, root }: Plan): readonly string[] {
  return trace.scripts
    .filter(({ role }) => role === 'entry')
    .map(({ file }) => (file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file));
}
