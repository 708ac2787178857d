import type { ClassifiedStep } from '../model/classified.ts';
import type { Decision } from './decision.ts';
import { manual, replaced } from './decision.ts';
import { imageHandoversOf, loadsSentImage, sendsImage } from './image-handover.ts';
import type { Situation } from './situation.ts';

/** Either end of an image that goes from machine to machine; null for any other step. */
export function decideImage({ step }: ClassifiedStep, situation: Situation): Decision | null {
  const loads = loadsSentImage(step);
  if (!loads && !sendsImage(step)) return null;
  const isHanded = imageHandoversOf(situation).some(({ steps }) => steps.includes(step.id));
  const destination = loads ? 'hook/AfterInstall' : 'buildspec/post_build';
  if (!isHanded) return manual(destination, 'plan/image-by-hand');
  return replaced(destination, loads ? 'plan/image-pulled' : 'plan/image-pushed');
}
