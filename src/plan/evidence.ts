/** What the plan is made from, and the plain questions that every decision asks of it. */
import type { Classification, ClassifiedStep } from '../model/classified.ts';
import type { ApplicationConfig } from '../model/config.ts';
import type { Application, ReadFleetFile } from '../model/fleet.ts';
import { plumbingKinds } from '../model/kind.ts';
import type { Step } from '../model/step.ts';
import type { RunsOn, Trace } from '../model/trace.ts';

export interface Evidence {
  readonly application: Application;
  readonly trace: Trace;
  readonly classification: Classification;
  readonly config: ApplicationConfig;
  readonly read: ReadFleetFile;
}

/** Reached and not plumbing: the steps that must have exactly one disposition. */
export function isEffectful(classified: ClassifiedStep): boolean {
  return classified.step.reached && !plumbing.has(classified.kind);
}

const plumbing: ReadonlySet<string> = new Set(plumbingKinds);

/** The file that a person started when the step ran. */
export function entryFileOf(step: Step): string {
  return step.calledFrom[0]?.span.file ?? step.span.file;
}

/** Where the step's script runs; a person's word in the configuration comes first. */
export function runsOnOf(step: Step, evidence: Evidence): RunsOn {
  const file = entryFileOf(step);
  const told = evidence.config.runsOn?.[file] ?? evidence.config.runsOn?.[inRoot(file, evidence)];
  return (
    told ?? evidence.trace.scripts.find((script) => script.file === file)?.runsOn ?? 'workstation'
  );
}

function inRoot(file: string, { application }: Evidence): string {
  const prefix = `${application.root}/`;
  return file.startsWith(prefix) ? file.slice(prefix.length) : file;
}

export type Machine = 'build' | 'host';

/**
 * The machine that the step runs on today: `host`, a machine that serves the application, or
 * `build`, the machine of the person or job that deploys, whose part CodeBuild takes.
 */
export function machineOf(step: Step, evidence: Evidence): Machine {
  const place = step.place.kind === 'container' ? (step.place.on ?? step.place) : step.place;
  if (place.kind === 'remote') return 'host';
  return runsOnOf(step, evidence) === 'host' ? 'host' : 'build';
}

/** The step runs inside a container, which exists on the host only. */
export function isInContainer(step: Step): boolean {
  return step.place.kind === 'container';
}
