/** What scripts are run for that let nobody choose. */
import { deployingWord, namedPurposeOf } from './named-purpose.ts';
import { baseWords, isEnvironmentWord } from './selection.ts';
import type { Given } from './selection.ts';

/** An entry script, with the environments that it lets its caller choose. */
export interface EntryScript {
  readonly file: string;
  readonly chosen: readonly string[];
}

/** Words that are an environment's only where somebody chooses them. */
const ambiguous = /^(main|test|ci|int|rec|local)$/i;
const production = /^(prod|production|prd|live)$/;

/** What a script is run for, going by its name and by the other scripts. */
export function givenBy(file: string, all: readonly EntryScript[]): Given {
  return { environments: ownEnvironments(file, all), action: ownAction(file, all) };
}

const undoing = /^(rollback|backup|restore|revert)$/i;

/**
 * `deploy`, or what undoes or saves one. Beside a script that deploys by its name, the name of another
 * one is an action of its own: it is there for something else (`check_deploy`, `setup`) until somebody
 * says otherwise. Several that deploy keep their names, too: they may be parts of one deployment, or
 * other ways to it.
 */
function ownAction(file: string, all: readonly EntryScript[]): string {
  const undo = undoOf(file);
  if (undo !== null) return undo;
  const deployers = all.map((one) => one.file).filter(bringsRelease);
  if (deployers.length === 0) return 'deploy';
  return bringsRelease(file)
    ? releaseName(file, deployers)
    : baseWords(file).join('-').toLowerCase();
}

function undoOf(file: string): string | null {
  return (
    baseWords(file)
      .find((word) => undoing.test(word))
      ?.toLowerCase() ?? null
  );
}

function bringsRelease(file: string): boolean {
  const words = baseWords(file);
  return (
    undoOf(file) === null &&
    words.some((word) => deployingWord.test(word)) &&
    namedPurposeOf(words) === null
  );
}

/** `deploy`, and what sets the script apart from the others that deploy: its words, else its folders. */
function releaseName(file: string, deployers: readonly string[]): string {
  const own = releaseWords(file);
  const others = deployers.filter((one) => one !== file);
  const isOnly = others.every(
    (one) => releaseWords(one) === own && foldersOf(one) === foldersOf(file),
  );
  if (isOnly) return 'deploy';
  const isShared = others.some(
    (one) => releaseWords(one) === own && foldersOf(one) !== foldersOf(file),
  );
  return isShared ? [...apart(file, deployers), own].join('-') : own;
}

function releaseWords(file: string): string {
  const words = stem(file);
  return /^((re)?deploy(ment|er|ing)?|mep|livr\w*)$/.test(words) ? 'deploy' : words;
}

/** Folders of a script but for those that are called like an environment. */
function foldersOf(file: string): string {
  return file
    .split('/')
    .slice(0, -1)
    .filter((name) => !isOwnWord(name))
    .join('/');
}

/** The folders that not all of the scripts lie in. */
function apart(file: string, files: readonly string[]): readonly string[] {
  const all = files.map((one) => foldersOf(one).split('/'));
  const own = foldersOf(file).split('/');
  const shared = own.findIndex((name, at) => all.some((folders) => folders[at] !== name));
  const rest = shared < 0 ? [] : own.slice(shared);
  return rest.filter((name) => name !== '').map((name) => name.toLowerCase());
}

/**
 * The environments that a script without a choice is run for: the one in its name
 * (`deploy-staging.sh`); production, where there is a script of that name for another environment,
 * or for none; else all that the other scripts know, since `build.sh` serves each of them.
 */
function ownEnvironments(file: string, all: readonly EntryScript[]): readonly string[] {
  const own = environmentIn(file);
  if (own !== null) return [own];
  const known = all.flatMap((one) => {
    const named = environmentIn(one.file);
    return one.chosen.length > 0 || named === null ? one.chosen : [named];
  });
  const others = [...new Set(known)];
  const isTwin = all.some(
    (one) => environmentIn(one.file) !== null && stem(one.file) === stem(file),
  );
  // Beside `deploy-prod.sh` and `deploy-test.sh`, `deploy.sh` is for neither.
  const named = all.flatMap((one) =>
    stem(one.file) === stem(file) ? (environmentIn(one.file) ?? []) : [],
  );
  if (named.some((name) => production.test(name)) && named.length > 1)
    return [named.includes('dev') ? 'default' : 'dev'];
  if (others.length === 0 || isTwin)
    return [others.find((name) => production.test(name)) ?? 'prod'];
  return others;
}

/** `deploy-staging.sh` and `deploy-prod.sh`: by file, the name that they share. */
export function environmentTwins(files: readonly string[]): ReadonlyMap<string, string> {
  const named = files.filter((file) => environmentIn(file) !== null);
  return new Map(
    named
      .filter((file) => named.some((other) => other !== file && twinKey(other) === twinKey(file)))
      .map((file) => [file, twinKey(file)]),
  );
}

function twinKey(file: string): string {
  return `${file.slice(0, file.lastIndexOf('/') + 1)}${stem(file)}`;
}

function environmentIn(file: string): string | null {
  const words = baseWords(file);
  const word = words.find(isOwnWord) ?? testWord(words) ?? folderWord(file);
  return word?.toLowerCase() ?? null;
}

function isOwnWord(word: string): boolean {
  return isEnvironmentWord(word) && !ambiguous.test(word);
}

/** `deploy-test.sh` deploys to the test environment; `test_deploy.sh` tests. */
function testWord(words: readonly string[]): string | undefined {
  const last = words.at(-1) ?? '';
  return /^(test|int|rec)$/i.test(last) && deployingWord.test(words.at(-2) ?? '')
    ? last
    : undefined;
}

/** `staging/deploy.sh`: what lies in a folder of that name and deploys, deploys there. */
function folderWord(file: string): string | undefined {
  return baseWords(file).some((word) => deployingWord.test(word))
    ? file.split('/').slice(0, -1).reverse().find(isOwnWord)
    : undefined;
}

/** The name without the word for the environment. */
function stem(file: string): string {
  const named = environmentIn(file);
  const words = baseWords(file).map((word) => word.toLowerCase());
  return words.filter((word) => word !== named).join('-');
}
