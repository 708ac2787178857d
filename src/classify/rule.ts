import type { Question, RuleId } from '../model/classified.ts';
import type { Destination, Disposition, FindingLevel, StepKind } from '../model/kind.ts';
import type { Translated } from '../model/message.ts';
import type { Pattern } from './pattern.ts';
import type { Test } from './subject.ts';

/** What a rule keeps of the words that it matched. */
export type Capture =
  | {
      readonly from: 'arg';
      readonly at: 'first' | 'last' | 'match' | number;
      readonly pattern: Pattern | null;
    }
  | {
      readonly from: 'flag';
      readonly matches: (name: string) => boolean;
      readonly all: boolean;
      readonly pattern: Pattern | null;
    };

/** The class that a rule gives a step: exactly one rule decides for each step. */
export interface RuleClass {
  readonly kind: StepKind;
  readonly destination: Destination | null;
  readonly disposition: Disposition | null;
  readonly confidence: number;
  /** Minutes of a person's time. */
  readonly effort: number;
  readonly ask: readonly string[];
}

/** What a condition changes in a rule's class. */
export interface Adjustment {
  readonly test: Test;
  readonly kind: StepKind | null;
  readonly destination: Destination | null;
  readonly disposition: Disposition | null;
  readonly confidence: number | null;
  readonly effort: number | null;
  readonly note: Translated | null;
  readonly ask: readonly string[];
}

/** Something that a reviewer must know, beside the class. */
export interface RuleFinding {
  readonly level: FindingLevel;
  /**
   * What is shown: the step itself, the command that goes to its machine, the matching stretch of the
   * text that it is given, or once a script.
   */
  readonly at: 'step' | 'connection' | 'script' | 'text';
  /** What was found, why it matters and what to do, in this order. */
  readonly text: Translated;
}

/** One example of a rule: its specification. */
export interface RuleTest {
  readonly sh: string;
  /** `none`: the rule does not decide; `finding`: it reports; else what it gives, by name. */
  readonly expect: 'none' | 'finding' | Readonly<Record<string, string | number>>;
  readonly why: string | null;
  /** 1-based line in the rule's file. */
  readonly line: number;
}

/** A rule file, its YAML already parsed. Later files may stand above earlier ones by `over`. */
export interface RuleFile {
  /** As it is shown in messages; ends in the rule's id and `.yaml`. */
  readonly path: string;
  readonly data: unknown;
  /** The 1-based line of a key by its path, `/match/arg`. */
  readonly lineOf: (key: string) => number;
}

/** One file of `rules/`, checked and compiled. */
export interface Rule {
  readonly id: RuleId;
  readonly path: string;
  readonly title: Translated;
  /** What AWS does instead, or what to watch: stands beside every step of the rule. */
  readonly note: Translated | null;
  /** A page that says more. */
  readonly see: string | null;
  /** Exact command names that the rule is about; null when it may be any. */
  readonly commands: readonly string[] | null;
  /** The condition as it is written, for documentation. */
  readonly written: unknown;
  readonly test: Test;
  readonly captures: Readonly<Record<string, Capture>>;
  readonly classify: RuleClass | null;
  readonly finding: RuleFinding | null;
  readonly adjust: readonly Adjustment[];
  readonly questions: Readonly<Record<string, Question>>;
  /** Rules that give way to this one. */
  readonly over: readonly RuleId[];
  /** Gives way to every rule that is none. */
  readonly fallback: boolean;
  readonly tests: readonly RuleTest[];
}

/** All rules, ready to be asked; made by `loadRules`. */
export interface RuleSet {
  /** Sorted by id. */
  readonly rules: readonly Rule[];
  readonly byId: ReadonlyMap<RuleId, Rule>;
}

/** What is wrong with the rules, each problem with its file, line and key. */
export class RuleError extends Error {
  readonly problems: readonly RuleProblem[];

  constructor(problems: readonly RuleProblem[]) {
    super(problems.map(showProblem).join('\n'));
    this.name = 'RuleError';
    this.problems = problems;
  }
}

export interface RuleProblem {
  /** The rule's file. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** Where in it, as a path of keys: `/match/arg`. */
  readonly key: string;
  readonly text: string;
}

function showProblem({ path, line, key, text }: RuleProblem): string {
  return `${path}:${line}: ${key === '' ? '' : `${key}: `}${text}`;
}
