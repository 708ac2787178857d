import type { Step } from '../model/step.ts';
import { argumentTexts, optionValues } from './arguments.ts';
import { baseName, resolvedFrom } from './paths.ts';
import { assumedText } from './value-text.ts';

/**
 * The folder that a checkout fills: its working directory, `-C DIR`, or the target of a clone. Of
 * `git archive HEAD | tar -x -C DIR`, the second half fills it.
 */
export function checkoutFolder(step: Step): string | null {
  const cwd = step.cwd === null ? null : assumedText(step.cwd);
  const chosen = optionValues(step.words, ['-C', '--work-tree', '--directory'])[0];
  const base = chosen === undefined ? cwd : resolvedFrom(cwd, assumedText(chosen));
  const [sub, url, target] = step.plain.map(({ value }) => assumedText(value));
  if (sub !== 'clone') return base;
  if (url === undefined) return base;
  return resolvedFrom(base, target ?? baseName(url).replace(/\.git$/, ''));
}

/** The branch or revision that a checkout asks for, where nobody says another; null when it does not say. */
export function checkoutBranch(step: Step): string | null {
  const [sub, first, second] = step.plain.map(({ value }) => assumedText(value));
  const option = optionValues(step.words, ['-b', '--branch'])[0];
  if (sub === 'clone' && option !== undefined) return known(assumedText(option));
  if (sub === 'pull' || sub === 'fetch') return known(second);
  if (sub === 'checkout' || sub === 'switch') return known(first);
  return sub === 'reset' || sub === 'archive' || sub === 'merge'
    ? known(/^origin\/(.+)$/.exec(first ?? '')?.[1])
    : null;
}

function known(text: string | undefined): string | null {
  return text !== undefined && /^[\w./-]+$/.test(text) && text !== '.' && text !== '--'
    ? text
    : null;
}

/** The address of the repository, where a clone names it. */
export function checkoutRepository(step: Step): string | null {
  const [sub, url] = argumentTexts(step);
  return sub === 'clone' && url !== undefined && !/[$?|]/.test(url) ? url : null;
}
