/** When a step happens, seen from the two events that a deployment turns on: install and start. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Guard, Step, StepId } from '../model/step.ts';
import { roleOfStep } from './action-choice.ts';
import type { Evidence } from './evidence.ts';
import { entryFileOf, isEffectful, machineOf } from './evidence.ts';
import type { TakenProducts } from './taken-products.ts';
import { upload } from './upload.ts';
import { askedHosts } from './own-host.ts';
import { valueText } from './value-text.ts';
import { asksForWork } from './work-question.ts';

/**
 * `before` the new files arrive, `installed` after that, `stopped` where the service has been stopped
 * since, `started` and `checked` later still.
 */
export type Position = 'before' | 'installed' | 'stopped' | 'started' | 'checked';

interface Marks {
  install: number;
  stop: number;
  start: number;
  checks: Mark[];
}

/** Where something happened, and under which conditions. */
interface Mark {
  readonly at: number;
  readonly guards: readonly Guard[];
}

const never = Number.POSITIVE_INFINITY;

/**
 * The position of every step of a deployment, by step. Scripts and sets of hosts are looked at
 * apart: a worker's files may arrive after the web servers were started.
 */
export function positionsOf(
  evidence: Evidence,
  /** What is taken from a checkout arrives when it is taken, and not with the checkout. */
  taken: TakenProducts | null,
): ReadonlyMap<StepId, Position> {
  const steps = evidence.classification.steps.filter(
    (step) => isEffectful(step) && roleOfStep(step.step, evidence) === 'deploy',
  );
  const marks = new Map<string, Marks[]>();
  steps.forEach((step, at) => {
    for (const key of keysOf(step, evidence))
      noteStep(marks, key, { step, at, installs: arrives(step, evidence, taken) }, evidence);
  });
  const positions = new Map<StepId, Position>();
  const bySite = new Map<string, Position>();
  steps.forEach((step, at) => {
    // A second way to the same command (a menu beside an argument) comes no later than the first.
    const site = JSON.stringify([step.step.span, hostsKey(step, evidence)]);
    const position = bySite.get(site) ?? positionOf(step, at, marks, evidence);
    bySite.set(site, position);
    positions.set(step.step.id, position);
  });
  return positions;
}

function positionOf(
  step: ClassifiedStep,
  at: number,
  marks: ReadonlyMap<string, readonly Marks[]>,
  evidence: Evidence,
): Position {
  const [own, whole] = keysOf(step, evidence).map((key) => roundAt(marks.get(key) ?? [], at));
  // Hosts that receive nothing of their own follow the script's first copy.
  const mark = own !== undefined && own.install !== never ? own : whole;
  if (mark === undefined) return 'installed';
  const checks = mark === own ? mark.checks : [...mark.checks, ...(own?.checks ?? [])];
  return positionAt(step.step, at, { ...mark, checks });
}

/**
 * The round that the step belongs to. A script that brings one thing and starts it, then another and
 * starts that, goes through two; files that come after the last start begin no round.
 */
function roundAt(rounds: readonly Marks[], at: number): Marks | undefined {
  return rounds.findLast(
    ({ install, start }, index) => index === 0 || (install <= at && start !== never),
  );
}

function positionAt(
  { guards }: Step,
  at: number,
  { install, stop, start, checks }: Marks,
): Position {
  // What the other branch of a condition checks was not checked in this one.
  if (checks.some((check) => check.at <= at && !areExclusive(check.guards, guards)))
    return 'checked';
  if (at > start) return 'started';
  if (install !== never && at < install) return 'before';
  return at > stop ? 'stopped' : 'installed';
}

function noteStep(
  marks: Map<string, Marks[]>,
  key: string,
  { step, at, installs }: { step: ClassifiedStep; at: number; installs: boolean },
  evidence: Evidence,
): void {
  const rounds = marks.get(key) ?? [newRound()];
  marks.set(key, rounds);
  const onHost = machineOf(step.step, evidence) === 'host';
  if (installs && isCheckoutAfterStart(step, rounds)) rounds.push(newRound());
  const mark = rounds.at(-1) as Marks;
  if (installs && mark.install === never) {
    mark.install = at;
    // What was started before the files came was not the new version.
    mark.start = never;
    mark.checks = [];
  }
  if (onHost) noteHostStep(mark, step, at, evidence);
  else if (step.kind === 'health-check') noteCheckFromAfar(marks, step, at);
}

function arrives(step: ClassifiedStep, evidence: Evidence, taken: TakenProducts | null): boolean {
  const { id } = step.step;
  if (taken?.checkout.steps.includes(id) === true) return false;
  return (
    upload(step, evidence) !== null ||
    taken?.files.some(({ steps }) => steps.includes(id)) === true ||
    (machineOf(step.step, evidence) === 'host' && isArrival(step))
  );
}

/** `curl http://$HOST:8080` of the deploying machine, which the host will ask of itself. */
function noteCheckFromAfar(
  marks: Map<string, Marks[]>,
  { step }: ClassifiedStep,
  at: number,
): void {
  const asked = askedHosts(step);
  for (const [key, rounds] of marks) {
    const hosts = key.split('\n')[1]?.split('|') ?? [];
    const mark = rounds.at(-1);
    if (mark !== undefined && mark.start !== never && hosts.some((host) => asked.includes(host)))
      mark.checks.push({ at, guards: step.guards });
  }
}

function noteHostStep(mark: Marks, step: ClassifiedStep, at: number, evidence: Evidence): void {
  if (step.kind === 'stop-service') mark.stop = Math.min(mark.stop, at);
  if (isStart(step)) {
    mark.start = Math.min(mark.start, at);
    // A check that the script goes on from to start more is a part of starting.
    if (step.step.guards.length === 0 && !isFront(step)) mark.checks = [];
  }
  if (step.kind !== 'health-check' || mark.start === never) return;
  const { guards } = step.step;
  const isKnown = mark.checks.some((check) => check.guards.every((one) => holdsFor(one, guards)));
  if (!isKnown && !asksForWork(step, evidence)) mark.checks.push({ at, guards });
}

/** One runs where a condition holds, the other where it fails. */
function areExclusive(some: readonly Guard[], others: readonly Guard[]): boolean {
  return some.some((guard) => holdsFor({ ...guard, negated: !guard.negated }, others));
}

function holdsFor({ span, negated }: Guard, guards: readonly Guard[]): boolean {
  return guards.some(
    (other) =>
      other.negated === negated &&
      other.span.file === span.file &&
      other.span.start === span.start &&
      other.span.end === span.end,
  );
}

function newRound(): Marks {
  return { install: never, stop: never, start: never, checks: [] };
}

/** Another tree is brought up to date after what the first one serves was started. */
function isCheckoutAfterStart({ kind }: ClassifiedStep, rounds: readonly Marks[]): boolean {
  const last = rounds.at(-1);
  return (
    kind === 'source-checkout' &&
    last !== undefined &&
    last.install !== never &&
    last.start !== never
  );
}

/** The new version comes to the host: a checkout there, or an image that it pulls. */
function isArrival({ kind, step }: ClassifiedStep): boolean {
  return (
    kind === 'source-checkout' ||
    (kind === 'transfer' &&
      / (pull|load)\b/.test(` ${step.words.map(({ value }) => valueText(value)).join(' ')}`))
  );
}

function isStart({ kind }: ClassifiedStep): boolean {
  return kind === 'start-service' || kind === 'restart-service';
}

/** The web server in front is told where to send its visitors: nothing of the application starts. */
function isFront({ step }: ClassifiedStep): boolean {
  return /\b(nginx|haproxy|apache2?|apachectl|httpd|caddy|traefik|varnish)\b/.test(
    step.words.map(({ value }) => valueText(value)).join(' '),
  );
}

/** The script with these hosts, and the script as a whole. */
function keysOf(classified: ClassifiedStep, evidence: Evidence): readonly [string, string] {
  const file = entryFileOf(classified.step);
  return [`${file}\n${hostsKey(classified, evidence)}`, file];
}

function hostsKey(classified: ClassifiedStep, evidence: Evidence): string {
  const ends = upload(classified, evidence);
  if (ends !== null) return ends.to.host ?? '';
  const { place }: Step = classified.step;
  const machine = place.kind === 'container' ? (place.on ?? place) : place;
  return machine.hosts.map(valueText).join('|');
}
