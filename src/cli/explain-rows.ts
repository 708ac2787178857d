/** What `explain` says of a step beyond the scan: values, rules, findings, what a person can change. */
import { considerRules } from '../classify/consider-rules.ts';
import type { ConsideredRule } from '../classify/consider-rules.ts';
import { createRedaction } from '../classify/redaction.ts';
import { showValue } from '../classify/pattern.ts';
import type { Plan } from '../model/plan.ts';
import type { ScannedApplication, ScannedStep } from '../model/scan-result.ts';
import type { Step } from '../model/step.ts';
import type { Knowledge } from '../pipeline.ts';
import { planNames } from '../plan/plan-names.ts';
import { createLineTable } from '../syntax/line-table.ts';

export type Row = readonly [name: string, text: string];

const shownRules = 8;

/** The variables that the command reads, with what was assigned to them and where. */
export function valueRows(plan: Plan, step: Step): readonly Row[] {
  const { trace, secrets } = plan;
  const { redact } = createRedaction(secrets, trace.sources, planNames(plan));
  // What looks like a variable in a password in single quotes is a piece of the password.
  const names = new Set(
    [...redact(step.text).matchAll(/\$\{?!?([A-Za-z_]\w*)/g)].map(([, name = '']) => name),
  );
  const rows = trace.assignments
    .filter(({ name }) => names.has(name))
    .map(({ name, span, value }): Row => {
      const text = trace.sources.get(span.file)?.text ?? '';
      const { line } = createLineTable(text).positionOf(span.start);
      return ['value', `${name} = ${redact(showValue(value))}  (${span.file}:${line})`];
    });
  const unset = [...names].filter((name) => !trace.assignments.some((use) => use.name === name));
  return [
    ...new Map(rows.map((row) => [row[1], row])).values(),
    ...unset.map((name): Row => ['value', unsetText(name, step, redact)]),
  ];
}

/** A loop sets its variable itself; what nobody sets comes from the caller. */
function unsetText(name: string, { loop }: Step, redact: (text: string) => string): string {
  if (loop?.variable !== name) return `${name} comes from outside: the script never sets it`;
  const over = loop.over?.map((value) => redact(showValue(value))).join(', ');
  return `${name} is set by the loop${over === undefined ? '' : `: ${over}`}`;
}

/** Each rule that was considered, and why it won or lost. */
export function ruleRows(plan: Plan, step: Step, { rules, lore }: Knowledge): readonly Row[] {
  const considered = considerRules(plan.trace, step.id, rules, lore) ?? [];
  const shown = considered.slice(0, shownRules);
  const more = considered.length - shown.length;
  return [
    ...shown.map((one): Row => ['rule', `${one.rule} ${outcomeText(one)}`]),
    ...(more > 0
      ? [['rule', `… and ${more} more that name the command and don't apply`] as Row]
      : []),
  ];
}

function outcomeText({ answer, outcome, because }: ConsideredRule): string {
  const names = because.join(', ');
  switch (outcome) {
    case 'wins':
      return answer === 'yes' ? 'decides' : 'decides, though it only may apply';
    case 'clashes':
      return 'applies too, and nothing says which goes first';
    case 'overruled':
      return `applies, but ${names} stands above it`;
    case 'gives-way':
      return `applies, but gives way to ${names === '' ? 'more special rules' : names}`;
    case 'only-possible':
      return `may apply, but ${names} applies for certain`;
    case 'fails':
      return names === '' ? 'does not apply' : `does not apply: its ${names} does not hold`;
    default:
      return outcome;
  }
}

/** What stands behind a task, findings on the line, and what a person could change. */
export function remarkRows(app: ScannedApplication, step: ScannedStep): readonly Row[] {
  const onLine = <T extends { readonly file: string; readonly line: number }>(list: readonly T[]) =>
    list.filter(
      ({ file, line }) => file === step.file && step.line <= line && line <= step.endLine,
    );
  const findings = onLine(app.findings);
  const question = app.questions.find(({ id }) => id === step.question);
  return [
    ...step.behind.map(({ file, line, command, kind }): Row => [
      'behind',
      `${file}:${line} ${command} (${kind})`,
    ]),
    ...findings.map(({ rule, level, message }): Row => [
      'finding',
      `${level} ${rule}: ${message.text}`,
    ]),
    ...(question === undefined
      ? []
      : [
          [
            'change',
            `answer ${question.id} in pipewright.yaml (apps: ${app.name}: answers): ${question.text}`,
          ] as Row,
        ]),
    ...(step.disposition === null
      ? []
      : [
          [
            'change',
            step.rule === null
              ? 'a rule of your own (pipewright rules new, --rules DIR) can say what this command is'
              : `a rule of your own with over: [${step.rule}] (--rules DIR) decides instead`,
          ] as Row,
        ]),
    ...findings.map(({ rule }): Row => [
      'change',
      `accept the finding: # pipewright: ignore=${rule} until=… owner=… reason="…"`,
    ]),
  ];
}
