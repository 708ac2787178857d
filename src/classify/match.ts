import type { Match } from '../model/classified.ts';
import { captureAll } from './capture.ts';
import type { Rule, RuleSet } from './rule.ts';
import type { Subject } from './subject.ts';
import { writtenOnly } from './written-only.ts';

/** Rules that can be about a command, found by its name. */
export interface RuleIndex {
  readonly classes: (names: readonly string[]) => readonly Rule[];
  readonly findings: (names: readonly string[]) => readonly Rule[];
}

const indexes = new WeakMap<RuleSet, RuleIndex>();

/** The index of a rule set, made once: most rules name their commands, and only those are tried. */
export function ruleIndexOf(set: RuleSet): RuleIndex {
  const known = indexes.get(set);
  if (known !== undefined) return known;
  const made = {
    classes: lookup(set.rules.filter(({ classify }) => classify !== null)),
    findings: lookup(set.rules.filter(({ finding }) => finding !== null)),
  };
  indexes.set(set, made);
  return made;
}

function lookup(rules: readonly Rule[]): (names: readonly string[]) => readonly Rule[] {
  const open = rules.filter(({ commands }) => commands === null);
  const named = new Map<string, Rule[]>();
  for (const rule of rules) {
    for (const name of rule.commands ?? []) {
      const list = named.get(name);
      if (list === undefined) named.set(name, [rule]);
      else list.push(rule);
    }
  }
  return (names) => [...new Set([...names.flatMap((name) => named.get(name) ?? []), ...open])];
}

/**
 * Which rule decides. Certain matches stand above possible ones, then `over` and `fallback` count;
 * of several possible ones, those that hold by what is written alone stand above those that hope
 * for an unknown value. When more than one is left, none decides.
 */
export function matchClass(index: RuleIndex, subject: Subject): Match {
  const answers = index
    .classes(subject.names)
    .map((rule) => ({ rule, certainty: rule.test(subject) }));
  for (const certainty of ['yes', 'maybe'] as const) {
    const found = answers
      .filter((answer) => answer.certainty === certainty)
      .map(({ rule }) => rule);
    const left = decisive(found, subject);
    const [only] = left;
    if (only === undefined) continue;
    if (left.length > 1)
      return { kind: 'ambiguous', rules: left.map(({ id }) => id).sort(), certainty };
    return { kind: 'matched', rule: only.id, certainty, captures: captureAll(only, subject) };
  }
  return { kind: 'unmatched' };
}

function decisive(rules: readonly Rule[], subject: Subject): readonly Rule[] {
  const left = withoutOverruled(rules);
  if (left.length < 2) return left;
  const written = writtenOnly(subject);
  const holding = withoutOverruled(rules.filter((rule) => rule.test(written) === 'yes'));
  return holding.length > 0 ? holding : left;
}

function withoutOverruled(rules: readonly Rule[]): readonly Rule[] {
  const overruled = new Set(rules.flatMap(({ over }) => over));
  const left = rules.filter(({ id }) => !overruled.has(id));
  const specific = left.filter(({ fallback }) => !fallback);
  return specific.length > 0 ? specific : left;
}
