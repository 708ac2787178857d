import type { Classification } from '../model/classified.ts';
import type { Lore } from '../model/lore.ts';
import type { Trace } from '../model/trace.ts';
import { classifyStep } from './classify-step.ts';
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
  const context = { rules, index: ruleIndexOf(rules), lore, redact };
  const steps = subjects.map((subject) => classifyStep(subject, context));
  return {
    steps,
    findings: findFindings(trace, withKinds(subjects, steps), context, secrets),
    secrets,
  };
}
