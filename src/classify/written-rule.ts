import type { Question } from '../model/classified.ts';
import type { Destination, Disposition, FindingLevel, StepKind } from '../model/kind.ts';
import type { Translated } from '../model/message.ts';
import type { RuleTest } from './rule.ts';

/** The shape of a rule file that keeps to the schema. */
export interface WrittenRule {
  readonly id: string;
  readonly title: Translated;
  readonly note?: Translated;
  readonly see?: string;
  readonly match: Readonly<Record<string, unknown>>;
  readonly capture?: Readonly<Record<string, WrittenCapture>>;
  readonly classify?: WrittenClass & { readonly kind: StepKind; readonly confidence: number };
  readonly finding?: WrittenFinding;
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

export interface WrittenFinding {
  readonly level: FindingLevel;
  readonly at?: 'step' | 'connection' | 'script' | 'text';
  readonly text: Translated;
  readonly why?: Translated;
  readonly fix?: Translated;
}

export interface WrittenCapture {
  readonly arg?: 'first' | 'last' | 'match' | number;
  readonly flag?: unknown;
  readonly all?: boolean;
  readonly regex?: string;
}

export interface WrittenClass {
  readonly kind?: StepKind;
  readonly destination?: Destination;
  readonly disposition?: Disposition;
  readonly confidence?: number;
  readonly effort?: string;
  readonly ask?: string | readonly string[];
}

export interface WrittenQuestion {
  readonly id: string;
  readonly type: Question['type'];
  readonly text: Translated;
  readonly default?: string;
  readonly choices?: readonly string[];
}
