import type { Finding, Secret } from '../model/classified.ts';
import type { Trace } from '../model/trace.ts';
import { captureAll } from './capture.ts';
import { runCheck } from './checks/check.ts';
import type { OutsideFacts } from './checks/check.ts';
import { checks } from './checks/index.ts';
import { saidBy } from './classify-step.ts';
import type { ClassifyContext } from './classify-step.ts';
import type { Subject } from './subject.ts';
import { textPatterns, textPlace } from './text-place.ts';

/**
 * Everything that a reviewer must know: what the rules report of single steps, and what the checks
 * see over the whole. Sorted by place; a line that is reached by several calls is reported once.
 */
export function findFindings(
  trace: Trace,
  subjects: readonly Subject[],
  context: ClassifyContext,
  secrets: readonly Secret[],
  outside: OutsideFacts,
): readonly Finding[] {
  const found = [
    ...subjects.flatMap((subject) => findingsOf(trace, subject, context)),
    ...checks.flatMap((check) => runCheck(check, { trace, subjects, secrets, outside })),
  ];
  const distinct = new Map<string, Finding>();
  for (const finding of found) {
    const { rule, span } = finding;
    const key = `${span.file}\0${String(span.start).padStart(9, '0')}\0${span.end}\0${rule}`;
    if (!distinct.has(key)) distinct.set(key, finding);
  }
  const sorted = [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, finding]) => finding);
  return oncePerScript(sorted, context);
}

function findingsOf(trace: Trace, subject: Subject, context: ClassifyContext): readonly Finding[] {
  return context.index.findings(subject.names).flatMap((rule): Finding[] => {
    if (rule.finding === null || rule.test(subject) !== 'yes') return [];
    const captured = { ...subject, captures: captureAll(rule, subject) };
    const { step } = subject;
    const { at, level, text } = rule.finding;
    const there = at === 'connection' ? step.place.through : null;
    const inText =
      at === 'text' ? textPlace(step, textPatterns(rule.written), trace.sources) : null;
    const span = there ?? inText ?? step.span;
    const message = saidBy(rule, 'finding', text, captured, context);
    return [{ rule: rule.id, level, span, step: step.id, message }];
  });
}

/** Of a finding that is told once a script, the first place stands for all. */
function oncePerScript(
  findings: readonly Finding[],
  { rules }: ClassifyContext,
): readonly Finding[] {
  const told = new Set<string>();
  return findings.filter(({ rule, span }) => {
    if (rules.byId.get(rule)?.finding?.at !== 'script') return true;
    const key = `${rule}\0${span.file}`;
    return !told.has(key) && told.add(key);
  });
}
