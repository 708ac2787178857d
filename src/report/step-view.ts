import { stepKinds } from '../model/kind.ts';
import type { ScannedApplication, ScannedStep } from '../model/scan-result.ts';
import type { Anchors } from './anchors.ts';
import { destinationLabel } from './destination.ts';
import { outcomeOf } from './outcome.ts';
import type { StepRow } from './report-view.ts';
import type { Wording } from './wording.ts';

/** One row of the step table. */
export function stepRowOf(
  step: ScannedStep,
  app: ScannedApplication,
  anchors: Anchors,
  wording: Wording,
): StepRow {
  const outcome = outcomeOf(step);
  const at = placeInFile(step.file, step.line, step.endLine, app);
  return {
    id: step.id,
    line: app.scripts.length > 1 ? at : at.slice(at.lastIndexOf(':') + 1),
    at,
    anchor: anchors.scriptLine(app, step.file, step.line),
    place: placeLabel(step, app, wording),
    command: step.command,
    conditions: conditionsOf(step, wording),
    kind: kindLabel(step.kind, wording),
    destination:
      outcome === 'plumbing'
        ? wording.say('report/dash')
        : destinationLabel(step.destination, wording),
    outcome,
    disposition: wording.say(`report/disposition/${outcome}`),
    why: (step.reason ?? step.because).text,
    notes: notesOf(step, app, wording),
  };
}

/** `deploy.sh:12-14`, relative to the application's folder where the file lies in it. */
export function placeInFile(
  file: string,
  line: number | null,
  endLine: number | null,
  app: Pick<ScannedApplication, 'root'> | null,
): string {
  const prefix = app === null || app.root === '.' ? '' : `${app.root}/`;
  const name = file.startsWith(prefix) ? file.slice(prefix.length) : file;
  if (line === null) return name;
  return endLine === null || endLine === line ? `${name}:${line}` : `${name}:${line}-${endLine}`;
}

function kindLabel(kind: string, wording: Wording): string {
  const known = stepKinds.find((one) => one === kind);
  return known === undefined ? kind : wording.say(`report/kind/${known}`);
}

// "Local" means three things to a reader: the script's own machine may be a laptop, the host or CI.
function placeLabel(step: ScannedStep, app: ScannedApplication, wording: Wording): string {
  const { kind, user } = step.place;
  if (kind === 'local') {
    const script = app.scripts.find(({ file }) => file === step.file);
    return wording.say(`report/place/${script?.runsOn ?? 'local'}`);
  }
  const names = hostsOf(step) || wording.say(`report/place/${kind}`);
  return user === null ? names : `${user}@${names}`;
}

// One script serves several environments: where their hosts differ, each says its own.
function hostsOf({ place, values }: ScannedStep): string {
  const lists = Object.entries(values)
    .map(([environment, { hosts }]) => ({ environment, hosts: hosts.join(', ') }))
    .sort((one, other) => (one.environment < other.environment ? -1 : 1));
  if (new Set(lists.map(({ hosts }) => hosts)).size < 2) return place.hosts.join(', ');
  return lists.map(({ environment, hosts }) => `${environment} (${hosts})`).join(', ');
}

function conditionsOf(step: ScannedStep, wording: Wording): readonly string[] {
  return step.guards.map(({ text, negated }) =>
    wording.say(negated ? 'report/when-not' : 'report/when', { condition: text }),
  );
}

function notesOf(step: ScannedStep, app: ScannedApplication, wording: Wording): readonly string[] {
  const calls = step.calledFrom.map(({ file, line }) =>
    wording.say('report/called-from', { place: placeInFile(file, line, null, app) }),
  );
  return [...step.notes.map(({ text }) => text), ...calls];
}
