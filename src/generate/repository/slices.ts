import { buildPhases, lifecycleEvents } from '../../model/kind.ts';
import type { BuildPhase, Destination, LifecycleEvent } from '../../model/kind.ts';
import type { Lore } from '../../model/lore.ts';
import type { Plan } from '../../model/plan.ts';
import type { StepId } from '../../model/step.ts';
import { fileNamesOf } from '../lint/file-names.ts';
import type { Piece } from '../slice/print.ts';
import { roomOf } from '../slice/room.ts';
import { sliceRoom } from '../slice/slice.ts';
import type { Slice } from '../slice/slice.ts';
import { isWithin } from '../../plan/paths.ts';
import { isAmbient, Values } from '../slice/values.ts';
import { isIdentity } from '../slice/build-answers.ts';
import { namesIn } from '../slice/names.ts';
import { fileSource, parseSource } from '../../syntax/parse-source.ts';
import { bundleOf } from './bundle.ts';
import type { Bundle } from './bundle.ts';
import { namesChosen, namesChosenFor } from './chosen-names.ts';
import { imageNamesRead } from './images.ts';
import { freesPrograms } from './running-programs.ts';
import { placedEntries } from './placements.ts';
import { hookTimeout } from './hook-timeout.ts';
import { polledPauses } from '../verdict/polled-pauses.ts';
import { withVerdicts } from '../verdict/with-verdicts.ts';

/** The code of every file of the repository, cut out once and used by all of them. */
export interface Slices {
  readonly hooks: ReadonlyMap<LifecycleEvent, Slice>;
  readonly phases: ReadonlyMap<BuildPhase, Slice>;
  /** By the name of the pipeline's action. */
  readonly once: ReadonlyMap<string, Slice>;
  readonly bundle: Bundle;
  /** Names whose value the build writes into `deploy.env` for the hooks. */
  readonly buildNames: readonly string[];
  /** Commands whose answers are among them, by name. */
  readonly answers: ReadonlyMap<string, string>;
  /** Names that nobody sets and that the build must be given. */
  readonly given: readonly string[];
}

const known = new WeakMap<Plan, Slices>();

/** The same slices for every generator that asks. */
export function slicesOf(plan: Plan, lore: Lore): Slices {
  const slices = known.get(plan) ?? cutSlices(plan, lore);
  known.set(plan, slices);
  return slices;
}

/** The same code stands for a plan that differs in nothing that is cut. */
export function shareSlices(plan: Plan, other: Plan, lore: Lore): void {
  known.set(other, slicesOf(plan, lore));
}

function cutSlices(plan: Plan, lore: Lore): Slices {
  const bundle = bundleOf(plan);
  const hooks = new Map<LifecycleEvent, Slice>();
  const cuts = lifecycleEvents.map((event) => {
    const room = roomOf(plan, [`hook/${event}`]);
    return { event, slice: judgedHook(event, sliceRoom(plan, room, lore), plan) };
  });
  const stands = cuts.some(({ slice }) => standsInLeftCheckout(slice, plan));
  for (const { event, slice } of cuts) {
    const all = [...slice.pieces, ...slice.functions];
    const places = event === 'AfterInstall' && placesFiles(plan, bundle);
    // On a first deployment the process of the old script still runs: BeforeInstall stops it.
    const stops = event === 'BeforeInstall' && hooks.has('ApplicationStop');
    const unlinks = event === 'BeforeInstall' && plan.deployment.release !== null;
    const frees = event === 'BeforeInstall' && freesPrograms(plan, slice);
    const makes = event === 'BeforeInstall' && stands;
    if (frees && slice.pieces.length === 0)
      hooks.set(event, { ...slice, users: { ...slice.users, runAs: null } });
    else if (places || stops || unlinks || makes || all.some(({ steps }) => steps.length > 0))
      hooks.set(event, slice);
  }
  const buildNames = namesFromBuild(plan, [...hooks.values()]);
  const answers = answersOf([...hooks.values()], buildNames);
  const wanted = buildNames.filter((name) => !answers.has(name));
  const asked = [...answers.values()].flatMap(readsOf);
  const phases = phasesOf(
    plan,
    lore,
    new Set([...wanted, ...asked, ...bundle.reads, ...imageNamesRead(plan), ...namesChosen(plan)]),
  );
  const once = onceOf(plan, lore);
  const values = new Values(plan);
  const given = [...new Set([...phases.values()].flatMap(({ open }) => [...open]))].filter(
    (name) => values.provisionOf(name, 'build') === 'script',
  );
  return { hooks, phases, once, bundle, buildNames, answers, given: given.sort() };
}

/** A hook brings what the appspec can't. */
function placesFiles({ deployment }: Plan, bundle: Bundle): boolean {
  return (
    placedEntries(bundle).length > 0 ||
    deployment.secretFiles.length > 0 ||
    deployment.awaitedFiles.length > 0 ||
    deployment.images.length > 0
  );
}

/** Code that goes to the checkout's folder, which no revision fills any more: a new host has none. */
export function standsInLeftCheckout({ pieces }: Slice, { deployment }: Plan): boolean {
  const folder = deployment.leftCheckout;
  return (
    folder !== undefined &&
    pieces.some(({ moves }) => moves) &&
    pieces.some(({ cwd, moves }) => !moves && cwd !== null && isWithin(cwd, folder))
  );
}

/** Names whose values the end of the build reads, whoever sets them: for the bundle and for the hooks. */
export function wantedNames({ buildNames, answers, bundle }: Slices): readonly string[] {
  return [...new Set([...buildNames.filter((name) => !answers.has(name)), ...bundle.reads])];
}

/** Before its start a check asks what to do; from then on it asks whether the release works. */
function judgedHook(event: LifecycleEvent, slice: Slice, plan: Plan): Slice {
  if (!/^(AfterInstall|ApplicationStart|ValidateService|AfterAllowTraffic)$/.test(event))
    return slice;
  return polledPauses(
    withVerdicts(slice, isCheck(plan), {
      limit: `the hook's timeout (${hookTimeout(event)} s)`,
      isVerdict: event === 'ValidateService',
    }),
  );
}

function isCheck(plan: Plan): (id: StepId) => boolean {
  const checks = new Set(
    plan.steps
      .filter(({ classified }) => classified.kind === 'health-check')
      .map(({ classified }) => classified.step.id),
  );
  return (id) => checks.has(id);
}

/** What is asked for the hooks in the build; whom the old script asked who deploys, the pipeline must tell. */
function answersOf(hooks: readonly Slice[], names: readonly string[]): ReadonlyMap<string, string> {
  const all = hooks.flatMap(({ answers }) => [...answers]);
  return new Map(all.filter(([name, command]) => names.includes(name) && !isIdentity(command)));
}

function readsOf(command: string): readonly string[] {
  return [...namesIn(parseSource(fileSource('', command)).script).reads].filter(
    (name) => !isAmbient(name) && !/^[0-9@*#]$/.test(name),
  );
}

/** What hooks read and neither the host nor the environment's file knows. */
function namesFromBuild(plan: Plan, hooks: readonly Slice[]): readonly string[] {
  const values = new Values(plan);
  const open = new Set(hooks.flatMap((slice) => [...slice.open]));
  return [...open]
    .filter((name) => {
      const provision = values.provisionOf(name, 'host');
      return (provision === 'build' || provision === 'script') && !values.isHostName(name);
    })
    .sort();
}

/**
 * One slice per phase. Variables stay set from phase to phase, so what one has assigned, a later one
 * need not. Names that are wanted at the end are assigned in the last phase that has commands.
 */
function phasesOf(
  plan: Plan,
  lore: Lore,
  wanted: ReadonlySet<string>,
): ReadonlyMap<BuildPhase, Slice> {
  const phases = new Map<BuildPhase, Slice>();
  const used = buildPhases.filter((phase) => {
    const { steps, refusals } = roomOf(plan, destinationsOf(phase));
    return steps.size > 0 || refusals.size > 0;
  });
  const last = used.at(-1) ?? 'build';
  const wantedAt = used.length === 0 ? 'build' : last;
  const set = new Set<string>();
  const said = new Set<string>();
  for (const phase of buildPhases) {
    const needed = phase === wantedAt ? wanted : new Set<string>();
    if (!used.includes(phase) && needed.size === 0) continue;
    const whole = sliceRoom(plan, roomOf(plan, destinationsOf(phase)), lore, needed, set);
    const slice = withoutRepeats(whole, said);
    if (slice.pieces.length > 0) phases.set(phase, slice);
    // Arrays do not carry over from one command to the next.
    const { arrays } = fileNamesOf(
      slice.pieces.flatMap(({ lines }) => lines.map(({ text }) => text)).join('\n'),
    );
    for (const name of slice.sets) if (!arrays.has(name)) set.add(name);
  }
  return phases;
}

/** A message that an earlier phase has printed is not printed again. */
function withoutRepeats(slice: Slice, said: Set<string>): Slice {
  const isRepeat = ({ span, steps, lines }: Piece): boolean => {
    const isMessage =
      steps.length === 0 && lines.length === 1 && /^(echo|printf) /.test(lines[0]?.text ?? '');
    const key = `${span.file}:${span.start}`;
    if (!isMessage || said.has(key)) return isMessage;
    said.add(key);
    return false;
  };
  return { ...slice, pieces: slice.pieces.filter((piece) => !isRepeat(piece)) };
}

/** Artifacts and publishing stand in the last phase. */
function destinationsOf(phase: BuildPhase): readonly Destination[] {
  return phase === 'post_build' ? ['buildspec/post_build', 'artifact'] : [`buildspec/${phase}`];
}

function destinationsOfJob(name: string): readonly Destination[] {
  const deploys: readonly Destination[] = [
    'deploy/ecs',
    'deploy/lambda',
    'deploy/eks',
    'deploy/s3',
  ];
  return [`stage/${name}`, ...(name === 'Deploy' ? deploys : [])];
}

function onceOf(plan: Plan, lore: Lore): ReadonlyMap<string, Slice> {
  const once = new Map<string, Slice>();
  for (const action of plan.deployment.once) {
    const { name, when } = action;
    const known = new Set(namesChosenFor(action, plan));
    const own = sliceRoom(plan, roomOf(plan, destinationsOfJob(name)), lore, new Set(), known);
    const slice =
      when === 'after-deploy'
        ? polledPauses(
            withVerdicts(own, isCheck(plan), {
              limit: 'the timeout of the CodeBuild project',
              isVerdict: true,
            }),
          )
        : own;
    if (slice.pieces.length > 0) once.set(name, slice);
  }
  return once;
}
