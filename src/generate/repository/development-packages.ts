import type { BuildPhase } from '../../model/kind.ts';
import type { Plan } from '../../model/plan.ts';
import type { Block } from './build-blocks.ts';

/** Options of Node's package managers that leave the packages of development out. */
export const productionOnly =
  /\s(--production(?!=false)(?:=true)?|--prod|-P|--omit[= ]dev|--only[= ]prod\w*)(?=\s|$)/;

const plainInstall =
  /^(npm|yarn|pnpm|bun|(php )?\S*composer(\.phar)?)(\s+-\S+)*(\s+(ci|i|install))?(\s+-\S+)*$/;

/**
 * The script's own installation with the packages of development, so that the checks find them without
 * a second one; null where it is not one plain command whose option says which packages it brings.
 */
export function withDevelopmentPackages(
  blocks: ReadonlyMap<BuildPhase, readonly Block[]>,
  without: RegExp,
  plan: Plan,
): ReadonlyMap<BuildPhase, readonly Block[]> | null {
  const installs = new Set(
    plan.steps.flatMap(({ classified: { kind, step } }) =>
      kind === 'install-deps' && without.test(step.text) ? [step.id] : [],
    ),
  );
  const all = [...blocks.values()].flat();
  const [only, ...others] = all.filter(({ steps }) => steps.some((id) => installs.has(id)));
  if (only === undefined || others.length > 0) return null;
  const [found, option] = without.exec(only.line) ?? [];
  const line = found === undefined ? '' : only.line.replace(found, '');
  if (option === undefined || !plainInstall.test(line)) return null;
  const comment = `# Without ${option}: the checks need the packages of development, too.`;
  const widened = { ...only, comments: [...only.comments, comment], line };
  return new Map(
    [...blocks].map(([phase, list]) => [
      phase,
      list.map((block) => (block === only ? widened : block)),
    ]),
  );
}
