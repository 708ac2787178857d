/** What a job of its own needs of the bundle: the application with its libraries, and single files. */
import type { OnceAction } from '../../model/deployment.ts';
import { namesChosenFor } from './chosen-names.ts';
import type { Plan, PlannedStep } from '../../model/plan.ts';
import type { Step } from '../../model/step.ts';
import { publishedOf } from '../../plan/folder-publishing.ts';
import type { Published } from '../../plan/folder-publishing.ts';
import { argumentTexts } from '../../plan/arguments.ts';
import { baseName, isWithin, resolvedFrom } from '../../plan/paths.ts';
import { valueText } from '../../plan/value-text.ts';
import { publishedPlace } from './bundle.ts';
import type { Bundle, BundleEntry } from './bundle.ts';
import { machineOf } from '../slice/room.ts';
import { isKnownTool } from './image-tools.ts';
import { unpackedReleases } from './unpacked-releases.ts';
import type { UnpackedRelease } from './unpacked-releases.ts';
import { livePath } from './working-directory.ts';

export interface OnceNeeds {
  /** Files and folders of the bundle that the commands name where the hosts have them. */
  readonly files: readonly BundleEntry[];
  /** Archives of the bundle that hold what the commands call. */
  readonly unpacked: readonly UnpackedRelease[];
  /** What the commands name and neither the bundle nor CodeBuild has. */
  readonly hostOnly: readonly string[];
  /** The folder of the bundle that the application's own programs run in; null where none does. */
  readonly application: string | null;
  /** The folder of the source that the bundle holds, as it was built; null where it is not read. */
  readonly site: string | null;
  /** Names whose values the build has chosen. */
  readonly chosen: readonly string[];
  /** What the build made and the commands publish: its place in the bundle, and in the source. */
  readonly published: readonly (Published & { readonly from: string })[];
}

// Programs that run the application's own code, which can't do without its libraries.
const runners =
  /^(php\d*(\.\d+)?|artisan|console|drush|wp|node|npm|npx|yarn|pnpm|bundle|rake|rails|python\d*(\.\d+)?|manage\.py|alembic|flask|mix|java)$/;

export function onceNeedsOf(action: OnceAction, plan: Plan, bundle: Bundle): OnceNeeds {
  const { steps: ids, keeps } = action;
  const steps = plan.steps.filter(
    ({ classified, disposition }) =>
      ids.includes(classified.step.id) && disposition === 'converted',
  );
  const named = [...new Set(steps.flatMap(({ classified: { step } }) => hostPathsOf(step, plan)))];
  const files = bundle.entries.filter((entry) =>
    entry.isDirectory
      ? named.some((path) => isWithin(path, entry.destination))
      : steps.some(({ classified }) => reads(classified.step, entry)),
  );
  const own = steps.filter(runsApplication);
  const home = bundle.entries.find(
    (entry) =>
      entry.isDirectory && own.some(({ classified }) => isAt(classified.step, entry, plan)),
  );
  const published = steps.some(({ classified }) => classified.kind === 'transfer');
  const made = foldersMade(action, plan);
  const programs = new Set(
    steps.flatMap(({ classified: { step } }) =>
      step.words.slice(0, 1).map(({ value }) => valueText(value)),
    ),
  );
  const unpacked = unpackedReleases(named, plan, bundle, reads);
  return {
    files,
    unpacked,
    hostOnly: named.filter(
      (path) =>
        environmentOf(path) === null &&
        !unpacked.some(({ target }) => isWithin(path, target)) &&
        !plan.homeFiles.some((file) => file.isOfHosts === true && file.path === path) &&
        !(programs.has(path) && isKnownTool(baseName(path))) &&
        !keeps.includes(path) &&
        !made.some((folder) => isWithin(path, folder)) &&
        !bundle.entries.some((entry) => brings(entry, path)),
    ),
    application: home?.source ?? null,
    chosen: namesChosenFor(action, plan),
    site: (published ? siteOf(plan) : null) ?? (isBuilt(plan) && works(steps) ? '.' : null),
    published:
      plan.platform.name === 'ec2'
        ? publishedOf(steps, plan.steps).map((one) => ({
            ...one,
            from: publishedPlace(bundle, one.path),
          }))
        : [],
  };
}

/** Folders that the commands of the job make by themselves. */
export function foldersMade({ steps: ids }: OnceAction, { steps }: Plan): readonly string[] {
  return steps.flatMap(({ classified: { step }, disposition }) =>
    step.name === 'mkdir' && disposition === 'converted' && ids.includes(step.id)
      ? argumentTexts(step)
      : [],
  );
}

/** What the build leaves is all of the source, with what was fetched and made. */
function isBuilt({ platform, steps }: Plan): boolean {
  return (
    !/^(ec2|ecs|s3)$/.test(platform.name) &&
    steps.some(
      ({ destination, disposition, classified }) =>
        disposition === 'converted' &&
        destination?.startsWith('buildspec/') === true &&
        /^(install-deps|build|package|config-write)$/.test(classified.kind),
    )
  );
}

/** It does something with files, and does not only ask, clear or tell. */
function works(steps: readonly PlannedStep[]): boolean {
  return steps.some(
    ({ classified: { kind } }) => !/^(health-check|notify|cache-clear)$/.test(kind),
  );
}

/** A folder that only a run could tell is nowhere to put the bundle. */
function siteOf({ deployment }: Plan): string | null {
  const folder = deployment.site?.folder ?? null;
  return folder !== null && /^[\w./-]+$/.test(folder) && !folder.startsWith('/') ? folder : null;
}

/** The job gets the bundle beside the source. */
export function needsBundle({
  files,
  unpacked,
  application,
  site,
  published,
  chosen,
}: OnceNeeds): boolean {
  return (
    chosen.length > 0 ||
    files.length > 0 ||
    unpacked.length > 0 ||
    application !== null ||
    site !== null ||
    published.length > 0
  );
}

function runsApplication({ classified: { step } }: PlannedStep): boolean {
  const program = step.words[0] === undefined ? '' : valueText(step.words[0].value);
  return (
    step.place.kind !== 'container' &&
    (runners.test(step.name ?? '') || /^(\.\/|bin\/|vendor\/bin\/)/.test(program))
  );
}

function isAt({ cwd, place }: Step, { destination, mapping }: BundleEntry, plan: Plan): boolean {
  if (place.kind === 'local' && mapping.source === '.') return true;
  return cwd !== null && isWithin(livePath(valueText(cwd), plan), destination);
}

// What every machine has, or none has before the command runs.
const anywhere = /^\/(dev|proc|tmp|var\/tmp|bin|sbin|usr|run|var\/run|var\/log|etc\/ssl)(\/|$)/;

/** Absolute paths by which a command of a host calls its program or reads a file. */
function hostPathsOf(step: Step, plan: Plan): readonly string[] {
  if (machineOf(step, plan) !== 'host' || step.place.kind === 'container') return [];
  const program = step.words.slice(0, 1).map(({ value }) => valueText(value));
  const read = [
    ...step.words.slice(1).map(({ value }) => valueText(value).replace(/^--?[\w.-]+=(\w+:)?/, '')),
    ...(step.stdin.kind === 'file' ? [valueText(step.stdin.path)] : []),
  ];
  return [...program, ...read]
    .map((path) => livePath(path, plan))
    .filter((path) => /^\/[\w.+@-]+\/[\w./+@-]*$/.test(path) && !anywhere.test(path));
}

/** The virtual environment that a program lies in: `/srv/shop/venv` of `/srv/shop/venv/bin/alembic`. */
export function environmentOf(program: string): string | null {
  return (
    /^(.*(?:^|\/)\.?(?:v|virtual)?envs?(?:\/[\w.-]+)?)\/bin\/[\w.-]+$/.exec(program)?.[1] ?? null
  );
}

function brings({ destination, isDirectory, mapping }: BundleEntry, path: string): boolean {
  const name = mapping.fileName ?? mapping.source.split('/').at(-1) ?? '';
  return isDirectory ? isWithin(path, destination) : path === `${destination}/${name}`;
}

/** A word or a redirection names the file by its place on the hosts. */
function reads({ words, redirections, stdin, cwd }: Step, { destination, mapping }: BundleEntry) {
  const name = mapping.fileName ?? mapping.source.split('/').at(-1) ?? '';
  const path = `${destination}/${name}`;
  const base = cwd === null ? null : valueText(cwd);
  const named = [
    ...words.map(({ value }) => value),
    ...redirections.flatMap(({ operator, target }) =>
      operator === '<' && target !== null ? [target] : [],
    ),
    ...(stdin.kind === 'file' ? [stdin.path] : []),
  ];
  return named.some((value) => resolvedFrom(base, valueText(value)) === path);
}
