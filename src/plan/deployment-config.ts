import type { DeploymentConfig } from '../model/deployment.ts';
import type { Evidence } from './evidence.ts';
import { isEffectful, machineOf } from './evidence.ts';
import { say } from './say.ts';

/**
 * How many hosts at a time: one after another, as a loop does it, unless the script sends its
 * commands to the background. Source:
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
 */
export function deploymentConfigOf(evidence: Evidence): DeploymentConfig {
  const onHost = evidence.classification.steps.filter(
    (step) => isEffectful(step) && machineOf(step.step, evidence) === 'host',
  );
  const parallel = onHost.some(
    ({ step }) => step.background && step.loop !== null && step.place.kind === 'remote',
  );
  return parallel
    ? { name: 'CodeDeployDefault.AllAtOnce', because: say('plan/all-at-once') }
    : { name: 'CodeDeployDefault.OneAtATime', because: say('plan/one-at-a-time') };
}
