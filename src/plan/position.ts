/** When a step happens, seen from the two events that a deployment turns on: install and start. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Step, StepId } from '../model/step.ts';
import { roleOfStep } from './actions.ts';
import type { Evidence } from './evidence.ts';
import { entryFileOf, isEffectful, machineOf } from './evidence.ts';
import { upload } from './files-mapping.ts';
import { valueText } from './value-text.ts';

/**
 * `before` the new files arrive, `installed` after that, `stopped` where the service has been stopped
 * since, `started` and `checked` later still.
 */
export type Position = 'before' | 'installed' | 'stopped' | 'started' | 'checked';

interface Marks {
  install: number;
  stop: number;
  start: number;
  check: number;
}

const never = Number.POSITIVE_INFINITY;

/**
 * The position of every step of a deployment, by step. Scripts and sets of hosts are looked at
 * apart: a worker's files may arrive after the web servers were started.
 */
export function positionsOf(evidence: Evidence): ReadonlyMap<StepId, Position> {
  const steps = evidence.classification.steps.filter(
    (step) => isEffectful(step) && roleOfStep(step.step, evidence.trace.actions) === 'deploy',
  );
  const marks = new Map<string, Marks>();
  steps.forEach((step, at) => {
    for (const key of keysOf(step, evidence)) noteStep(marks, key, step, at, evidence);
  });
  const positions = new Map<StepId, Position>();
  steps.forEach((step, at) => {
    const [own, whole] = keysOf(step, evidence).map((key) => marks.get(key));
    // Hosts that receive nothing of their own follow the script's first copy.
    const mark = own !== undefined && own.install !== never ? own : whole;
    positions.set(step.step.id, mark === undefined ? 'installed' : positionAt(at, mark));
  });
  return positions;
}

function positionAt(at: number, { install, stop, start, check }: Marks): Position {
  if (at >= check) return 'checked';
  if (at > start) return 'started';
  if (install !== never && at < install) return 'before';
  return at > stop ? 'stopped' : 'installed';
}

function noteStep(
  marks: Map<string, Marks>,
  key: string,
  step: ClassifiedStep,
  at: number,
  evidence: Evidence,
): void {
  const mark = marks.get(key) ?? { install: never, stop: never, start: never, check: never };
  marks.set(key, mark);
  const onHost = machineOf(step.step, evidence) === 'host';
  const installs = upload(step, evidence) !== null || (onHost && isArrival(step));
  if (installs && mark.install === never) {
    mark.install = at;
    // What was started before the files came was not the new version.
    mark.start = never;
    mark.check = never;
  }
  if (onHost) noteHostStep(mark, step, at);
}

function noteHostStep(mark: Marks, step: ClassifiedStep, at: number): void {
  if (step.kind === 'stop-service') mark.stop = Math.min(mark.stop, at);
  if (isStart(step)) {
    mark.start = Math.min(mark.start, at);
    // A check that the script goes on from to start more is a part of starting.
    if (step.step.guards.length === 0 && !isFront(step)) mark.check = never;
  }
  if (step.kind === 'health-check' && mark.start !== never) mark.check = Math.min(mark.check, at);
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
