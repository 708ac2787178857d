import type { Classification } from '../model/classified.ts';
import type { Lore } from '../model/lore.ts';
import type { Trace } from '../model/trace.ts';
import type { Span } from '../model/source.ts';
import { createLineTable } from '../syntax/line-table.ts';
import type { LineTable } from '../syntax/line-table.ts';
import { applyIgnores } from './apply-ignores.ts';
import type { IgnoreOptions } from './apply-ignores.ts';
import type { OutsideFacts } from './checks/check.ts';
import { classifyWithTask } from './classify-task.ts';
import { findFindings } from './find-findings.ts';
import { findSecrets } from './find-secrets.ts';
import { ruleIndexOf } from './match.ts';
import { createRedaction } from './redaction.ts';
import type { RuleSet } from './rule.ts';
import { subjectsOf, withKinds } from './subject.ts';

/** What people accept, and the day on which it is asked. */
export type AcceptedFindings = Omit<IgnoreOptions, 'rules'>;

const nothingOutside: OutsideFacts = { diagnostics: [], sharedSecrets: new Map(), files: [] };

const nothingAccepted: AcceptedFindings = { ignores: [], root: '.', today: null };

/**
 * Gives every step of a trace exactly one class, in the same order, and tells what a reviewer must
 * know beside. No characters of a secret come out.
 */
export function classifyTrace(
  trace: Trace,
  rules: RuleSet,
  lore: Lore,
  accepted: AcceptedFindings = nothingAccepted,
  outside: OutsideFacts = nothingOutside,
): Classification {
  const secrets = findSecrets(trace);
  const { redact } = createRedaction(secrets, trace.sources);
  const subjects = subjectsOf(trace, lore);
  const lineOf = createLineOf(trace);
  const context = { rules, index: ruleIndexOf(rules), lore, redact, lineOf };
  const steps = subjects.map((subject) => classifyWithTask(subject, trace, context));
  const found = findFindings(trace, withKinds(subjects, steps), context, secrets, outside);
  const { findings, ignored, diagnostics } = applyIgnores(found, trace, { ...accepted, rules });
  return {
    steps,
    findings,
    ignored: ignored.map((one) => ({
      ...one,
      ignored: { ...one.ignored, reason: redact(one.ignored.reason) },
    })),
    ignoreDiagnostics: diagnostics,
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
