import type { ClassifiedStep } from '../model/classified.ts';
import { machineOf } from './evidence.ts';
import { argumentTexts } from './arguments.ts';
import type { Decision } from './decision.ts';
import { replaced } from './decision.ts';
import type { Situation } from './situation.ts';

const switchRule = 'hosts/home-made-blue-green';
const proxies = /^(nginx|apachectl|apache2ctl|httpd|haproxy|caddy|systemctl|service)$/;

/**
 * The switch between two colours on one host, and what follows it: the reload of the proxy, the end of the
 * old colour. The load balancer moves traffic, and CodeDeploy ends what it replaced. Null for other steps.
 */
export function decideColours(classified: ClassifiedStep, situation: Situation): Decision | null {
  const { steps, findings } = situation.classification;
  const switches = findings.flatMap(({ rule, step }) => (rule === switchRule ? (step ?? []) : []));
  if (switches.length === 0 || machineOf(classified.step, situation) !== 'host') return null;
  const first = steps.findIndex(({ step }) => switches.includes(step.id));
  const at = steps.indexOf(classified);
  const isSwitch = switches.includes(classified.step.id);
  const follows =
    at > first &&
    (classified.kind === 'stop-service' ||
      removesContainer(classified) ||
      (['restart-service', 'test'].includes(classified.kind) &&
        proxies.test(classified.step.name ?? '')));
  return isSwitch || follows ? replaced('infrastructure', 'plan/colours') : null;
}

function removesContainer({ kind, step }: ClassifiedStep): boolean {
  return (
    kind === 'cleanup' &&
    /^(docker|podman)$/.test(step.name ?? '') &&
    argumentTexts(step)[0] === 'rm'
  );
}
