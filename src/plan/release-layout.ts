import type { ClassifiedStep } from '../model/classified.ts';
import type { ReleaseLayout } from '../model/deployment.ts';
import type { Word } from '../model/value.ts';
import type { Evidence } from './evidence.ts';
import { isEffectful, machineOf } from './evidence.ts';
import { isKnownAbsolute, resolvedFrom } from './paths.ts';
import { valueText } from './value-text.ts';
import { writtenWord } from './written-word.ts';

/**
 * A directory per release and a link to the live one (`releases/20240101` and `current`). CodeDeploy
 * keeps revisions by itself, so that the live path becomes the one destination.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html
 */
export function releaseLayoutOf(evidence: Evidence): ReleaseLayout | null {
  const switches = evidence.classification.steps.filter(
    (step) =>
      step.kind === 'symlink-switch' &&
      isEffectful(step) &&
      machineOf(step.step, evidence) === 'host',
  );
  const links = switches.flatMap((step) => {
    const link = linkOf(step);
    return link === null ? [] : [link];
  });
  const [first] = links;
  if (first === undefined) return null;
  // `ln -s new current.tmp && mv -T current.tmp current`: the last name is the live one.
  const live =
    links.filter(({ target }) => links.some(({ live: made }) => made === target)).at(-1)?.live ??
    first.live;
  const words = links
    .map(({ word }) => writtenWord(word, evidence.trace))
    .filter((text) => text !== null);
  const targets = new Set(links.map(({ target }) => target));
  // Whatever a word says, a variable that holds the release's directory names it.
  const holders = evidence.trace.assignments.flatMap(({ name, value }) =>
    targets.has(valueText(value)) ? [name] : [],
  );
  const named = words.flatMap((text) => /^\$\{?(\w+)\}?$/.exec(text)?.[1] ?? []);
  const variables = new Set([...named, ...holders]);
  return {
    live,
    variables: [...variables].sort(),
    spellings: [...new Set(words.filter((text) => !/^\$\{?\w+\}?$/.test(text)))].sort(),
    directories: [...new Set(links.map(({ target }) => target))].sort(),
    steps: switches.map(({ step }) => step.id),
  };
}

interface Link {
  readonly live: string;
  readonly target: string;
  readonly word: Word;
}

function linkOf({ step }: ClassifiedStep): Link | null {
  const [target, link] = step.plain;
  if (target === undefined || link === undefined) return null;
  const base = step.cwd === null ? null : valueText(step.cwd);
  const live = resolvedFrom(base, valueText(link.value));
  const to = resolvedFrom(base, valueText(target.value));
  // The release's directory is new each time: something in its name is known at run time only.
  const isNew = /[$?|]/.test(to) || step.name === 'mv';
  return isKnownAbsolute(live) && isNew ? { live, target: to, word: target } : null;
}
