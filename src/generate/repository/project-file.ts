import type { Plan } from '../../model/plan.ts';
import type { GenerateContext } from '../generator.ts';

/** A file of the project that the build works in; null where the fleet has none of that name. */
export function readProject(
  name: string,
  plan: Plan,
  { read }: Pick<GenerateContext, 'read'>,
): string | null {
  const parts = [plan.root, plan.build.directory, name].filter(
    (part) => part !== '.' && part !== '',
  );
  return read(parts.join('/'));
}
