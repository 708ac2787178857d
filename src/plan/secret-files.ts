import type { ClassifiedStep } from '../model/classified.ts';
import type { Value } from '../model/value.ts';
import type { Evidence } from './evidence.ts';
import { machineOf } from './evidence.ts';
import { resolvedFrom } from './paths.ts';
import { valueText } from './value-text.ts';

/** A file with secrets in it, written where the bundle is made: the bundle would hold them. */
export function writesSecret({ kind, step }: ClassifiedStep, evidence: Evidence): boolean {
  if (kind !== 'config-write' || !step.reached || step.stdin.kind !== 'text') return false;
  if (machineOf(step, evidence) !== 'build') return false;
  const { file, start, end } = step.stdin.span;
  const text = evidence.trace.sources.get(file)?.text.slice(start, end) ?? '';
  return evidence.classification.secrets.some(
    ({ name, span }) =>
      (span.file === file && span.start >= start && span.end <= end) ||
      (name !== null && /^\w+$/.test(name) && new RegExp(`\\$\\{?${name}\\b`).test(text)),
  );
}

/** The path, seen from the folder of the step, is that of such a file. */
export function isSecretFile(path: string, cwd: Value | null, evidence: Evidence): boolean {
  const whole = resolvedFrom(cwd === null ? null : valueText(cwd), path);
  return writersOf(whole, evidence).length > 0;
}

/** The steps that write such a file, by its path seen from where the script starts. */
export function writersOf(path: string, evidence: Evidence): readonly ClassifiedStep[] {
  return evidence.classification.steps.filter(
    (one) => writesSecret(one, evidence) && pathWritten(one) === path,
  );
}

function pathWritten({ step: { cwd, redirections } }: ClassifiedStep): string | null {
  const target = redirections.find(({ operator }) => operator.startsWith('>'))?.target ?? null;
  return target === null
    ? null
    : resolvedFrom(cwd === null ? null : valueText(cwd), valueText(target));
}
