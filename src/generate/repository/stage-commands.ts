import type { FileMapping } from '../../model/deployment.ts';
import type { Plan } from '../../model/plan.ts';
import type { Span } from '../../model/source.ts';
import type { Value, Word } from '../../model/value.ts';
import { changesByTurn } from '../../plan/loop-turns.ts';
import { parentOf } from '../../plan/paths.ts';
import { valueText } from '../../plan/value-text.ts';
import { quoteShell } from '../quote-shell.ts';
import type { Bundle, BundleEntry } from './bundle.ts';

/** The folder in which the build puts the bundle together. */
export const stage = 'bundle';

/** The environments that get it, where others don't. */
export function ownEnvironments(
  { byEnvironment }: FileMapping,
  plan: Plan,
): readonly string[] | null {
  const names = Object.keys(byEnvironment ?? {});
  const isPartly = plan.deployment.environments.some(({ name }) => !names.includes(name));
  return byEnvironment !== null && isPartly ? names : null;
}

/** The commands of the build that put an entry into the bundle. */
export function stageCommands(entry: BundleEntry, plan: Plan): Bundle['commands'] {
  const environments = ownEnvironments(entry.mapping, plan);
  if (environments === null) return commandsOfEntry(entry, plan);
  const names = environments.map(quoteShell).join(' | ');
  const lines = [
    'case "$ENVIRONMENT" in',
    `  ${names})`,
    ...commandsOfEntry(entry, plan).flatMap(({ text }) =>
      text.split('\n').map((line) => `    ${line}`),
    ),
    '    ;;',
    'esac',
  ];
  return [{ text: lines.join('\n'), steps: entry.steps }];
}

function commandsOfEntry(entry: BundleEntry, plan: Plan): Bundle['commands'] {
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
export function isRunTimeName(fileName: string): boolean {
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
export function writtenSource({ source, steps, isTaken }: FileMapping, plan: Plan): string {
  // The whole checkout, whatever the script's name for it: the build stands there.
  if (source === '.' || isTaken === true) return plainSource(source);
  const step = plan.steps.find(({ classified }) => classified.step.id === steps[0])?.classified
    .step;
  // A word that differs per environment is any of several texts; one of a host is a target; and of
  // several words that one variable holds, none is written by itself.
  const words = step === undefined || changesByTurn(step) ? [] : step.words;
  const own = words.filter(
    ({ value, span }) =>
      !/^[^/]*:/.test(valueText(value)) &&
      words.every((other) => other.value === value || !isSameSpan(other.span, span)),
  );
  const textsOf = (value: Value): readonly string[] =>
    [valueText(value), ...valueText(value).split('|')].map((text) => text.replace(/(.)\/+$/, '$1'));
  const word = own.find(({ value }) =>
    textsOf(value).some((text) => text === source || text.endsWith(`/${source}`)),
  );
  const written = word === undefined ? undefined : textAt(word.span, plan);
  if (written?.includes('$') === true && !/\$\{?[0-9@*]|\$\(/.test(written)) return quoted(written);
  const behind = word === undefined ? writtenBehindFolder(source, own, plan) : null;
  if (behind !== null) return quoted(behind);
  if (!/[$|?]/.test(source)) return plainSource(source);
  if (written !== undefined && !/\$\{?[0-9@*]/.test(written)) return quoted(written);
  return /[|?]/.test(source) ? source : quoted(withNames(source, plan));
}

function plainSource(source: string): string {
  return /^[\w./*-]+$/.test(source) ? source : JSON.stringify(source);
}

/** `cd build && scp $NAME.tgz …`: the folder, which is known, and the word, which reads variables. */
function writtenBehindFolder(source: string, words: readonly Word[], plan: Plan): string | null {
  for (const { value, span } of words) {
    const text = valueText(value);
    const written = textAt(span, plan);
    if (!source.endsWith(`/${text}`) || !/^\$\{?[A-Za-z_]\w*\}?[\w.-]*$/.test(written)) continue;
    return `${source.slice(0, -text.length)}${written}`;
  }
  return null;
}

function textAt({ file, start, end }: Span, { trace }: Plan): string {
  return trace.sources.get(file)?.text.slice(start, end) ?? '';
}

function isSameSpan(one: Span, other: Span): boolean {
  return one.file === other.file && one.start === other.start && one.end === other.end;
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
