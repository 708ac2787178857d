import type { FileMapping } from '../../model/deployment.ts';
import type { Plan } from '../../model/plan.ts';
import type { StepId } from '../../model/step.ts';
import { publishedOf } from '../../plan/folder-publishing.ts';
import type { Published } from '../../plan/folder-publishing.ts';
import { localInputsOf } from '../../plan/local-input.ts';
import type { LocalInput } from '../../plan/local-input.ts';
import { quoteShell } from '../quote-shell.ts';
import {
  isRunTimeName,
  ownEnvironments,
  stage,
  stageCommands,
  writtenSource,
} from './stage-commands.ts';

/** One entry of the appspec's `files`, and how the build makes it. */
export interface BundleEntry {
  /** In the bundle, relative to its root. */
  readonly source: string;
  readonly destination: string;
  readonly isDirectory: boolean;
  readonly mapping: FileMapping;
  readonly steps: readonly StepId[];
}

/** What CodeDeploy installs, and the commands that put it together. */
export interface Bundle {
  /** The folder that the artifact is taken from; null where the files go into it as they stand. */
  readonly folder: string | null;
  readonly entries: readonly BundleEntry[];
  /** Commands of the build, each with the steps that it serves. */
  readonly commands: readonly { readonly text: string; readonly steps: readonly StepId[] }[];
  /** Paths of the artifact without a folder of its own. */
  readonly files: readonly string[];
  /** What a job publishes after the approval, at its place in the source; staged, below `published`. */
  readonly published: readonly Published[];
  /** Variables that the commands read. */
  readonly reads: readonly string[];
}

const publishedFolder = 'published';

/** Where in the bundle lies what a job publishes. */
export function publishedPlace({ folder }: Pick<Bundle, 'folder'>, path: string): string {
  return folder === null ? path : `${publishedFolder}/${path}`;
}

/** The bundle of an application on hosts; other platforms have none. */
export function bundleOf(plan: Plan): Bundle {
  const files = plan.platform.name === 'ec2' ? plan.deployment.files : [];
  const known = files.filter(
    ({ destination, byEnvironment, isPlaced }) =>
      destination !== null || byEnvironment !== null || isPlaced === true,
  );
  const needsStage = known.some(needsStaging);
  const names = needsStage ? stagedNames(known, plan) : known.map(({ source }) => source);
  const entries = known.map((mapping, at) => entryOf(mapping, names[at] ?? ''));
  const inputs = plan.platform.name === 'ec2' ? localInputsOf(plan.steps, plan.trace) : [];
  const published = plan.platform.name === 'ec2' ? publishedOf(plan.steps, plan.steps) : [];
  const commands = needsStage
    ? distinct([
        ...entries.flatMap((entry) => stageCommands(entry, plan)),
        ...inputs.flatMap(inputCommands),
        ...(published.length === 0 ? [] : [publishedCommand(published)]),
      ])
    : [];
  return {
    folder: needsStage ? stage : null,
    entries,
    commands,
    files: needsStage
      ? []
      : [
          ...entries.map(({ source, isDirectory }) => (isDirectory ? `${source}/**/*` : source)),
          ...inputs.map(({ path }) => path),
          ...published.map(({ path, isDirectory }) => (isDirectory ? `${path}/**/*` : path)),
        ],
    published,
    reads: [
      ...new Set(
        commands.flatMap(({ text }) =>
          [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)]
            .map(([, name = '']) => name)
            // The command sets this one itself.
            .filter((name) => name !== 'excludes'),
        ),
      ),
    ],
  };
}

/** What a hook reads from the source, at its place in the source. */
function inputCommands({ path, step }: LocalInput): Bundle['commands'] {
  const file = quoteShell(path);
  return [{ text: `cp --parents ${file} ${stage}/`, steps: [step] }];
}

/** For the job that publishes; nothing of it is installed. */
function publishedCommand(published: readonly Published[]): Bundle['commands'][number] {
  const paths = published.map(({ path }) => path).join(' ');
  return {
    text: `mkdir -p ${stage}/${publishedFolder}\ncp -a --parents ${paths} ${stage}/${publishedFolder}/`,
    steps: [],
  };
}

function distinct(commands: Bundle['commands']): Bundle['commands'] {
  return commands.filter(
    ({ text }, at) => commands.findIndex((other) => other.text === text) === at,
  );
}

/** CodeDeploy takes paths as they are: renaming, excluding and choosing happen in the build. */
function needsStaging({
  source,
  fileName,
  excludes,
  excludesOfSome = [],
  filters,
  byEnvironment,
  isPlaced,
}: FileMapping): boolean {
  return (
    isPlaced === true ||
    source === '.' ||
    fileName !== null ||
    byEnvironment !== null ||
    excludes.length > 0 ||
    excludesOfSome.length > 0 ||
    filters.length > 0 ||
    /[*?[\]$|~]/.test(source) ||
    source.startsWith('/')
  );
}

function entryOf(mapping: FileMapping, source: string): BundleEntry {
  const destination = mapping.destination ?? '';
  return {
    source,
    destination,
    isDirectory: mapping.isDirectory,
    mapping,
    steps: mapping.steps,
  };
}

/** Two files of one name, or two folders, must not meet in the bundle; nor with what we put there. */
function stagedNames(mappings: readonly FileMapping[], plan: Plan): readonly string[] {
  const taken = new Map<string, string>([
    ['deploy', ''],
    ['files', ''],
    [publishedFolder, ''],
    ['appspec.yml', ''],
    ['deploy.env', ''],
    ['images.txt', ''],
  ]);
  return mappings.map((mapping, at) => {
    const { source, fileName, excludes } = mapping;
    const content = JSON.stringify([source, fileName, excludes]);
    const isUnnamed = hasChangingName(mapping, plan) || ownEnvironments(mapping, plan) !== null;
    const wanted = isUnnamed ? `files-${String(at)}` : stagedName(mapping, at);
    const isFree = (taken.get(wanted) ?? content) === content;
    const name = isFree ? wanted : apart(wanted, at);
    taken.set(name, content);
    return name;
  });
}

/**
 * The author's word reads a variable that a command sets: `sql/v$(cat VERSION).sql` is another file
 * with the next commit, and the appspec knows no variables.
 */
function hasChangingName(mapping: FileMapping, plan: Plan): boolean {
  if (mapping.isDirectory || mapping.fileName !== null) return false;
  const base = writtenSource(mapping, plan).split('/').at(-1) ?? '';
  const names = [...base.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name]) => name);
  return plan.trace.assignments.some(({ name, file, span }) => {
    if (!names.includes(name)) return false;
    const text = plan.trace.sources.get(file)?.text.slice(span.start, span.end) ?? '';
    return /\$\(|`|</.test(text);
  });
}

function apart(name: string, at: number): string {
  const cut = name.lastIndexOf('/');
  return cut < 0
    ? `${name}-${String(at)}`
    : `${name.slice(0, cut)}-${String(at)}${name.slice(cut)}`;
}

function stagedName(
  { source, fileName, isDirectory, destination }: FileMapping,
  at: number,
): string {
  if (fileName !== null)
    return isRunTimeName(fileName) ? `files-${String(at)}` : `files/${fileName}`;
  if (source === '.') return 'app';
  const base = source.split('/').at(-1) ?? '';
  if (/[*?[\]$|]/.test(base) || base === '') return `files-${String(at)}`;
  if (isDirectory)
    return /^[\w.-]+$/.test(base) ? base : `app-${String(destination?.length ?? at)}`;
  return `files/${base}`;
}
