import type { Step } from '../model/step.ts';
import { argumentTexts } from './arguments.ts';

const containerTool = /^(docker|podman|nerdctl)$/;

/** `docker save`, `podman image load`. */
export function isImageVerb({ name, plain }: Pick<Step, 'name' | 'plain'>, verb: string): boolean {
  if (!containerTool.test(name ?? '')) return false;
  const [first, second] = argumentTexts({ plain });
  return first === verb || (first === 'image' && second === verb);
}
