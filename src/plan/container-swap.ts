/** The old container goes right before the new one starts, where the script had the new image by then. */
import type { Classification, ClassifiedStep } from '../model/classified.ts';
import type { Step, StepId } from '../model/step.ts';
import { roleOfStep } from './action-choice.ts';
import { argumentTexts } from './arguments.ts';
import type { Evidence } from './evidence.ts';
import { entryFileOf, isEffectful, machineOf } from './evidence.ts';
import { valueText } from './value-text.ts';

const containerTool = /^(docker|podman|nerdctl|docker-compose|podman-compose)$/;

/**
 * `docker pull; docker stop; docker rm; docker run`: ApplicationStop would come before the pull, and nothing
 * would run for as long as that takes. The steps that go into the hook of the start, by their ids.
 */
export function containerSwapOf(evidence: Evidence): ReadonlySet<StepId> {
  const same = known.get(evidence.classification);
  if (same !== undefined) return same;
  const swaps = new Set<StepId>();
  for (const steps of byHosts(evidence).values()) for (const id of swapsIn(steps)) swaps.add(id);
  known.set(evidence.classification, swaps);
  return swaps;
}

const known = new WeakMap<Classification, ReadonlySet<StepId>>();

/** What a deployment does on hosts, by script and hosts. */
function byHosts(evidence: Evidence): ReadonlyMap<string, readonly ClassifiedStep[]> {
  const groups = new Map<string, ClassifiedStep[]>();
  for (const classified of evidence.classification.steps) {
    const { step } = classified;
    if (!isEffectful(classified) || machineOf(step, evidence) !== 'host') continue;
    if (roleOfStep(step, evidence) !== 'deploy') continue;
    const { place } = step;
    const machine = place.kind === 'container' ? (place.on ?? place) : place;
    const key = `${entryFileOf(step)}\n${machine.hosts.map(valueText).join('|')}`;
    groups.set(key, [...(groups.get(key) ?? []), classified]);
  }
  return groups;
}

function swapsIn(steps: readonly ClassifiedStep[]): readonly StepId[] {
  return steps.flatMap((stop, at) => {
    if (!isStop(stop)) return [];
    const start = steps.findIndex((one, index) => index > at && isStart(one));
    const arrival = steps.findLastIndex((one, index) => index < at && bringsImage(one));
    const between = steps.slice(at + 1, start);
    // What is done while nothing runs (a backup, a move of data) keeps its place behind the stop.
    if (start < 0 || arrival < 0 || !between.every(isOfSwap)) return [];
    const before = steps.slice(arrival + 1, at).filter(({ kind }) => kind === 'health-check');
    return [stop, ...between, ...before].filter(isMoved).map(({ step }) => step.id);
  });
}

function isStop({ kind, step }: ClassifiedStep): boolean {
  return kind === 'stop-service' || (kind === 'cleanup' && removesContainer(step));
}

function isStart({ kind }: ClassifiedStep): boolean {
  return kind === 'start-service' || kind === 'restart-service';
}

/** Another image that comes while nothing runs made the script wait as well. */
function isOfSwap(classified: ClassifiedStep): boolean {
  const { kind, step } = classified;
  if (bringsImage(classified)) return false;
  return (
    kind === 'stop-service' ||
    kind === 'provision' ||
    (containerTool.test(step.name ?? '') && /^(cleanup|health-check)$/.test(kind))
  );
}

function isMoved({ kind, step }: ClassifiedStep): boolean {
  return kind === 'stop-service' || containerTool.test(step.name ?? '');
}

/** `docker pull`, `docker load`, `docker compose build`: the new version as an image. */
function bringsImage({ kind, step }: ClassifiedStep): boolean {
  if (!containerTool.test(step.name ?? '')) return false;
  return (
    kind === 'container-build' ||
    (kind === 'transfer' && argumentTexts(step).some((text) => /^(pull|load)$/.test(text)))
  );
}

/** `docker stop x`, `docker rm -f x`: it fails where there is no such container, as on a new host. */
export function removesContainer(step: Pick<Step, 'name' | 'plain'>): boolean {
  const [first, second] = argumentTexts(step);
  const verb = first === 'container' ? second : first;
  return /^(docker|podman|nerdctl)$/.test(step.name ?? '') && /^(stop|rm|kill)$/.test(verb ?? '');
}
