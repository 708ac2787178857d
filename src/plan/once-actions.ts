import type { OnceAction } from '../model/deployment.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { ClassifiedStep } from '../model/classified.ts';
import type { Step } from '../model/step.ts';
import type { Trace } from '../model/trace.ts';
import { alternativesOf, textOf } from '../shell/value.ts';
import { optionValues } from './arguments.ts';
import { dumpTools, feedsInto } from './decide-data.ts';
import { jobNameOf } from './job-name.ts';
import { resolvedFrom } from './paths.ts';
import { isPublicHost, privateHostsOf } from './private-hosts.ts';
import { runtimesFor } from './runtimes.ts';
import { textOfStep } from './step-text.ts';
import type { Situation } from './situation.ts';
import { goesOverSsh } from './ssh-tools.ts';
import { valueText } from './value-text.ts';

const needsNetwork = ['db-migrate', 'backup', 'cache-clear', 'config-write'];
/** Actions that look at the result, whatever the script's order. */
const afterwards = ['Smoke', 'PurgeCache', 'Invalidate', 'Tag', 'Marker'];

/** Pipeline actions of their own, in the order of their first step; the approval has its own place. */
export function onceActionsOf(
  steps: readonly PlannedStep[],
  situation: Situation,
): readonly OnceAction[] {
  const byName = new Map<string, PlannedStep[]>();
  for (const step of steps) {
    const name = jobNameOf(step.destination);
    // The action of a platform replaces steps and runs none.
    const isAction =
      step.destination?.startsWith('deploy/') === true && step.disposition !== 'converted';
    if (name === null || isAction) continue;
    const list = byName.get(name) ?? [];
    list.push(step);
    byName.set(name, list);
  }
  // An action that a person has to do entirely is in the runbook; a job without commands does nothing.
  const actions = [...byName].filter(([, list]) =>
    list.some(({ disposition }) => disposition === 'converted'),
  );
  return actions.map(([name, list]) => ({
    name,
    when:
      afterwards.includes(name) || list.every((step) => isLate(step, situation))
        ? 'after-deploy'
        : 'before-deploy',
    needsNetwork:
      privateHostsOf(list, situation).length > 0 ||
      list.some(
        ({ classified: { kind, step } }) =>
          (needsNetwork.includes(kind) && !isOutside(step)) || goesOverSsh(step),
      ),
    privateHosts: privateHostsOf(list, situation),
    environments: [
      ...new Set(list.flatMap(({ classified }) => classified.step.environments)),
    ].sort(),
    runtimes: runtimesFor(list, situation),
    keeps: [...new Set(list.flatMap(({ classified }) => dumpFilesOf(classified, situation)))],
    steps: list.map(({ classified }) => classified.step.id),
  }));
}

/** What it talks to lies outside of every network: AWS itself, a service of the internet. */
function isOutside(step: Step): boolean {
  if (step.name === 'aws') return true;
  if (!/^(curl|wget|http|https)$/.test(step.name ?? '')) return false;
  const hosts = [...textOfStep(step).matchAll(/https?:\/\/(?:[^@/\s"']*@)?([^/:\s"'|;)]+)/g)].map(
    ([, host = '']) => host,
  );
  return hosts.length > 0 && hosts.every(isPublicHost);
}

/** Where a dump is written: patterns, with a star for what only a run knows. */
function dumpFilesOf(
  { kind, step }: ClassifiedStep,
  { trace, classification }: Situation,
): readonly string[] {
  if (kind !== 'backup') return [];
  const filter = classification.steps.find((one) => feedsInto(step, one.step))?.step;
  const written = [...step.redirections, ...(filter?.redirections ?? [])];
  const redirected = written.flatMap(({ operator, target }) =>
    /^>[>|]?$/.test(operator) && target !== null ? [target] : [],
  );
  const named = dumpTools.test(step.name ?? '') ? optionValues(step.words, fileOptions) : [];
  const known = [...redirected, ...named].flatMap((value) => alternativesOf(value)).map(valueText);
  return [...known, ...(known.length === 0 ? pipedTo(step, trace) : [])]
    .map((path) => resolvedFrom(null, path).replace(unknownPart, '*'))
    .filter((path) => /^[\w./*@%+-]+$/.test(path) && !/^(\*|\/dev\/)/.test(path));
}

/** `mysqldump shop | gzip > FILE`: the filter's redirection is no step's. */
function pipedTo({ covers, pipeline }: Step, trace: Trace): readonly string[] {
  if (pipeline === null || pipeline.after.length === 0) return [];
  const texts = covers.map(
    ({ file, start, end }) =>
      trace.sources
        .get(file)
        ?.text.slice(start, end)
        .replace(/\$\([^()]*\)|`[^`]*`/g, '*') ?? '',
  );
  return texts.flatMap((text) =>
    [...text.matchAll(/(?<![0-9>&])>\s*["']?([^"'\s;|&<>()]+)/g)].map(([, path = '']) =>
      path.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => constantOf(name, trace) ?? whole),
    ),
  );
}

function constantOf(name: string, { assignments }: Trace): string | null {
  const texts = assignments.filter((use) => use.name === name).map(({ value }) => textOf(value));
  const [first = null] = texts;
  return texts.every((text) => text === first) ? first : null;
}

const fileOptions = ['-f', '--file', '-r', '--result-file', '-o', '--out', '--archive'];
const unknownPart = /(\$\([^)]*\)|\$\w+|\?|\*)+/g;

function isLate({ classified }: PlannedStep, { positions }: Situation): boolean {
  const position = positions.get(classified.step.id);
  return position === 'started' || position === 'checked';
}
