import type { ClassifiedStep } from '../model/classified.ts';
import { commandHead } from './arguments.ts';
import type { Decision } from './decision.ts';
import { manual, replaced } from './decision.ts';
import { machineOf } from './evidence.ts';
import { imageHandoversOf, loadsSentImage, sendsImage } from './image-handover.ts';
import { isImageVerb } from './image-verb.ts';
import type { Situation } from './situation.ts';

/**
 * What gives an image to a cluster on the machine of the person who deploys, where no registry stands
 * between. Sources: https://minikube.sigs.k8s.io/docs/handbook/pushing/,
 * https://kind.sigs.k8s.io/docs/user/quick-start/#loading-an-image-into-your-cluster
 */
const localCluster =
  /^(minikube (image load|cache add|docker-env)|kind load (docker-image|image-archive)|k3d images? import)\b/;

/**
 * Either end of an image that goes from machine to machine, and what only serves its archive; null for
 * any other step.
 */
export function decideImage({ step }: ClassifiedStep, situation: Situation): Decision | null {
  if (localCluster.test(commandHead(step, 3)) && machineOf(step, situation) === 'build')
    return manual('buildspec/post_build', 'plan/image-for-local-cluster');
  const isHanded = imageHandoversOf(situation).some(({ steps }) => steps.includes(step.id));
  const loads = isImageVerb(step, 'load');
  if (isHanded) {
    if (loads) return replaced('hook/AfterInstall', 'plan/image-pulled');
    return isImageVerb(step, 'save')
      ? replaced('buildspec/post_build', 'plan/image-pushed')
      : replaced('none', 'plan/image-needs-no-archive');
  }
  if (!loadsSentImage(step) && !sendsImage(step)) return null;
  return manual(loads ? 'hook/AfterInstall' : 'buildspec/post_build', 'plan/image-by-hand');
}
