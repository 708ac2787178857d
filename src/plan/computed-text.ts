/** Code that a script only has as text when it runs: `eval "$POST_DEPLOY"`, `ssh host "$(grep … roles.conf)"`. */
import type { Message } from '../model/message.ts';
import type { Step } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import { say } from './say.ts';

/** What they print stands in a file, written by a person. */
const readers = /^(cat|grep|egrep|sed|awk|cut|head|tail|jq|yq)\s/;

/** Who gives the text, where the word says so; null for any other step. */
export function computedText({ unresolved, words }: Step): Message | null {
  const text = unresolved === 'dynamic-text' ? words.at(-1)?.value : undefined;
  if (text === undefined) return null;
  const [origin, ...others] = originsOf(text);
  if (origin === undefined || others.length > 0) return null;
  if (origin.kind === 'output' && readers.test(origin.command))
    return say('plan/unresolved-text-printed', { command: origin.command.replace(/\s+/g, ' ') });
  return origin.kind === 'variable' && origin.suppliedBy === 'environment'
    ? say('plan/unresolved-text-handed', { name: origin.name })
    : null;
}

function originsOf(value: Value): readonly Value[] {
  if (value.kind === 'one-of') return value.values.flatMap(originsOf);
  return value.kind === 'literal' ? [] : [value];
}
