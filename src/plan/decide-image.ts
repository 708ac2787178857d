import type { ClassifiedStep } from '../model/classified.ts';
import type { Decision } from './decision.ts';
import { manual, replaced } from './decision.ts';
import { imageHandoversOf, loadsSentImage, sendsImage } from './image-handover.ts';
import { isImageVerb } from './image-verb.ts';
import type { Situation } from './situation.ts';

/**
 * Either end of an image that goes from machine to machine, and what only serves its archive; null for
 * any other step.
 */
export function decideImage({ step }: ClassifiedStep, situation: Situation): Decision | null {
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
