/** Which of the actions that a script offers its caller a deployment runs. */
import type { Classification, ClassifiedStep } from '../model/classified.ts';
import type { ApplicationConfig } from '../model/config.ts';
import type { StepKind } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import type { Step } from '../model/step.ts';
import type { Trace } from '../model/trace.ts';
import { does, workOf } from './action-work.ts';
import type { Work } from './action-work.ts';
import type { ActionRole } from './actions.ts';
import { namedRoleOf, roleOfName } from './actions.ts';
import { otherWaysOf } from './other-ways.ts';
import type { OtherWay } from './other-ways.ts';

/** The question that settles it where the names leave room. */
export const actionQuestion = 'deploy_action';

export interface ActionChoice {
  readonly roles: ReadonlyMap<string, ActionRole>;
  /** For an action that is a part of another one: which. */
  readonly coveredBy: ReadonlyMap<string, string>;
  /** For a script that is another way to what a deployment brings: to what, and how we know. */
  readonly otherWays: ReadonlyMap<string, OtherWay>;
  /** Scripts that only look, at what a deployment does that looks at nothing itself. */
  readonly validating: readonly string[];
  /** Scripts that deploy together, each a part of what is brought; empty where there are not several. */
  readonly parts: readonly string[];
  /** The deploying ones; empty where a script offers no choice. */
  readonly chosen: readonly string[];
  /** Several could have been meant. */
  readonly isGuess: boolean;
}

interface Known {
  readonly trace: Pick<Trace, 'actions' | 'scripts'>;
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
  const choice = known.get(answer) ?? choiceOf(trace, classification.steps, answer);
  known.set(answer, choice);
  return choice;
}

/** The same, of a plan that is made. */
export function actionChoiceOfPlan({ trace, steps, questions }: Plan): ActionChoice {
  const answer = questions.find(({ question }) => question.id === actionQuestion)?.answer;
  return actionChoiceOf({
    trace,
    classification: classificationOf(steps),
    config: { answers: answer == null ? {} : { [actionQuestion]: answer } },
  });
}

const classifications = new WeakMap<Plan['steps'], Known['classification']>();

function classificationOf(steps: Plan['steps']): Known['classification'] {
  const known = classifications.get(steps) ?? { steps: steps.map(({ classified }) => classified) };
  classifications.set(steps, known);
  return known;
}

/** The role that the step has: part of a deployment as soon as one deployment reaches it. */
export function roleOfStep(step: Pick<Step, 'actions'>, known: Known): ActionRole {
  const { roles } = actionChoiceOf(known);
  const own = step.actions.map((action) => roles.get(action) ?? 'deploy');
  if (own.length === 0 || own.includes('deploy')) return 'deploy';
  return (['part', 'rollback', 'other'] as const).find((role) => own.includes(role)) ?? 'operation';
}

function choiceOf(
  trace: Known['trace'],
  steps: readonly ClassifiedStep[],
  answer: string,
): ActionChoice {
  const { actions } = trace;
  const works = actions.map((name) => workOf(name, steps));
  const byName = new Map(works.map((work) => [work.name, roleOf(work)]));
  const plain = works.filter(({ name }) => byName.get(name) === 'deploy');
  const others = works.filter(({ name }) => byName.get(name) === 'operation');
  const told = answer.split(/[\s,]+/).filter((name) => actions.includes(name));
  const coveredBy = told.length > 0 ? new Map<string, string>() : coverOf(plain);
  const candidates = plain.filter(({ name }) => !coveredBy.has(name));
  const { chosen, isGuess, otherWays, parts } =
    told.length > 0
      ? { chosen: told, isGuess: false, otherWays: noOtherWays, parts: [] }
      : chosenOf(candidates, others, trace);
  const validating = told.length > 0 ? [] : validatingOf(chosen, works);
  // Where nothing delivers, whatever does not go back is what the script is for.
  const wanted = chosen.length > 0 ? chosen : [...plain, ...others].map(({ name }) => name);
  const all = new Set(withAsked([...wanted, ...validating], works));
  const roles = new Map(
    actions.map((name): [string, ActionRole] => {
      if (actions.length < 2 || all.has(name)) return [name, 'deploy'];
      const role = byName.get(name) ?? 'operation';
      return [name, coveredBy.has(name) ? 'part' : role === 'deploy' ? 'other' : role];
    }),
  );
  const known = { roles, coveredBy, otherWays, parts, validating };
  // Where there is one action, nobody chooses.
  if (actions.length < 2) return { ...known, chosen: [], isGuess: false };
  return { ...known, chosen: [...all], isGuess };
}

const noOtherWays: ReadonlyMap<string, OtherWay> = new Map();

/** By its name; what is called a look and brings something (`check_deploy` that pulls) is none. */
function roleOf(work: Work): ReturnType<typeof roleOfName> {
  const role = roleOfName(work.name);
  return namedRoleOf(work.name) === 'look' && does(work, ...bringingKinds) ? 'deploy' : role;
}

const checks = /^(verify|verification|validate|validation|smoke|health|check)(-|$)/;

/**
 * The one script that is called a check (`verify-deploy`) and does nothing else, where the deployment
 * checks nothing itself: whoever deployed ran it afterwards.
 */
function validatingOf(chosen: readonly string[], works: readonly Work[]): readonly string[] {
  const taken = works.filter(({ name }) => chosen.includes(name));
  if (taken.length === 0 || taken.some((work) => work.kinds.has('health-check'))) return [];
  const started = new Set(taken.flatMap(({ files }) => [...files]));
  const found = works.filter(
    ({ name, kinds, files }) =>
      (namedRoleOf(name) === 'look' || checks.test(name)) &&
      kinds.size > 0 &&
      [...kinds].every((kind) => kind === 'health-check') &&
      ![...files].some((file) => started.has(file)),
  );
  return found.length === 1 ? found.map(({ name }) => name) : [];
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
  if (namedRoleOf(name) !== null) return 0;
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

const bringingKinds: readonly StepKind[] = [
  'source-checkout',
  'transfer',
  'symlink-switch',
  ...productKinds,
  'container-push',
];

function chosenOf(
  candidates: readonly Work[],
  others: readonly Work[],
  trace: Known['trace'],
): Pick<ActionChoice, 'chosen' | 'isGuess' | 'otherWays' | 'parts'> {
  const delivering = candidates.filter((work) => does(work, ...deliveringKinds));
  const best = Math.max(...delivering.map(({ name }) => rankOf(name)));
  const ranked = delivering.filter(({ name }) => rankOf(name) === best);
  const otherWays = otherWaysOf(
    ranked.map(({ name, effects }) => ({ name, steps: effects })),
    trace,
  );
  const mains = ranked.filter(({ name }) => !otherWays.has(name));
  const makers = candidates.filter(
    (work) => !delivering.includes(work) && isMakerFor(work, mains, best),
  );
  const starters = mains.some((work) => does(work, ...startingKinds)) ? [] : startersOf(others);
  const isNamed = best >= 2;
  const chosen = [...makers, ...mains, ...(isNamed ? [] : starters)];
  return {
    chosen: chosen.map(({ name }) => name),
    isGuess:
      otherWays.size > 0 ||
      !areParts(delivering, mains) ||
      (delivering.length === 0 && starters.length === 0),
    otherWays,
    parts:
      best === 3 && mains.length > 1 && haveOwnFiles(mains) ? mains.map(({ name }) => name) : [],
  };
}

function haveOwnFiles(works: readonly Work[]): boolean {
  return new Set(works.flatMap((work) => [...work.files])).size === works.length;
}

/** All that deliver belong to the deployment: one alone, or scripts of their own that are its parts. */
function areParts(delivering: readonly Work[], mains: readonly Work[]): boolean {
  const rest = delivering.filter(({ name }) => namedRoleOf(name) !== 'prepare');
  return rest.length < 2 || (rest.length === mains.length && haveOwnFiles(mains));
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
