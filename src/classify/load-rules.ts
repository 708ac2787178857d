import { compileRule, KeyError } from './compile-rule.ts';
import { validateSchema } from './json-schema.ts';
import { RuleError } from './rule.ts';
import type { Rule, RuleFile, RuleProblem, RuleSet } from './rule.ts';
import { keyProblems } from './rule-problems.ts';
import { ruleSchema } from './rule-schema.ts';

/**
 * Checks and compiles all rules. Throws a RuleError that lists every problem of every file: a shape
 * that the schema does not allow, a pattern outside RE2, an id that is not the file's name or that
 * is taken, `over`, `ask` or a sentence that names nothing, a rule that neither classifies nor
 * reports.
 */
export function loadRules(files: readonly RuleFile[]): RuleSet {
  const problems: RuleProblem[] = [];
  const loaded: { readonly rule: Rule; readonly file: RuleFile }[] = [];
  for (const file of files) {
    const rule = soundBefore.get(file) ?? soundRule(file, problems);
    if (rule === null) continue;
    soundBefore.set(file, rule);
    loaded.push({ rule, file });
  }
  const known = new Map<string, Rule>();
  for (const { rule, file } of loaded) {
    const other = known.get(rule.id);
    const text = `'${rule.id}' is also the id of ${other?.path}`;
    if (other !== undefined) problems.push(problemAt(file, '/id', text));
    known.set(rule.id, rule);
  }
  for (const { rule, file } of loaded) {
    for (const { key, text } of keyProblems(rule, known)) problems.push(problemAt(file, key, text));
  }
  if (problems.length > 0) throw new RuleError(problems);
  const rules = loaded.map(({ rule }) => rule).sort((a, b) => (a.id < b.id ? -1 : 1));
  return { rules, byId: known };
}

/** What is right in itself stays so: whoever runs several commands in one process compiles it once. */
const soundBefore = new WeakMap<RuleFile, Rule>();

/** One file's rule; null where it has problems, which are noted. */
function soundRule(file: RuleFile, problems: RuleProblem[]): Rule | null {
  const found = validateSchema(file.data, ruleSchema);
  problems.push(...found.map(({ path, text }) => problemAt(file, path, text)));
  if (found.length > 0) return null;
  try {
    return compileRule(file);
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    problems.push(problemAt(file, error.key, error.message));
    return null;
  }
}

function problemAt({ path, lineOf }: RuleFile, key: string, text: string): RuleProblem {
  return { path, line: lineOf(key), key, text };
}
