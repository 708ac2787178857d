import type { Question } from '../model/classified.ts';
import type { Destination, Disposition, FindingLevel, StepKind } from '../model/kind.ts';
import { plumbingKinds } from '../model/kind.ts';
import type { Translated } from '../model/message.ts';
import { allOf } from './certainty.ts';
import { validateSchema } from './json-schema.ts';
import { compilePattern } from './pattern.ts';
import { predicates } from './predicates/index.ts';
import { compileNames } from './predicates/predicate.ts';
import { RuleError } from './rule.ts';
import type {
  Adjustment,
  Capture,
  Rule,
  RuleClass,
  RuleProblem,
  RuleSet,
  RuleTest,
} from './rule.ts';
import { ruleSchema } from './rule-schema.ts';
import { ruleCode } from './subject.ts';
import type { Test } from './subject.ts';

/** A rule file, its YAML already parsed. Later files may stand above earlier ones by `over`. */
export interface RuleFile {
  readonly path: string;
  readonly data: unknown;
}

/**
 * Checks and compiles all rules. Throws a RuleError that lists every problem of every file: a shape
 * that the schema does not allow, a pattern outside RE2, an id that is not the file's name or that
 * is taken, `over` or `ask` that names nothing, a rule that neither classifies nor reports.
 */
export function loadRules(files: readonly RuleFile[]): RuleSet {
  const problems: RuleProblem[] = [];
  const rules: Rule[] = [];
  for (const file of files) {
    const found = shapeProblems(file);
    problems.push(...found);
    if (found.length === 0) rules.push(...compileRule(file, problems));
  }
  problems.push(...crossProblems(rules));
  if (problems.length > 0) throw new RuleError(problems);
  rules.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { rules, byId: new Map(rules.map((rule) => [rule.id, rule])) };
}

function shapeProblems({ path, data }: RuleFile): readonly RuleProblem[] {
  return validateSchema(data, ruleSchema).map((problem) => ({
    path,
    key: problem.path,
    text: problem.text,
  }));
}

/** The shape of a rule file that keeps to the schema. */
interface WrittenRule {
  readonly id: string;
  readonly title: Translated;
  readonly note?: Translated;
  readonly see?: string;
  readonly match: Readonly<Record<string, unknown>>;
  readonly capture?: Readonly<Record<string, WrittenCapture>>;
  readonly classify?: WrittenClass & { readonly kind: StepKind; readonly confidence: number };
  readonly finding?: { readonly level: FindingLevel; readonly text: Translated };
  readonly adjust?: readonly (WrittenClass & {
    readonly if: unknown;
    readonly note?: Translated;
  })[];
  readonly ask?: readonly WrittenQuestion[];
  readonly over?: readonly string[];
  readonly fallback?: boolean;
  readonly tests: readonly {
    readonly sh: string;
    readonly expect: RuleTest['expect'];
    readonly why?: string;
  }[];
}

interface WrittenCapture {
  readonly arg?: 'first' | 'last' | 'match' | number;
  readonly flag?: unknown;
  readonly all?: boolean;
  readonly regex?: string;
}

interface WrittenClass {
  readonly kind?: StepKind;
  readonly destination?: Destination;
  readonly disposition?: Disposition;
  readonly confidence?: number;
  readonly effort?: string;
  readonly ask?: string | readonly string[];
}

interface WrittenQuestion {
  readonly id: string;
  readonly type: Question['type'];
  readonly text: Translated;
  readonly default?: string;
  readonly choices?: readonly string[];
}

function compileRule({ path, data }: RuleFile, problems: RuleProblem[]): readonly Rule[] {
  const written = data as WrittenRule;
  try {
    return [ruleOf(path, written)];
  } catch (error) {
    // RE2's own words name the part of the pattern that it refuses.
    problems.push({ path, key: '', text: error instanceof Error ? error.message : String(error) });
    return [];
  }
}

function ruleOf(path: string, written: WrittenRule): Rule {
  const questions = (written.ask ?? []).map((question) => questionOf(written.id, question));
  return {
    id: written.id,
    path,
    title: written.title,
    note: written.note ?? null,
    see: written.see ?? null,
    commands: commandsOf(written.match['command']),
    written: written.match,
    test: compileCondition(written.match),
    captures: Object.fromEntries(
      Object.entries(written.capture ?? {}).map(([name, capture]) => [name, captureOf(capture)]),
    ),
    classify: written.classify === undefined ? null : classOf(written.classify),
    finding: written.finding ?? null,
    adjust: (written.adjust ?? []).map(adjustmentOf),
    questions: Object.fromEntries(questions.map((question) => [question.id, question])),
    over: written.over ?? [],
    fallback: written.fallback ?? false,
    tests: written.tests.map(({ sh, expect, why }) => ({ sh, expect, why: why ?? null })),
  };
}

const byKey = new Map(predicates.map((predicate) => [predicate.key, predicate]));

/** Compiles a condition that keeps to the schema: all of its keys must hold. */
export function compileCondition(data: unknown): Test {
  const tests = Object.entries(data as Readonly<Record<string, unknown>>).map(([key, value]) => {
    const predicate = byKey.get(key);
    if (predicate === undefined) throw new Error(`no condition '${key}'`);
    return predicate.compile(value, compileCondition);
  });
  return (subject) => allOf(lazily(tests, subject));
}

function* lazily(
  tests: readonly Test[],
  subject: Parameters<Test>[0],
): Generator<ReturnType<Test>> {
  for (const test of tests) yield test(subject);
}

/** Names that a rule can be looked up by; null when a pattern or no name stands there. */
function commandsOf(data: unknown): readonly string[] | null {
  if (data === undefined) return null;
  const names = (Array.isArray(data) ? data : [data]).map(String);
  return names.some((name) => name.startsWith('^')) ? null : names;
}

function captureOf(written: WrittenCapture): Capture {
  const pattern = written.regex === undefined ? null : compilePattern(written.regex);
  if (written.arg !== undefined) return { from: 'arg', at: written.arg, pattern };
  return { from: 'flag', matches: compileNames(written.flag), all: written.all ?? false, pattern };
}

function classOf(written: NonNullable<WrittenRule['classify']>): RuleClass {
  const plumbing = (plumbingKinds as readonly string[]).includes(written.kind);
  return {
    kind: written.kind,
    destination: plumbing ? null : (written.destination ?? null),
    disposition: plumbing ? null : (written.disposition ?? null),
    confidence: written.confidence,
    effort: minutesOf(written.effort) ?? 0,
    ask: asList(written.ask),
  };
}

function adjustmentOf(written: NonNullable<WrittenRule['adjust']>[number]): Adjustment {
  return {
    test: compileCondition(written.if),
    kind: written.kind ?? null,
    destination: written.destination ?? null,
    disposition: written.disposition ?? null,
    confidence: written.confidence ?? null,
    effort: minutesOf(written.effort),
    note: written.note ?? null,
    ask: asList(written.ask),
  };
}

function questionOf(rule: string, written: WrittenQuestion): Question {
  return {
    id: written.id,
    type: written.type,
    text: { code: `${ruleCode(rule)}/${written.id}`, params: {}, said: written.text },
    default: written.default ?? null,
    choices: written.choices ?? [],
  };
}

function asList(data: string | readonly string[] | undefined): readonly string[] {
  if (data === undefined) return [];
  return typeof data === 'string' ? [data] : data;
}

/** Minutes of an ISO 8601 duration of hours and minutes. */
function minutesOf(duration: string | undefined): number | null {
  if (duration === undefined) return null;
  const found = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration);
  return Number(found?.[1] ?? 0) * 60 + Number(found?.[2] ?? 0);
}

/** What can only be seen over all files. */
function crossProblems(rules: readonly Rule[]): readonly RuleProblem[] {
  const ids = new Set(rules.map(({ id }) => id));
  const seen = new Map<string, string>();
  const problems: RuleProblem[] = [];
  for (const rule of rules) {
    const say = (key: string, text: string): void =>
      void problems.push({ path: rule.path, key, text });
    const other = seen.get(rule.id);
    if (other !== undefined) say('/id', `'${rule.id}' is also the id of ${other}`);
    seen.set(rule.id, rule.path);
    if (!rule.path.endsWith(`${rule.id}.yaml`))
      say('/id', `'${rule.id}' is not what the file is called`);
    if (rule.classify === null && rule.finding === null)
      say('', "'classify' or 'finding' is missing");
    for (const id of rule.over) if (!ids.has(id)) say('/over', `no rule '${id}'`);
    for (const [at, id] of asked(rule))
      if (!Object.hasOwn(rule.questions, id)) say(at, `no question '${id}'`);
    if (needsDestination(rule)) say('/classify', "'destination' and 'disposition' are missing");
  }
  return problems;
}

function asked(rule: Rule): readonly (readonly [string, string])[] {
  return [
    ...(rule.classify?.ask ?? []).map((id) => ['/classify/ask', id] as const),
    ...rule.adjust.flatMap(({ ask }, index) =>
      ask.map((id) => [`/adjust/${index}/ask`, id] as const),
    ),
  ];
}

function needsDestination({ classify }: Rule): boolean {
  if (classify === null || (plumbingKinds as readonly string[]).includes(classify.kind))
    return false;
  return classify.destination === null || classify.disposition === null;
}
