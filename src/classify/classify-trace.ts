import type { Classification } from '../model/classified.ts';
import type { Lore } from '../model/lore.ts';
import type { Trace } from '../model/trace.ts';
import type { Span } from '../model/source.ts';
import { createLineTable } from '../syntax/line-table.ts';
import type { LineTable } from '../syntax/line-table.ts';
import { classifyWithTask } from './classify-task.ts';
import { findFindings } from './find-findings.ts';
import { findSecrets } from './find-secrets.ts';
import { ruleIndexOf } from './match.ts';
import { createRedaction } from './redaction.ts';
import type { RuleSet } from './rule.ts';
import { subjectsOf, withKinds } from './subject.ts';

/**
 * Gives every step of a trace exactly one class, in the same order, and tells what a reviewer must
 * know beside. No characters of a secret come out.
 */
export function classifyTrace(trace: Trace, rules: RuleSet, lore: Lore): Classification {
  const secrets = findSecrets(trace);
  const { redact } = createRedaction(secrets, trace.sources);
  const subjects = subjectsOf(trace, lore);
  const lineOf = createLineOf(trace);
  const context = { rules, index: ruleIndexOf(rules), lore, redact, lineOf };
  const steps = subjects.map((subject) => classifyWithTask(subject, trace, context));
  return {
    steps,
    findings: findFindings(trace, withKinds(subjects, steps), context, secrets),
    secrets,
  };
}

/** 1-based line of the start of a span. */
function createLineOf({ sources }: Trace): (span: Span) => number {
  const tables = new Map<string, LineTable>();
  return ({ file, start }) => {
    const table = tables.get(file) ?? createLineTable(sources.get(file)?.text ?? '');
    tables.set(file, table);
    return table.positionOf(start).line;
  };
}
