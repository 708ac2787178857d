import type { Lore } from '../model/lore.ts';
import type { Trace } from '../model/trace.ts';
import { classifyTrace } from './classify-trace.ts';
import { compileRule } from './compile-rule.ts';
import { loadRules } from './load-rules.ts';
import type { Rule, RuleFile, RuleSet, RuleTest } from './rule.ts';
import { subjectsOf, withKinds } from './subject.ts';
import type { Subject } from './subject.ts';
import { problemsOf, traceText } from './test-rules.ts';

/** The rules with one of them replaced, asked whether their examples still hold. */
export interface RuleTrial {
  /** Whether some example fails when the rule of the same id is this one. */
  readonly notices: (data: unknown) => boolean;
}

interface Example {
  readonly rule: Rule;
  readonly test: RuleTest;
  readonly trace: Trace;
  readonly subjects: readonly Subject[];
}

/**
 * Tries out changes of single rules. What an example does never changes, so each is traced once, and
 * only the examples for which the changed rule answers otherwise are classified again. Examples of
 * rules that are not asked are left out, for a quick answer that errs towards not noticing.
 */
export function createRuleTrial(
  files: readonly RuleFile[],
  lore: Lore,
  isAsked: (id: string) => boolean = () => true,
): RuleTrial {
  const set = loadRules(files);
  const examples = set.rules
    .filter(({ id }) => isAsked(id))
    .flatMap((rule) => rule.tests.map((test) => exampleOf(rule, test, set, lore)));
  const about = examplesByName(examples);
  return {
    notices(data) {
      const { id } = data as { readonly id: string };
      const file = files.find((one) => idOf(one) === id);
      const before = set.byId.get(id);
      if (file === undefined || before === undefined) throw new Error(`no rule is called ${id}`);
      const mutant = compileRule({ ...file, data });
      const changed = replaced(set, mutant);
      return about([before, mutant])
        .filter((example) => isTouched(example, before, mutant))
        .some(({ rule, test, trace }) => {
          const asked = rule.id === id ? mutant : rule;
          return problemsOf(asked, test, classifyTrace(trace, changed, lore)).length > 0;
        });
    },
  };
}

function idOf({ data }: RuleFile): string {
  return (data as { readonly id: string }).id;
}

function exampleOf(rule: Rule, test: RuleTest, set: RuleSet, lore: Lore): Example {
  const trace = traceText(test.sh, lore);
  const { steps } = classifyTrace(trace, set, lore);
  return { rule, test, trace, subjects: withKinds(subjectsOf(trace, lore), steps) };
}

/** Finds the examples that hold a command which one of some rules can be about, in order. */
function examplesByName(
  examples: readonly Example[],
): (rules: readonly Rule[]) => readonly Example[] {
  const named = new Map<string, Set<Example>>();
  for (const example of examples) {
    for (const name of example.subjects.flatMap(({ names }) => names))
      named.set(name, (named.get(name) ?? new Set()).add(example));
  }
  return (rules) => {
    const names = rules.map(({ commands }) => commands);
    if (names.includes(null)) return examples;
    return [
      ...new Set(
        names.flatMap((list) => list ?? []).flatMap((name) => [...(named.get(name) ?? [])]),
      ),
    ];
  };
}

/** The rule answers otherwise for some step, or it may apply and says something else. */
function isTouched({ subjects }: Example, before: Rule, after: Rule): boolean {
  const sameMatch = before.written === after.written;
  return subjects.some((subject) => {
    if (!isAbout(before, subject) && !isAbout(after, subject)) return false;
    const answer = after.test(subject);
    return sameMatch ? answer !== 'no' : answer !== before.test(subject);
  });
}

function isAbout({ commands }: Rule, { names }: Subject): boolean {
  return commands === null || names.some((name) => commands.includes(name));
}

function replaced({ rules, byId }: RuleSet, rule: Rule): RuleSet {
  return {
    rules: rules.map((one) => (one.id === rule.id ? rule : one)),
    byId: new Map(byId).set(rule.id, rule),
  };
}
