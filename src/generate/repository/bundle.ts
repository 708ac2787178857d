import type { FileMapping } from '../../model/deployment.ts';
import type { Plan } from '../../model/plan.ts';
import type { StepId } from '../../model/step.ts';
import { parentOf } from '../../plan/paths.ts';
import { changesByTurn } from '../../plan/loop-turns.ts';
import { publishedOf } from '../../plan/folder-publishing.ts';
import type { Published } from '../../plan/folder-publishing.ts';
import { localInputsOf } from '../../plan/local-input.ts';
import type { LocalInput } from '../../plan/local-input.ts';
import { valueText } from '../../plan/value-text.ts';
import { quoteShell } from '../quote-shell.ts';

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

const stage = 'bundle';

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
  const entries = known.map((mapping, at) => entryOf(mapping, at, names[at] ?? ''));
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

function entryOf(mapping: FileMapping, at: number, source: string): BundleEntry {
  const destination = mapping.destination ?? `/opt/codedeploy-staging/${String(at)}`;
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
    const wanted = hasChangingName(mapping, plan) ? `files-${String(at)}` : stagedName(mapping, at);
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

function stageCommands(entry: BundleEntry, plan: Plan): Bundle['commands'] {
  const { mapping, source, steps, isDirectory } = entry;
  const target = `${stage}/${source}`;
  const from = writtenSource(mapping, plan);
  const isWhole = /^[.*]$/.test(mapping.source);
  const some = mapping.excludesOfSome ?? [];
  const isChosen = mapping.excludes.length + mapping.filters.length + some.length > 0;
  if (isDirectory && (isWhole || isChosen)) {
    const options = [
      ...(isWhole ? [`--exclude=/${stage}`] : []),
      ...choiceOf(mapping),
      ...(some.length > 0 ? ['"${excludes[@]}"'] : []),
    ];
    return [
      { text: `mkdir -p ${target}`, steps: [] },
      ...excludesOfSomeText(some).map((text) => ({ text, steps: [] })),
      {
        text: `rsync -a ${options.map((option) => `${option} `).join('')}${withSlash(from)} ${target}/`,
        steps,
      },
    ];
  }
  if (isDirectory && !/[*?[]/.test(from))
    return [
      { text: `mkdir -p ${target}`, steps: [] },
      { text: `cp -a ${from}/. ${target}/`, steps },
    ];
  const folder = /^files(-\d+)?\//.test(source) ? parentOf(target) : target;
  const to = mapping.fileName === null ? '' : writtenName(mapping, plan);
  const file = `${folder}/${to}`;
  return [
    { text: `mkdir -p ${folder}`, steps: [] },
    { text: `cp -a ${from} ${/[$`]/.test(to) ? `"${file}"` : file}`, steps },
  ];
}

function excludesOfSomeText(some: NonNullable<FileMapping['excludesOfSome']>): readonly string[] {
  if (some.length === 0) return [];
  const arms = some.map(
    ({ environments, excludes }) =>
      `  ${environments.join(' | ')}) excludes=(${plainOnes(excludes)
        .map((one) => quotedOption(`--exclude=${one}`))
        .join(' ')}) ;;`,
  );
  return [['excludes=()', 'case "$ENVIRONMENT" in', ...arms, 'esac'].join('\n')];
}

/** The appspec knows no variables: a name that the build makes stands in a folder without one. */
function isRunTimeName(fileName: string): boolean {
  return /[$`?|]/.test(fileName);
}

/** The new name as its author wrote it, where that reads only variables. */
function writtenName({ fileName, steps }: FileMapping, plan: Plan): string {
  const name = fileName ?? '';
  if (!isRunTimeName(name)) return name;
  const words = plan.steps
    .filter(({ classified }) => steps.includes(classified.step.id))
    .flatMap(({ classified }) => classified.step.words);
  const word = words.find(({ value }) => valueText(value).endsWith(`/${name}`));
  const written =
    word === undefined
      ? ''
      : (plan.trace.sources.get(word.span.file)?.text.slice(word.span.start, word.span.end) ?? '');
  const last = written.replace(/["']/g, '').split('/').at(-1) ?? '';
  return /^[\w.$@%+:=~{}-]+$/.test(last) && !/\$\{?[0-9@*]/.test(last)
    ? last
    : withNames(name, plan);
}

// CodeBuild's and CodeDeploy's own files are nothing of the application's; Git's data no file of it.
const never = ['.git', '/appspec.yml', '/buildspec*.yml'];

// Nobody shall read in a browser what the hooks do.
const unserved = ['/deploy/env', '/deploy/*.sh'];

/** rsync stands in CodeBuild's image, so that the author's patterns mean what they meant. */
function choiceOf({ source, destination, excludes, filters }: FileMapping): readonly string[] {
  const own = filters.length > 0 ? filters : plainOnes(excludes).map((one) => `--exclude=${one}`);
  const isServed = /^\/(var|srv)\/www\/|\/(public_html|htdocs|wwwroot|html)(\/|$)/.test(
    destination ?? '',
  );
  const ours = /^[.*]$/.test(source)
    ? [...never, ...(isServed ? unserved : [])].map((one) => `--exclude=${one}`)
    : [];
  return [...new Set([...ours, ...own])].map(quotedOption);
}

/** Each pattern once: `./.git`, `.git/` and `.git` leave out the same. */
function plainOnes(patterns: readonly string[]): readonly string[] {
  const plain = patterns.map((pattern) => pattern.replace(/^\.\//, '/').replace(/(.)\/+$/, '$1'));
  return [...new Set(plain)].filter(
    (pattern) => !(pattern.startsWith('/') && plain.includes(pattern.slice(1))),
  );
}

function quotedOption(option: string): string {
  if (/^[\w./=@%+:,-]+$/.test(option)) return option;
  const cut = option.indexOf('=') + 1;
  const value = option.slice(cut).replace(/'/g, '');
  return `${option.slice(0, cut)}${/[$`]/.test(value) ? JSON.stringify(value) : `'${value}'`}`;
}

/** The contents of a folder. Source: rsync(1), "a trailing slash". */
function withSlash(from: string): string {
  // A name that starts with a dash would be taken for an option.
  if (from.startsWith('*')) return `./${from}`;
  return /[*?[]/.test(from) ? from : `${from.replace(/\/$/, '')}/`;
}

/**
 * The source with its variables: as its author wrote it, or as the plan spells it where the written
 * word is an argument of a function.
 */
function writtenSource({ source, steps }: FileMapping, plan: Plan): string {
  const step = plan.steps.find(({ classified }) => classified.step.id === steps[0])?.classified
    .step;
  const word = step?.words.find(
    // A word that differs per environment is any of several texts; one of a host is a target.
    ({ value }) =>
      !changesByTurn(step) &&
      !/^[^/]*:/.test(valueText(value)) &&
      [valueText(value), ...valueText(value).split('|')]
        .map((text) => text.replace(/(.)\/+$/, '$1'))
        .some((text) => text === source || text.endsWith(`/${source}`)),
  );
  const written =
    word === undefined
      ? undefined
      : plan.trace.sources.get(word.span.file)?.text.slice(word.span.start, word.span.end);
  if (written?.includes('$') === true && !/\$\{?[0-9@*]|\$\(/.test(written)) return quoted(written);
  if (!/[$|?]/.test(source)) return /^[\w./*-]+$/.test(source) ? source : JSON.stringify(source);
  if (written !== undefined && !/\$\{?[0-9@*]/.test(written)) return quoted(written);
  return /[|?]/.test(source) ? source : quoted(withNames(source, plan));
}

/** `$1` by the name of the variable that took it over. */
function withNames(text: string, { trace }: Plan): string {
  return text.replace(/\$(\d)/g, (whole, position: string) => {
    const use = trace.assignments.find(
      ({ value }) => value.kind === 'variable' && value.name === position,
    );
    return use === undefined ? whole : `$${use.name}`;
  });
}

function quoted(word: string): string {
  return /["'*?[]/.test(word) ? word : `"${word}"`;
}
