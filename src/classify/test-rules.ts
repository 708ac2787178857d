import type { Classification, ClassifiedStep } from '../model/classified.ts';
import type { Application } from '../model/fleet.ts';
import { plumbingKinds } from '../model/kind.ts';
import type { Lore } from '../model/lore.ts';
import type { Trace } from '../model/trace.ts';
import { traceApplication } from '../trace/trace-application.ts';
import { classifyTrace } from './classify-trace.ts';
import { createRedaction } from './redaction.ts';
import type { Rule, RuleSet, RuleTest } from './rule.ts';
import { factOf } from './test-facts.ts';

/** How one example of a rule came out. */
export interface RuleTestResult {
  readonly rule: string;
  readonly path: string;
  /** 1-based line of the example in the rule's file. */
  readonly line: number;
  readonly sh: string;
  readonly passed: boolean;
  /** What is otherwise than expected; empty when it passed. */
  readonly problems: readonly string[];
}

/**
 * Runs every example of every rule, or of one: each is traced and classified as a script of its own.
 * An example may be cut from a real script: what is told of it holds no secret.
 */
export function testRules(rules: RuleSet, lore: Lore, only?: string): readonly RuleTestResult[] {
  const tested = rules.rules.filter(({ id }) => only === undefined || id === only);
  return tested.flatMap((rule) =>
    rule.tests.map((example) => {
      const trace = traceText(example.sh, lore);
      const found = classifyTrace(trace, rules, lore);
      const { redact } = createRedaction(found.secrets, trace.sources);
      const problems = problemsOf(rule, example, found);
      return {
        rule: rule.id,
        path: rule.path,
        line: example.line,
        sh: redact(example.sh),
        passed: problems.length === 0,
        problems: problems.map(redact),
      };
    }),
  );
}

/** The classification of a script that stands alone in its application. */
export function classifyText(sh: string, rules: RuleSet, lore: Lore): Classification {
  return classifyTrace(traceText(sh, lore), rules, lore);
}

/** The trace of a script that stands alone in its application. */
export function traceText(sh: string, lore: Lore): Trace {
  const file = 'app/deploy.sh';
  const application: Application = {
    name: 'app',
    root: 'app',
    scripts: [{ file, text: sh.endsWith('\n') ? sh : `${sh}\n`, encoding: 'utf-8', shell: 'bash' }],
    files: [file],
    diagnostics: [],
  };
  return traceApplication(application, () => null, lore);
}

/** What is otherwise than an example of a rule expects; empty when it holds. */
export function problemsOf(
  rule: Rule,
  { expect }: RuleTest,
  found: Classification,
): readonly string[] {
  const clashes = found.steps.flatMap(({ match }) =>
    match.kind === 'ambiguous' && match.certainty === 'yes'
      ? [`claimed by ${match.rules.join(' and ')}: one of them needs 'over' or a narrower 'match'`]
      : [],
  );
  const mine = found.steps.filter((step) => step.rule === rule.id);
  const reports = found.findings.some((finding) => finding.rule === rule.id);
  if (expect === 'none') {
    const hit = rule.classify === null ? reports : mine.length > 0;
    return [...(hit ? ['applies, though it should not'] : []), ...clashes];
  }
  if (expect === 'finding') return reports ? clashes : ['reports nothing', ...clashes];
  const named = expect['rule'];
  const claimsRule =
    rule.classify !== null &&
    (named === rule.id || (named === undefined && !namesOther(rule, expect)));
  const step = claimsRule ? mine[0] : firstOf(found.steps, expect);
  if (step === undefined) return [`does not apply; found ${describe(found)}`, ...clashes];
  return [
    ...clashes,
    ...Object.entries(expect).flatMap(([key, value]) => difference(step, key, value)),
  ];
}

/** An example of another kind than the rule gives is a near miss: what decides there is another rule. */
function namesOther(rule: Rule, expect: Readonly<Record<string, string | number>>): boolean {
  const kinds = [rule.classify?.kind, ...rule.adjust.map(({ kind }) => kind)];
  return expect['kind'] !== undefined && !kinds.some((kind) => kind === expect['kind']);
}

function firstOf(
  steps: readonly ClassifiedStep[],
  expect: Readonly<Record<string, string | number>>,
): ClassifiedStep | undefined {
  const isPlumbing = ({ kind }: ClassifiedStep): boolean =>
    (plumbingKinds as readonly string[]).includes(kind);
  const wantsPlumbing = (plumbingKinds as readonly string[]).includes(String(expect['kind']));
  if (wantsPlumbing) return steps.find(({ kind }) => kind === expect['kind']) ?? steps[0];
  return steps.find((step) => !isPlumbing(step));
}

function difference(
  step: ClassifiedStep,
  key: string,
  expected: string | number,
): readonly string[] {
  const actual = factOf(step, key);
  return String(actual) === String(expected)
    ? []
    : [`${key}: expected ${expected}, found ${String(actual)}`];
}

function describe({ steps }: Classification): string {
  return steps
    .map(
      ({ step, kind, rule }) =>
        `${step.name ?? step.form}: ${kind}${rule === null ? '' : ` (${rule})`}`,
    )
    .join('; ');
}
