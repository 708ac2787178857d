import type { Destination } from '../../model/kind.ts';
import type { Plan, PlannedStep } from '../../model/plan.ts';
import type { Step, StepId } from '../../model/step.ts';
import { jobNameOf } from '../../plan/job-name.ts';

/** One place that code is cut out for: a phase of the build, a hook, an action of the pipeline. */
export interface Room {
  /** `build` and `once` run in CodeBuild, `host` on the machines of the application. */
  readonly kind: 'build' | 'host' | 'once';
  readonly destinations: readonly Destination[];
  readonly steps: ReadonlySet<StepId>;
  /** Every `exit` for whose sake a condition is asked there. */
  readonly refusals: ReadonlySet<StepId>;
}

/** The room of one or several destinations, with the converted steps that belong in it. */
export function roomOf(plan: Plan, destinations: readonly Destination[]): Room {
  const steps = plan.steps.filter(
    ({ destination, disposition }) =>
      disposition === 'converted' && destination !== null && destinations.includes(destination),
  );
  return {
    kind: kindOf(destinations),
    destinations,
    steps: new Set(steps.map(({ classified }) => classified.step.id)),
    refusals: new Set(
      plan.refusals.flatMap(({ isKept, destination, steps: own }) =>
        isKept && destinations.includes(destination) ? own : [],
      ),
    ),
  };
}

function kindOf([first]: readonly Destination[]): Room['kind'] {
  if (first?.startsWith('hook/') === true) return 'host';
  return first !== undefined && jobNameOf(first) !== null ? 'once' : 'build';
}

/** Where the deployment is judged. */
export function isCheckRoom({ destinations }: Room): boolean {
  return destinations.some((one) => one === 'hook/ValidateService' || one === 'stage/Smoke');
}

/** The steps of a room in the order in which the script runs them. */
export function stepsOf(plan: Plan, room: Room): readonly PlannedStep[] {
  return plan.steps.filter(({ classified }) => room.steps.has(classified.step.id));
}

/** The machine that a step runs on today; the build takes the part of the deploying machine. */
export function machineOf(step: Step, plan: Plan): 'build' | 'host' {
  const place = step.place.kind === 'container' ? (step.place.on ?? step.place) : step.place;
  if (place.kind === 'remote') return 'host';
  const file = step.calledFrom[0]?.span.file ?? step.span.file;
  const script = plan.trace.scripts.find((one) => one.file === file);
  return script?.runsOn === 'host' ? 'host' : 'build';
}

/** Who a hook runs as, and who its commands without sudo ran as. */
export interface RoomUsers {
  /** For `runas` in the appspec; null for root. */
  readonly runAs: string | null;
  /** The user that plain commands are handed to inside a hook that runs as root; null when none. */
  readonly login: string | null;
}

/** `ssh root@web1`, beside steps for which somebody else logs in. */
export function logsInAsRoot({ place }: Step): boolean {
  const { user } = place.kind === 'container' ? (place.on ?? place) : place;
  return user?.kind === 'literal' && user.text === 'root';
}

/**
 * A hook whose steps all ran as the login user runs as that user. One with a sudo in it runs as
 * root, and hands its plain commands to the login user.
 */
export function usersOf(plan: Plan, room: Room): RoomUsers {
  const { login } = plan.deployment.users;
  if (room.kind !== 'host' || login === null || login === 'root')
    return { runAs: null, login: null };
  // BeforeInstall stops again what ApplicationStop stops, and may no less than that.
  const destinations = room.destinations.includes('hook/BeforeInstall')
    ? [...room.destinations, 'hook/ApplicationStop' as const]
    : room.destinations;
  const all = stepsOf(plan, roomOf(plan, destinations));
  const isPlain = all.every(
    ({ classified: { step } }) => step.runAs === null && !logsInAsRoot(step),
  );
  return isPlain ? { runAs: login, login: null } : { runAs: null, login };
}
