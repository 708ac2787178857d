/**
 * `rm -rf dist node_modules` between `git pull` and the build on the host: the build has moved, and what it makes
 * has arrived with the bundle by the time that a hook could remove it.
 */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Step } from '../model/step.ts';
import { argumentTexts } from './arguments.ts';
import { entryFileOf, isInContainer, machineOf } from './evidence.ts';
import { installedOf } from './installed.ts';
import { resolvedFrom } from './paths.ts';
import type { Situation } from './situation.ts';
import { sourcePathOf } from './source-path.ts';
import { valueText } from './value-text.ts';

const scripting = /^(npm|npx|yarn|pnpm|bun|node|ng|vite|next|nuxt|webpack|gulp|grunt|parcel)$/;

/** What tools of a build leave behind, by the tools that make it anew. */
const products: readonly (readonly [RegExp, RegExp])[] = [
  [/(^|\/)node_modules$/, scripting],
  [/(^|\/)(dist|build|out|coverage|\.next|\.nuxt|\.output|\.cache|\.parcel-cache)$/, scripting],
  [/(^|\/)public\/(build|assets|packs|js|css|hot)$/, scripting],
  [/(^|\/)vendor$/, /^(composer|composer\.phar)$/],
  [/(^|\/)(target|build)$/, /^(mvnw?|gradlew?|sbt|cargo|lein)$/],
  [/(^|\/)(_site|public|resources)$/, /^(jekyll|hugo)$/],
];

/** Whether the step only makes room for a build that CodeBuild does now, in a folder of its own. */
export function isMovedCleanup(classified: ClassifiedStep, situation: Situation): boolean {
  const { step, rule } = classified;
  if (isInContainer(step)) return false;
  if (rule === 'cleanup/build-output')
    return !/^(apt|apt-get|aptitude)$/.test(step.name ?? '') && !/\bprune\b/.test(step.text);
  return /^(rm|rimraf)$/.test(step.name ?? '') && removesProducts(step, situation);
}

function removesProducts(step: Step, situation: Situation): boolean {
  const { files, classification } = situation;
  const cwd = step.cwd === null ? null : valueText(step.cwd);
  const paths = argumentTexts(step).map((text) => resolvedFrom(cwd, text.replace(/\/\*$/, '')));
  const at = classification.steps.findIndex((one) => one.step.id === step.id);
  const makers = classification.steps.slice(at + 1).flatMap(({ kind, step: other }) => {
    const moves = kind === 'build' || kind === 'install-deps';
    const isHere =
      entryFileOf(other) === entryFileOf(step) && machineOf(other, situation) === 'host';
    return moves && isHere && other.reached && !isInContainer(other) ? [other.name ?? ''] : [];
  });
  const place = { files, installed: installedOf(files) };
  return (
    paths.length > 0 &&
    paths.every(
      (path) =>
        sourcePathOf(path, step, place) !== null &&
        products.some(
          ([product, maker]) => product.test(path) && makers.some((name) => maker.test(name)),
        ),
    )
  );
}
