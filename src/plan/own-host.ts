import type { Step } from '../model/step.ts';
import { valueText } from './value-text.ts';
import type { Situation } from './situation.ts';
import { environmentsOf } from './host-groups.ts';

/**
 * The step asks a host that it deploys to by that host's own name, and a port that no load balancer has
 * (`curl http://$HOST:8080/health` in the loop over hosts): the host can ask itself.
 */
export function asksOwnHost(step: Step, situation: Situation): boolean {
  const hosts = new Set(
    environmentsOf(situation).flatMap(({ hostGroups }) =>
      hostGroups.flatMap((group) => group.hosts.map(valueText)),
    ),
  );
  const asked = askedHosts(step);
  return asked.length > 0 && asked.every((host) => hosts.has(host));
}

/** What may be the name of a machine in the addresses that the step asks. */
export function askedHosts({ plain }: Step): readonly string[] {
  return plain.flatMap(({ value }) =>
    valueText(value)
      .split('|')
      .flatMap((text) => /^(?:https?:\/\/)?(?:[^@/]*@)?([^:/\s]+)(?::|\/|$)/.exec(text)?.[1] ?? []),
  );
}

/** `curl http://localhost:8080`: the machine that runs the step, whichever that is. */
export function asksLoopback({ plain }: Step): boolean {
  const urls = plain
    .map(({ value }) => valueText(value))
    .filter((text) => /^(https?:\/\/)?[^/]*\w(:\d+)?(\/|$)/.test(text));
  return urls.some((text) =>
    /^(https?:\/\/)?(localhost|127\.\d+\.\d+\.\d+|\[::1\])([:/]|$)/.test(text),
  );
}
