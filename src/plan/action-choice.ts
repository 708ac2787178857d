/** Which of the actions that a script offers its caller a deployment runs. */
import type { Classification, ClassifiedStep } from '../model/classified.ts';
import type { ApplicationConfig } from '../model/config.ts';
import type { StepKind } from '../model/kind.ts';
import type { Step } from '../model/step.ts';
import type { Trace } from '../model/trace.ts';
import type { ActionRole } from './actions.ts';
import { roleOfName } from './actions.ts';
import { isEffectful } from './evidence.ts';
import { siteKey } from './menu-twins.ts';
import { valueText } from './value-text.ts';

/** The question that settles it where the names leave room. */
export const actionQuestion = 'deploy_action';

export interface ActionChoice {
  readonly roles: ReadonlyMap<string, ActionRole>;
  /** For an action that is a part of another one: which. */
  readonly coveredBy: ReadonlyMap<string, string>;
  /** The deploying ones; empty where a script offers no choice. */
  readonly chosen: readonly string[];
  /** Several could have been meant. */
  readonly isGuess: boolean;
}

interface Known {
  readonly trace: Pick<Trace, 'actions'>;
  readonly classification: Pick<Classification, 'steps'>;
  readonly config: Pick<ApplicationConfig, 'answers'>;
}

const remembered = new WeakMap<Known['classification'], Map<string, ActionChoice>>();

/**
 * A deployment runs one action, and with it those that make what it delivers: `build` before a `deploy`
 * that only copies, `restart` after an `upload`. Another way to deploy, a first installation, and what
 * operators do between deployments are left to people.
 */
export function actionChoiceOf({ trace, classification, config }: Known): ActionChoice {
  const answer = config.answers[actionQuestion] ?? '';
  const known = remembered.get(classification) ?? new Map<string, ActionChoice>();
  remembered.set(classification, known);
  const choice = known.get(answer) ?? choiceOf(trace.actions, classification.steps, answer);
  known.set(answer, choice);
  return choice;
}

/** The role that the step has: part of a deployment as soon as one deployment reaches it. */
export function roleOfStep(step: Pick<Step, 'actions'>, known: Known): ActionRole {
  const { roles } = actionChoiceOf(known);
  const own = step.actions.map((action) => roles.get(action) ?? 'deploy');
  if (own.length === 0 || own.includes('deploy')) return 'deploy';
  return (['part', 'rollback', 'other'] as const).find((role) => own.includes(role)) ?? 'operation';
}

function choiceOf(
  actions: readonly string[],
  steps: readonly ClassifiedStep[],
  answer: string,
): ActionChoice {
  const works = actions.map((name) => workOf(name, steps));
  const byName = new Map(actions.map((name) => [name, roleOfName(name)]));
  const plain = works.filter(({ name }) => byName.get(name) === 'deploy');
  const others = works.filter(({ name }) => byName.get(name) === 'operation');
  const told = answer.split(/[\s,]+/).filter((name) => actions.includes(name));
  const coveredBy = told.length > 0 ? new Map<string, string>() : coverOf(plain);
  const candidates = plain.filter(({ name }) => !coveredBy.has(name));
  const { chosen, isGuess } =
    told.length > 0 ? { chosen: told, isGuess: false } : chosenOf(candidates, others);
  // Where nothing delivers, whatever does not go back is what the script is for.
  const wanted = chosen.length > 0 ? chosen : [...plain, ...others].map(({ name }) => name);
  const all = new Set(withAsked(wanted, works));
  const roles = new Map(
    actions.map((name): [string, ActionRole] => {
      if (actions.length < 2 || all.has(name)) return [name, 'deploy'];
      const role = byName.get(name) ?? 'operation';
      return [name, coveredBy.has(name) ? 'part' : role === 'deploy' ? 'other' : role];
    }),
  );
  // Where there is one action, nobody chooses.
  if (actions.length < 2) return { roles, coveredBy, chosen: [], isGuess: false };
  return { roles, coveredBy, chosen: [...all], isGuess };
}

/** What one action does. */
interface Work {
  readonly name: string;
  readonly sites: ReadonlySet<string>;
  readonly kinds: ReadonlySet<StepKind>;
  /** Actions that it starts the script again for: `$0 build && $0 push`. */
  readonly asks: readonly string[];
}

function workOf(name: string, steps: readonly ClassifiedStep[]): Work {
  const own = steps.filter(({ step }) => step.reached && step.actions.includes(name));
  const effects = own.filter(isEffectful);
  return {
    name,
    sites: new Set(effects.map(({ step }) => siteKey(step))),
    kinds: new Set(effects.map(({ kind }) => kind)),
    asks: own.flatMap((one) => askedAction(one) ?? []),
  };
}

/** The script calls itself with another word. */
function askedAction({ kind, step }: ClassifiedStep): string | null {
  const [command, ...rest] = step.words;
  if (kind !== 'control' || command === undefined) return null;
  const own = step.span.file.split('/').at(-1);
  const called = valueText(command.value).split('/').at(-1);
  const target = /^(bash|sh)$/.test(called ?? '') ? rest.shift() : command;
  const isSelf = target !== undefined && valueText(target.value).split('/').at(-1) === own;
  const [asked] = rest;
  return isSelf && asked !== undefined ? valueText(asked.value) : null;
}

/** With the actions that those ask for, at any depth. */
function withAsked(names: readonly string[], works: readonly Work[]): readonly string[] {
  const all = new Set(names);
  for (const name of all)
    for (const asked of works.find((work) => work.name === name)?.asks ?? [])
      if (works.some((work) => work.name === asked)) all.add(asked);
  return [...all];
}

/** Names that say that the action brings a release. */
const deploying =
  /(^|[-_])(re)?(deploy(ment|er)?|release|publish|ship|livr\w*|rollout|go-?live)([-_]|$)/i;
const whole = /^(all|full|everything|complete|auto|pipeline|tout)([-_]|$)/i;
const updating = /^(update|upgrade|refresh|sync)([-_]|$)/i;
const firstTime = /^(setup|init|bootstrap|provision|install|create|configure|first)([-_]|$)/i;

function rankOf(name: string): number {
  if (deploying.test(name) || whole.test(name)) return 3;
  if (updating.test(name)) return 2;
  return firstTime.test(name) ? 0 : 1;
}

/**
 * Actions whose every command another one runs as well: `build` beside a `deploy` that builds. What is
 * called a deployment is no part of one that only does more of it (`reset`, `setup`).
 */
function coverOf(works: readonly Work[]): ReadonlyMap<string, string> {
  const covered = new Map<string, string>();
  for (const one of works) {
    if (one.sites.size === 0) continue;
    const by = works.find(
      (other) =>
        other !== one &&
        !covered.has(other.name) &&
        (rankOf(other.name) >= rankOf(one.name) || rankOf(other.name) === 1) &&
        !(rankOf(one.name) === 3 && rankOf(other.name) < 3 && !/^build/.test(other.name)) &&
        [...one.sites].every((site) => other.sites.has(site)),
    );
    if (by !== undefined) covered.set(one.name, by.name);
  }
  return covered;
}

const startingKinds: readonly StepKind[] = ['start-service', 'restart-service'];
const deliveringKinds: readonly StepKind[] = [
  ...startingKinds,
  'transfer',
  'symlink-switch',
  'cloud-cli',
  'unknown',
];
const makingKinds: readonly StepKind[] = [
  'source-checkout',
  'install-deps',
  'build',
  'package',
  'container-build',
  'container-push',
  'test',
  'lint',
  'secret',
  'cleanup',
  'config-write',
  'provision',
];
const productKinds: readonly StepKind[] = ['build', 'package', 'container-build'];

function does({ kinds }: Work, ...some: readonly StepKind[]): boolean {
  return some.some((kind) => kinds.has(kind));
}

function chosenOf(
  candidates: readonly Work[],
  others: readonly Work[],
): { readonly chosen: readonly string[]; readonly isGuess: boolean } {
  const delivering = candidates.filter((work) => does(work, ...deliveringKinds));
  const best = Math.max(...delivering.map(({ name }) => rankOf(name)));
  const mains = delivering.filter(({ name }) => rankOf(name) === best);
  const makers = candidates.filter(
    (work) => !delivering.includes(work) && isMakerFor(work, mains, best),
  );
  const starters = mains.some((work) => does(work, ...startingKinds)) ? [] : startersOf(others);
  const isNamed = best >= 2;
  const chosen = [...makers, ...mains, ...(isNamed ? [] : starters)];
  return {
    chosen: chosen.map(({ name }) => name),
    isGuess: delivering.length > 1 || (delivering.length === 0 && starters.length === 0),
  };
}

/** What makes what the others deliver, where they do not make it themselves. */
function isMakerFor(work: Work, mains: readonly Work[], best: number): boolean {
  const makes = [...work.kinds].every((kind) => makingKinds.includes(kind));
  if (best < 2) return true;
  const isMade = mains.some((main) =>
    does(work, 'container-build', 'build', 'package')
      ? does(main, ...productKinds)
      : [...work.kinds].every((kind) => main.kinds.has(kind)),
  );
  return makes && !isMade && does(work, ...productKinds, 'container-push');
}

/** Of `start`, `stop`, `restart`: the one that does both, or the two. */
function startersOf(others: readonly Work[]): readonly Work[] {
  const restart = others.find(
    ({ name, kinds }) => /^(restart|reload)$/i.test(name) && kinds.size > 0,
  );
  if (restart !== undefined) return [restart];
  const start = others.filter((work) => /^start$/i.test(work.name) && does(work, ...startingKinds));
  const stop = others.filter(({ name }) => /^stop$/i.test(name));
  return start.length > 0 ? [...stop, ...start] : [];
}
