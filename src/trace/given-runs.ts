/** What scripts are run for that let nobody choose. */
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

/** Names that say that the script brings a release. */
const deploying = /^(re)?(deploy\w*|release|publish|ship|rollout|livr\w*|mep)$/i;
const undoing = /^(rollback|backup|restore|revert)$/i;

/**
 * `deploy`, or what undoes or saves one; beside a script that deploys by its name, the name of
 * another one is an action of its own: it is there for something else until somebody says otherwise.
 */
function ownAction(file: string, all: readonly EntryScript[]): string {
  const words = baseWords(file);
  const undo = words.find((word) => undoing.test(word));
  if (undo !== undefined) return undo.toLowerCase();
  const deploys = (one: string) => baseWords(one).some((word) => deploying.test(word));
  if (deploys(file) || !all.some((one) => deploys(one.file))) return 'deploy';
  return words.join('-').toLowerCase();
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
  const word = baseWords(file).find((one) => isEnvironmentWord(one) && !ambiguous.test(one));
  return word?.toLowerCase() ?? null;
}

/** The name without the word for the environment. */
function stem(file: string): string {
  const named = environmentIn(file);
  const words = baseWords(file).map((word) => word.toLowerCase());
  return words.filter((word) => word !== named).join('-');
}
