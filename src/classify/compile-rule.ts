import type { Question } from '../model/classified.ts';
import { plumbingKinds } from '../model/kind.ts';
import type { Language, Translated } from '../model/message.ts';
import { compileCondition } from './compile-condition.ts';
import { frenchTypography } from './french.ts';
import { compilePattern } from './pattern.ts';
import { compileNames } from './predicates/predicate.ts';
import { taskRunners } from '../trace/task-names.ts';
import type { Adjustment, Capture, Rule, RuleClass, RuleFile, RuleFinding } from './rule.ts';
import { ruleCode } from './subject.ts';
import type {
  WrittenCapture,
  WrittenFinding,
  WrittenQuestion,
  WrittenRule,
} from './written-rule.ts';

/** A problem of one key of a rule, which the key's value itself does not tell. */
export class KeyError extends Error {
  readonly key: string;

  constructor(key: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause));
    this.name = 'KeyError';
    this.key = key;
  }
}

/**
 * A rule that keeps to the schema, compiled. Throws a KeyError where a pattern is none: RE2's own
 * words name the part that it refuses.
 */
export function compileRule({ path, data, lineOf }: RuleFile): Rule {
  const written = data as WrittenRule;
  const questions = (written.ask ?? []).map((question) => questionOf(written.id, question));
  return {
    id: written.id,
    path,
    title: printed(written.title),
    note: written.note === undefined ? null : printed(written.note),
    see: written.see ?? null,
    commands: commandsOf(written.match),
    written: written.match,
    test: at('/match', () => compileCondition(written.match)),
    captures: Object.fromEntries(
      Object.entries(written.capture ?? {}).map(([name, capture]) => [
        name,
        at(`/capture/${name}`, () => captureOf(capture)),
      ]),
    ),
    classify: written.classify === undefined ? null : classOf(written.classify),
    finding: written.finding === undefined ? null : findingOf(written.finding),
    adjust: (written.adjust ?? []).map((one, index) =>
      at(`/adjust/${index}`, () => adjustmentOf(one)),
    ),
    questions: Object.fromEntries(questions.map((question) => [question.id, question])),
    over: written.over ?? [],
    fallback: written.fallback ?? false,
    tests: written.tests.map(({ sh, expect, why }, index) => ({
      sh,
      expect,
      why: why ?? null,
      // Looked up by the slow reader of YAML, so only for whoever runs the tests.
      get line() {
        return lineOf(`/tests/${index}`);
      },
    })),
  };
}

function at<Result>(key: string, compile: () => Result): Result {
  try {
    return compile();
  } catch (error) {
    throw new KeyError(key, error);
  }
}

function printed({ en, fr }: Translated): Translated {
  return { en, fr: frenchTypography(fr) };
}

/** One text of three sentences. */
function findingOf({ level, at = 'step', text, why, fix }: WrittenFinding): RuleFinding {
  const parts = [text, why, fix].filter((part) => part !== undefined);
  const joined = (language: Language): string => {
    const [only, ...more] = parts.map((part) => part[language].replace(/[.\s]+$/, ''));
    return more.length === 0 ? (only ?? '') : `${[only, ...more].join('. ')}.`;
  };
  return { level, at, text: printed({ en: joined('en'), fr: joined('fr') }) };
}

type Condition = Readonly<Record<string, unknown>>;

/** Names that a rule can be looked up by; null when the condition may hold for any command. */
function commandsOf({ command, task, any, all }: Condition): readonly string[] | null {
  if (command !== undefined) {
    const names = (Array.isArray(command) ? command : [command]).map(String);
    if (!names.some((name) => name.startsWith('^'))) return names;
  }
  if (task !== undefined) return taskRunners;
  const each = (any as readonly Condition[] | undefined)?.map(commandsOf) ?? [];
  const named = each.filter((names) => names !== null);
  if (each.length > 0 && named.length === each.length) return [...new Set(named.flat())];
  return (
    (all as readonly Condition[] | undefined)?.map(commandsOf).find((names) => names !== null) ??
    null
  );
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
    note: written.note === undefined ? null : printed(written.note),
    ask: asList(written.ask),
  };
}

function questionOf(rule: string, written: WrittenQuestion): Question {
  return {
    id: written.id,
    type: written.type,
    text: { code: `${ruleCode(rule)}/${written.id}`, params: {}, said: printed(written.text) },
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
