/** Environments and actions: what a script lets its caller choose. */
import { menuLabels } from './menu-labels.ts';

/** What a run of a script is for. */
export interface Selection {
  readonly environment: string;
  readonly action: string;
  /** Values of the arguments, prompts and variables that choose it. */
  readonly bindings: ReadonlyMap<string, string>;
  /** The names among them that choose the environment and the action. */
  readonly environmentName: string | null;
  readonly actionName: string | null;
  /** Values that they do not have, by the same names. */
  readonly rejected: ReadonlyMap<string, ReadonlySet<string>>;
  /** Something else than the script names was chosen: `if [ "$1" = rollback ]`, or not. */
  readonly isOther: boolean;
}

/** A run in which nothing is chosen. */
export const noSelection: Pick<Selection, 'bindings' | 'rejected'> = {
  bindings: new Map(),
  rejected: new Map(),
};

const environmentWord =
  /^(prod|production|prd|live|main|stag|staging|stage|stg|preprod|pre-prod|preproduction|pre-production|ppr|recette|rec|rct|dev|devel|develop|development|test|testing|tst|qa|qualif|uat|int|integration|integ|demo|sandbox|sbx|beta|alpha|canary|local|ci|dr|formation|prod-?\w{2}|staging-?\w{2})$/i;
const actionWord =
  /^(deploy|deployment|sync|rollback|roll-back|restart|reload|start|stop|status|build|update|upgrade|backup|restore|logs?|install|uninstall|setup|init|migrate|clean|cleanup|push|pull|release|publish|ship|upload|serve|all|redeploy|bootstrap|package|undeploy|teardown|revert|test|health|check|up|down|full|provision|destroy|seed|ssh|shell|help|usage|version)$/i;
/** Words that settle what a choice is about. */
const decisive = /^(deploy|rollback|prod|production|staging)$/i;
const ignoredWord =
  /^(-h|--help|help|usage|-v|--version|version|y|yes|n|no|true|false|0|1|o|oui|non)$/i;

/** What can be the name of a choice: no option, no path, nothing with blanks. */
const nameLike = /^\w[\w.+@:-]*$/;

/** The environments that a script lets its caller choose, by the words it compares with; often none. */
export function chosenEnvironments({
  text,
  comparisons,
}: Omit<Choosing, 'file'>): readonly string[] {
  return chooser(comparisons, environmentWord, menuLabels(text), null)?.values ?? [];
}

/** Whether a word is what people call an environment. */
export function isEnvironmentWord(word: string): boolean {
  return environmentWord.test(word);
}

/** Whether a word names something that scripts are asked to do. */
export function isActionWord(word: string): boolean {
  return actionWord.test(word);
}

/** A way to choose: the outside value that chooses, null where nothing does, and its words. */
interface Choice {
  readonly name: string | null;
  /** Other outside values that ask the same: an argument, and a menu for those who give none. */
  readonly also: readonly string[];
  readonly values: readonly string[];
  /** What a menu says beside its numbers. */
  readonly called: ReadonlyMap<string, string>;
  /** What it is called when none of the words was given. */
  readonly other: string;
}

/** What chooses the runs of a script. */
interface Choosing {
  readonly text: string;
  /** The words that it compares outside values with, by their names. */
  readonly comparisons: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What a script is run for where it lets nobody choose. */
export interface Given {
  readonly environments: readonly string[];
  readonly action: string;
}

/**
 * The runs that a script is walked for; a script without choices has one for each of its own
 * environments. The last ones are those in which none of the words that the script knows was chosen.
 */
export function selectionsOf(
  { text, comparisons }: Choosing,
  own: Given,
  limit: number,
): readonly Selection[] {
  const labels = menuLabels(text);
  const chosen = chooser(comparisons, environmentWord, labels, null);
  const asked = chooser(comparisons, actionWord, labels, chosen?.name ?? null);
  const environments = environmentChoice(own.environments, chosen);
  const actions = actionChoice(own.action, asked, comparisons, environments.name);
  const named = environments.values.flatMap((environment) =>
    actions.values.map((action) => selectionOf(environments, environment, actions, action)),
  );
  const otherwise = [
    ...(environments.name === null
      ? []
      : actions.values.map((action) => selectionOf(environments, null, actions, action))),
    ...(actions.name === null
      ? []
      : environments.values.flatMap((name) => withoutAction(environments, name, actions))),
  ];
  return [...named, ...otherwise].slice(0, limit);
}

type Asked = Pick<Choice, 'values' | 'called'> & { readonly name: string };

function environmentChoice(given: readonly string[], chosen: Asked | null): Choice {
  const own = chosen ?? { name: null, values: given, called: new Map() };
  return { ...own, also: [], other: 'other' };
}

function actionChoice(
  given: string,
  asked: Asked | null,
  comparisons: ReadonlyMap<string, ReadonlySet<string>>,
  taken: string | null,
): Choice {
  if (asked === null)
    return {
      name: null,
      also: [],
      values: [given],
      called: new Map(),
      other: 'deploy',
    };
  const names = asked.values.map((value) => asked.called.get(value) ?? value);
  const other = names.includes('deploy') ? 'other' : 'deploy';
  const also = asked.called.size > 0 ? [] : sameQuestion(comparisons, asked, taken);
  return { ...asked, also, other };
}

/** No action was given: the script goes its own way, or asks the same by a menu. */
function withoutAction(
  environments: Choice,
  environment: string,
  actions: Choice,
): readonly Selection[] {
  if (actions.also.length === 0) return [selectionOf(environments, environment, actions, null)];
  return actions.also.flatMap((menu) =>
    actions.values.map((value) => {
      const plain = selectionOf(environments, environment, actions, null);
      const asked = selectionOf(environments, environment, { ...actions, name: menu }, value);
      return {
        ...plain,
        action: value,
        bindings: asked.bindings,
        rejected: new Map([...plain.rejected, ...asked.rejected]),
      };
    }),
  );
}

function selectionOf(
  environments: Choice,
  environment: string | null,
  actions: Choice,
  action: string | null,
): Selection {
  const bindings = new Map<string, string>();
  const rejected = new Map<string, ReadonlySet<string>>();
  for (const [{ name, values }, value] of [
    [environments, environment],
    [actions, action],
  ] as const) {
    if (name === null) continue;
    if (value !== null) bindings.set(name, value);
    rejected.set(name, new Set(values.filter((other) => other !== value)));
  }
  return {
    environment: nameOf(environments, environment),
    action: nameOf(actions, action),
    bindings,
    rejected,
    environmentName: environments.name,
    actionName: actions.name,
    isOther: environment === null || action === null,
  };
}

function nameOf({ called, other }: Choice, value: string | null): string {
  return value === null ? other : (called.get(value) ?? value);
}

/** Outside values that are compared with the same words. */
function sameQuestion(
  comparisons: ReadonlyMap<string, ReadonlySet<string>>,
  { name, values }: Asked,
  taken: string | null,
): readonly string[] {
  return [...comparisons]
    .filter(
      ([other, words]) =>
        other !== name && other !== taken && values.every((value) => words.has(value)),
    )
    .map(([other]) => other)
    .sort();
}

/** The outside value that is compared with the most words of a vocabulary. */
function chooser(
  comparisons: ReadonlyMap<string, ReadonlySet<string>>,
  vocabulary: RegExp,
  labels: ReadonlyMap<string, string>,
  taken: string | null,
): Asked | null {
  let best: (Asked & { score: number }) | null = null;
  for (const name of [...comparisons.keys()].sort()) {
    if (name === taken) continue;
    const all = [...(comparisons.get(name) ?? [])];
    const called = namesOfMenu(all, vocabulary, labels);
    const values =
      called.size > 0
        ? [...called.keys()]
        : all.filter((value) => nameLike.test(value) && !ignoredWord.test(value));
    const known = values
      .map((value) => called.get(value) ?? value)
      .filter((value) => vocabulary.test(value) || called.size > 0);
    const score = known.length + known.filter((value) => decisive.test(value)).length;
    if (score > 0 && score > (best?.score ?? 0) && score * 2 >= values.length)
      best = { name, values, called, score };
  }
  return best;
}

const leaves = /^(exit|quit|back|cancel|abort|return|quitter|sortir|retour|annuler)\b/;
// Words of a menu come in a sentence, in English or French, and in any form.
const forms: readonly (readonly [RegExp, string])[] = [
  [/^(roll(ing)?-?back|revert|undo|restaurer?|previous)$/, 'rollback'],
  [/^(deploy(ment|ing)?|d[ée]ploy(er|ement)|d[ée]ploiement|livrer)$/, 'deploy'],
  [/^(red[ée]marrer?|relancer?)$/, 'restart'],
  [/^(arr[êe]ter?)$/, 'stop'],
  [/^(d[ée]marrer?)$/, 'start'],
  [/^(journa(l|ux))$/, 'logs'],
];

/** Names for the numbers of a menu whose every entry is about the vocabulary; else none. */
function namesOfMenu(
  values: readonly string[],
  vocabulary: RegExp,
  labels: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const entries = values.flatMap((value) => {
    const label = labels.get(value);
    return label === undefined || leaves.test(label) ? [] : [{ value, label }];
  });
  const words = entries.map(({ label }) => wordOf(label, vocabulary));
  // A menu of things to do has entries that no vocabulary holds: "View the queue", "SSL certificate".
  const known = words.filter((word) => word !== null).length;
  const enough = vocabulary === actionWord ? entries.length / 2 : entries.length;
  if (entries.length < 2 || known < enough) return new Map();
  return new Map(
    entries.map(({ value, label }, at) => [
      value,
      words[at] === null || words.filter((word) => word === words[at]).length > 1
        ? slugOf(label)
        : (words[at] ?? value),
    ]),
  );
}

function wordOf(label: string, vocabulary: RegExp): string | null {
  const words = label
    .replace(/\broll(ing)? back\b/, 'rollback')
    .split(/[^\p{L}\d-]+/u)
    .map((word) => forms.find(([form]) => form.test(word))?.[1] ?? word);
  return (
    words.find((word) => decisive.test(word) && vocabulary.test(word)) ??
    words.find((word) => vocabulary.test(word)) ??
    null
  );
}

function slugOf(label: string): string {
  return label
    .normalize('NFD')
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** The words of a file's name. */
export function baseWords(file: string): readonly string[] {
  return file
    .split('/')
    .slice(-1)
    .join('')
    .replace(/\.[a-z]+$/i, '')
    .split(/[-_. ]+/);
}
