import type { Finding, Secret } from '../../model/classified.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { FindingLevel } from '../../model/kind.ts';
import type { Params } from '../../model/message.ts';
import type { Span } from '../../model/source.ts';
import type { Trace } from '../../model/trace.ts';
import type { FindingCode } from '../../messages/findings.ts';
import type { SharedSecrets } from '../shared-secrets.ts';
import type { Subject } from '../subject.ts';

/** What is known of an application beyond its trace. */
export interface OutsideFacts {
  /** What reading its files had to say. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where its secrets stand in other applications of the fleet. */
  readonly sharedSecrets: SharedSecrets;
  /** Paths of all its files. */
  readonly files: readonly string[];
}

/** What a check looks at. */
export interface CheckInput {
  readonly trace: Trace;
  /** With their kinds. */
  readonly subjects: readonly Subject[];
  readonly secrets: readonly Secret[];
  readonly outside: OutsideFacts;
}

/** A place where a check found something. */
export interface Place {
  readonly span: Span;
  readonly step: string | null;
  readonly params?: Params;
}

/** A finding that needs more than one step, or none: what a rule's condition can't say. */
export interface Check {
  /** As the finding is called; its sentences stand in messages/findings.ts. */
  readonly id: FindingCode;
  readonly level: FindingLevel;
  readonly find: (input: CheckInput) => readonly Place[];
}

/** The findings of one check. */
export function runCheck({ id, level, find }: Check, input: CheckInput): readonly Finding[] {
  return find(input).map(({ span, step, params = {} }) => ({
    rule: id,
    level,
    span,
    step,
    message: { code: `finding/${id}`, params },
  }));
}

/** The place of a step. */
export function placeOf({ step }: Subject, params: Params = {}): Place {
  return { span: step.span, step: step.id, params };
}

/** Whether a step does something, and is not only plumbing. */
export function hasEffect({ kind, step }: Subject): boolean {
  return step.reached && kind !== null && !['control', 'log', 'env-setup'].includes(kind);
}
