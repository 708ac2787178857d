import type { RuntimeName, RuntimeVersion } from '../model/build-plan.ts';
import type { PlannedStep } from '../model/plan.ts';
import { machineOf } from './evidence.ts';
import { runtimesFor } from './runtimes.ts';
import type { Situation } from './situation.ts';
import { valueText } from './value-text.ts';

/** Languages whose libraries are made for one version of the language. */
const bound: readonly RuntimeName[] = ['nodejs', 'python', 'php', 'ruby'];

/** What serves files, and what runs in images, needs no language on the host; PHP runs in servers. */
const servers = /^(nginx|apache2?|httpd|caddy|haproxy|varnish|docker|containerd)(\.service)?$/;

/**
 * Libraries that each host fetched for itself and that the build fetches now: what runs them there must be
 * of the build's version.
 */
export function hostRuntimes(
  steps: readonly PlannedStep[],
  situation: Situation,
): readonly { readonly runtime: RuntimeVersion; readonly steps: readonly PlannedStep[] }[] {
  const moved = steps.filter(
    ({ classified: { kind, step }, destination, disposition }) =>
      kind === 'install-deps' &&
      disposition === 'converted' &&
      destination?.startsWith('buildspec/') === true &&
      step.place.kind !== 'container' &&
      !isByPath(step) &&
      !/\s-m\s+(venv|virtualenv)\b/.test(step.text) &&
      machineOf(step, situation) === 'host',
  );
  return runtimesFor(moved, situation).flatMap((runtime) => {
    const own = moved.filter((one) =>
      runtimesFor([one], situation).some(({ name }) => name === runtime.name),
    );
    const runsThere = runtime.name === 'php' || steps.some(startsProgram);
    return bound.includes(runtime.name) && runtime.isCarried && runsThere
      ? [{ runtime, steps: own }]
      : [];
  });
}

/** `$TMP/venv/bin/pip`: what it fetches stays where it is. */
function isByPath({ words: [called] }: PlannedStep['classified']['step']): boolean {
  return called !== undefined && valueText(called.value).includes('/');
}

/** It starts something on the host that is no mere server of files. */
function startsProgram({ classified: { kind, step }, destination }: PlannedStep): boolean {
  return (
    /^(start|restart)-service$/.test(kind) &&
    destination?.startsWith('hook/') === true &&
    step.place.kind !== 'container' &&
    !servers.test(step.name ?? '') &&
    !step.plain.some(({ value }) => value.kind === 'literal' && servers.test(value.text))
  );
}
