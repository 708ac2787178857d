/** What the container and site platforms need to know beside the steps. */
import { bucketCopyOf } from './bucket-copy.ts';
import type { ContainerPlan, SitePlan } from '../model/deployment.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Step } from '../model/step.ts';
import { argumentTexts, hasFlag, optionValues } from './arguments.ts';
import { upload } from './upload.ts';
import { isWithin, normalPath } from './paths.ts';
import { repositoryPath } from './repository-path.ts';
import type { Situation } from './situation.ts';
import { transferEndsOf } from './transfer-ends.ts';
import { valueText } from './value-text.ts';

/** Images, cluster and services; null where the application is not made of containers. */
export function containerPlanOf(
  steps: readonly PlannedStep[],
  { platform, config }: Situation,
): ContainerPlan | null {
  const builds = steps.filter(
    ({ classified }) => classified.kind === 'container-build' && classified.step.reached,
  );
  if (builds.length === 0 && platform.name !== 'ecs') return null;
  const ecs = steps
    .map(({ classified }) => classified.step)
    .filter(
      ({ name, words }) => name === 'aws' && words.some(({ value }) => valueText(value) === 'ecs'),
    );
  const told = Object.values(config.environments);
  const services = [
    ...optionsOf(ecs, ['--service', '--service-name', '--services']),
    ...told.flatMap(({ service }) => service ?? []),
  ];
  return {
    images: builds.map(({ classified: { step } }) => ({
      name: valueTextOf(optionValues(step.words, ['-t', '--tag'])[0]) ?? '',
      context: argumentTexts(step).at(-1) ?? '.',
      step: step.id,
    })),
    cluster:
      optionsOf(ecs, ['--cluster'])[0] ??
      told.find(({ cluster }) => cluster !== undefined)?.cluster ??
      null,
    services: [...new Set(services)].sort(),
  };
}

function optionsOf(steps: readonly Step[], names: readonly string[]): readonly string[] {
  return steps.flatMap(({ words }) => optionValues(words, names).map(valueText));
}

function valueTextOf(value: Parameters<typeof valueText>[0] | undefined): string | null {
  return value === undefined ? null : valueText(value);
}

/** The folder that is published and where; null where the application is no static site. */
export function sitePlanOf(steps: readonly PlannedStep[], situation: Situation): SitePlan | null {
  if (situation.platform.name !== 's3') return null;
  const published = steps.filter(
    ({ classified: { kind }, destination }) =>
      destination === 'deploy/s3' || (kind === 'transfer' && destination === 'stage/Deploy'),
  );
  const told = Object.values(situation.config.environments);
  const found = published.map(({ classified }) => siteOf(classified.step, situation, classified));
  const [first] = found;
  const invalidation = steps.flatMap(({ classified }) =>
    optionValues(classified.step.words, ['--distribution-id']).map(valueText),
  )[0];
  return {
    folder: commonFolder(found.map(({ folder }) => folder)),
    bucket: first?.bucket ?? told.find(({ bucket }) => bucket !== undefined)?.bucket ?? null,
    distribution:
      invalidation ??
      told.find(({ distribution }) => distribution !== undefined)?.distribution ??
      null,
    deletes: found.some(({ deletes }) => deletes),
    steps: published.map(({ classified }) => classified.step.id),
  };
}

/** The one folder that everything published lies in. */
function commonFolder(folders: readonly string[]): string {
  const [first = '.'] = [...folders].sort((one, other) => one.length - other.length);
  return folders.every((folder) => isWithin(folder, first)) ? first : '.';
}

/** `aws s3 cp` takes one file unless it is told to go down a folder. */
function takesFolder({ words }: Step): boolean {
  return words.some(({ value }) => valueText(value) === 'sync') || hasFlag(words, '--recursive');
}

/** The folder of a file; all of the source where nobody knows it before the run. */
function parentOf(file: string): string {
  const folder = file.includes('/') ? file.replace(/\/[^/]*$/, '') : '.';
  return folder.includes('$') || folder === '' ? '.' : folder;
}

function siteOf(
  step: Step,
  situation: Situation,
  classified: PlannedStep['classified'],
): { readonly folder: string; readonly bucket: string | null; readonly deletes: boolean } {
  const ends = upload(classified, situation) === null ? null : transferEndsOf(classified);
  if (ends !== null)
    return {
      folder: repositoryPath(ends.from[0]?.path ?? '.', step, situation),
      bucket: null,
      deletes: ends.deletes,
    };
  const copy = bucketCopyOf(step);
  const source = normalPath(repositoryPath(copy?.source ?? '.', step, situation));
  return {
    folder: takesFolder(step) ? source : parentOf(source),
    bucket: copy?.bucket ?? null,
    deletes: hasFlag(step.words, '--delete'),
  };
}
