import type { Value } from '../model/value.ts';
import { captureGroups, matchValue } from './pattern.ts';
import { argumentAt } from './predicates/words.ts';
import type { Capture, Rule } from './rule.ts';
import type { Subject } from './subject.ts';

/**
 * What a rule's captures find in a step, by name; a pattern's named groups stand under
 * `name.group`, every value of an `all` capture under `name.0`, `name.1` …
 */
export function captureAll(rule: Rule, subject: Subject): Readonly<Record<string, Value>> {
  const found: Record<string, Value> = {};
  for (const [name, capture] of Object.entries(rule.captures)) {
    valuesOf(capture, subject).forEach((value, index) => {
      const key = capture.from === 'flag' && capture.all ? `${name}.${index}` : name;
      Object.assign(found, withGroups(key, value, capture));
    });
  }
  return found;
}

function valuesOf(capture: Capture, { command }: Subject): readonly Value[] {
  if (capture.from === 'arg') {
    const { at, pattern } = capture;
    const value =
      at === 'match'
        ? command.arguments.find(
            (word) => pattern !== null && matchValue(word.value, pattern) !== 'no',
          )?.value
        : argumentAt(command.arguments, at)?.value;
    return value === undefined ? [] : [value];
  }
  const options = command.options.filter(({ name }) => capture.matches(name));
  const values = options.map(({ name, value }): Value => value ?? { kind: 'literal', text: name });
  return capture.all ? values : values.slice(0, 1);
}

function withGroups(
  name: string,
  value: Value,
  { pattern }: Capture,
): Readonly<Record<string, Value>> {
  if (pattern === null) return { [name]: value };
  const groups = captureGroups(value, pattern);
  if (groups === null) return {};
  return Object.fromEntries(
    Object.entries(groups).map(([group, part]) => [group === '' ? name : `${name}.${group}`, part]),
  );
}
