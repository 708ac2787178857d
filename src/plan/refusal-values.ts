/** What is known of the values that a condition reads on which a script gives up. */
import type { Step } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import { variablesIn } from '../trace/condition.ts';
import { envFileParameters } from './env-file.ts';
import { isFrom } from './refusal-topic.ts';
import { namesSecret } from './secret-names.ts';
import type { Situation } from './situation.ts';

/** The names that a condition reads, and those that they are worked out from. */
export function namesBehind(reads: readonly string[], { trace }: Situation): ReadonlySet<string> {
  const names = new Set(reads);
  for (const name of names)
    for (const { name: set, file, span } of trace.assignments)
      if (set === name)
        for (const read of variablesIn(
          trace.sources.get(file)?.text.slice(span.start, span.end) ?? '',
        ))
          names.add(read);
  return names;
}

/** The value is the script's own: nobody has to be asked for it, and no other machine. */
export function isKnown(name: string, step: Step, situation: Situation): boolean {
  const { trace, files, classification } = situation;
  // What comes from the Parameter Store is the text itself, and no file.
  const isSecret =
    classification.secrets.some((secret) => secret.name === name) ||
    namesSecret(name, trace) ||
    [...envFileParameters(files).values()].includes(name);
  if (isSecret || /^[0-9@*#]$/.test(name)) return false;
  const settings = trace.assignments.filter((one) => one.name === name);
  if (settings.length === 0) return /^(HOME|PWD)$/.test(name) || name === step.loop?.variable;
  return settings.every(
    ({ file, span, value }) => isOwn(value) && !asksHost(file, span, situation),
  );
}

function isOwn(value: Value): boolean {
  if (value.kind === 'concat') return value.parts.every(isOwn);
  // `${COMPOSE_FILE:-compose.yml}`: the default holds.
  if (value.kind === 'one-of')
    return (
      value.values.some(isOwn) &&
      value.values.every((one) => isOwn(one) || isFrom(one, ['environment']))
    );
  return value.kind === 'literal' || value.kind === 'output' || value.kind === 'identity';
}

function asksHost(
  file: string,
  span: { start: number; end: number },
  situation: Situation,
): boolean {
  return situation.classification.steps.some(
    ({ step }) =>
      step.place.kind === 'remote' &&
      step.span.file === file &&
      span.start < step.span.start &&
      step.span.end <= span.end,
  );
}
