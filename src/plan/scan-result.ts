import { createRedaction } from '../classify/redaction.ts';
import type { Redaction } from '../classify/redaction.ts';
import { sentenceOf } from '../messages/messages.ts';
import type { ClassifiedStep, Finding } from '../model/classified.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Language, Message } from '../model/message.ts';
import type { Plan, PlannedStep } from '../model/plan.ts';
import type {
  ScannedApplication,
  ScannedCommand,
  ScannedDiagnostic,
  ScannedFinding,
  ScannedPlace,
  ScannedStep,
  ScanResult,
  Sentence,
} from '../model/scan-result.ts';
import type { Span } from '../model/source.ts';
import type { Place } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import { createLineTable } from '../syntax/line-table.ts';
import type { LineTable } from '../syntax/line-table.ts';
import { valueText, wordsText } from './value-text.ts';
import { planNames } from './plan-names.ts';

/**
 * The published result of a scan (`pipewright/scan/1`): redacted, in lines and columns, every
 * sentence in the given language. `diagnostics` are those of the fleet; each plan adds its own.
 */
export function scanResultOf(
  plans: readonly Plan[],
  diagnostics: readonly Diagnostic[],
  language: Language,
): ScanResult {
  return {
    schema: 'pipewright/scan/1',
    apps: plans.map((plan) => scannedApplication(plan, language)),
    diagnostics: [
      ...scanDiagnostics(diagnostics, language),
      ...plans.flatMap((plan) => diagnosticsOf(plan, language)),
    ],
  };
}

/** Diagnostics as a result holds them, sentences in the given language. */
export function scanDiagnostics(
  diagnostics: readonly Diagnostic[],
  language: Language,
): readonly ScannedDiagnostic[] {
  return diagnostics.map(({ code, severity, file, line, params }) => {
    const message = sentence({ code, params }, language);
    return { code, severity, file, line, message };
  });
}

function diagnosticsOf(plan: Plan, language: Language): readonly ScannedDiagnostic[] {
  const { redact } = createRedaction(plan.secrets, plan.trace.sources, planNames(plan));
  return scanDiagnostics(plan.diagnostics, language).map((diagnostic) => ({
    ...diagnostic,
    message: redactedSentence(diagnostic.message, language, redact),
  }));
}

function sentence(message: Message, language: Language): Sentence {
  return { ...message, text: sentenceOf(message, language) };
}

function redactedMessage(message: Message, redact: (text: string) => string): Message {
  const params = Object.entries(message.params).map(([name, value]) => [
    name,
    typeof value === 'string' ? redact(value) : value,
  ]);
  return { ...message, params: Object.fromEntries(params) as Message['params'] };
}

function redactedSentence(
  message: Message,
  language: Language,
  redact: (text: string) => string,
): Sentence {
  return sentence(redactedMessage(message, redact), language);
}

/** What turns the parts of one plan into the texts, lines and sentences that are published. */
interface Printer {
  readonly redaction: Redaction;
  readonly say: (message: Message) => Sentence;
  readonly value: (value: Value) => string;
  readonly valueOrNull: (value: Value | null) => string | null;
  readonly lines: (span: Span) => {
    readonly line: number;
    readonly endLine: number;
    readonly column: number;
  };
}

function createPrinter(plan: Plan, language: Language): Printer {
  const redaction = createRedaction(plan.secrets, plan.trace.sources, planNames(plan));
  const tables = new Map<string, LineTable>();
  const tableOf = (file: string): LineTable => {
    const table = tables.get(file) ?? createLineTable(plan.trace.sources.get(file)?.text ?? '');
    tables.set(file, table);
    return table;
  };
  const value = (given: Value): string => redaction.redact(valueText(given));
  return {
    redaction,
    say: (message) => redactedSentence(message, language, redaction.redact),
    value,
    valueOrNull: (given) => (given === null ? null : value(given)),
    lines({ file, start, end }) {
      const table = tableOf(file);
      const first = table.positionOf(start);
      // The end is exclusive: a command that ends with its line does not reach the next one.
      return {
        line: first.line,
        endLine: table.positionOf(Math.max(start, end - 1)).line,
        column: first.column,
      };
    },
  };
}

function scannedApplication(plan: Plan, language: Language): ScannedApplication {
  const printer = createPrinter(plan, language);
  const { say, redaction } = printer;
  return {
    name: plan.application,
    root: plan.root,
    platform: { ...plan.platform, because: plan.platform.because.map(say) },
    environments: plan.trace.environments.map(({ name, hostGroups }) => ({
      name,
      hostGroups: hostGroups.map((group) => ({
        name: group.name,
        hosts: group.hosts.map(printer.value),
      })),
    })),
    actions: plan.trace.actions,
    scripts: plan.trace.scripts.map((script) => ({ ...script, because: script.because.map(say) })),
    steps: plan.steps.map((step) => scannedStep(step, printer)),
    findings: plan.findings.map((finding) => scannedFinding(finding, printer)),
    ignored: plan.ignored.map((finding) => ({
      ...scannedFinding(finding, printer),
      ...finding.ignored,
    })),
    secrets: plan.secrets.map(({ label, kind, span, name }) => {
      return { label, kind, file: span.file, line: printer.lines(span).line, name };
    }),
    questions: plan.questions.map(({ question, answer }) => {
      const { text, ...message } = say(question.text);
      return { id: question.id, text, message, default: question.default, answer };
    }),
    blockers: plan.blockers.map(({ code, message, remedy }) => ({
      code,
      text: say(message).text,
      remedy: say(remedy).text,
      message: redactedMessage(message, redaction.redact),
      remedyMessage: redactedMessage(remedy, redaction.redact),
    })),
    coverage: plan.coverage,
    readiness: plan.readiness,
    readinessBecause: plan.readinessBecause.map(say),
    effort: { low: durationOf(plan.effort.low), high: durationOf(plan.effort.high) },
  };
}

function scannedFinding({ rule, level, span, message }: Finding, printer: Printer): ScannedFinding {
  const { line } = printer.lines(span);
  return { rule, level, file: span.file, line, message: printer.say(message) };
}

function scannedStep(planned: PlannedStep, printer: Printer): ScannedStep {
  const { classified } = planned;
  const { step } = classified;
  return {
    id: step.id,
    file: step.span.file,
    ...printer.lines(step.span),
    covers: step.covers.map((span) => ({ file: span.file, ...linesOnly(printer, span) })),
    calledFrom: step.calledFrom.map(({ span, callee }) => ({
      file: span.file,
      line: printer.lines(span).line,
      callee,
    })),
    command: printer.redaction.text(step.span),
    resolved: printer.redaction.redact(wordsText(step.words)),
    place: placeOf(step.place, printer),
    cwd: printer.valueOrNull(step.cwd),
    runAs: printer.valueOrNull(step.runAs),
    guards: step.guards.map(({ text, negated, span }) => {
      return { text: printer.redaction.redact(text), negated, line: printer.lines(span).line };
    }),
    reached: step.reached,
    environments: step.environments,
    actions: step.actions,
    values: valuesOf(planned, printer),
    failure: step.failure,
    statusUsed: step.statusUsed,
    kind: classified.kind,
    rule: classified.rule,
    confidence: classified.confidence,
    destination: planned.destination,
    disposition: planned.disposition,
    because: printer.say(planned.because),
    reason: planned.reason === null ? null : printer.say(planned.reason),
    notes: classified.notes.map(printer.say),
    question: planned.question,
    behind: commandsBehind(classified, printer),
  };
}

/** Of tasks that run tasks, the innermost commands. */
function commandsBehind(
  { step: outer, behind = [] }: ClassifiedStep,
  printer: Printer,
): readonly ScannedCommand[] {
  const via = printer.redaction.text(outer.span);
  return behind.flatMap((classified) => {
    const { step, kind, rule, confidence } = classified;
    if (classified.behind !== undefined) return commandsBehind(classified, printer);
    const { line } = printer.lines(step.span);
    const command = printer.redaction.text(step.span);
    return [{ file: step.span.file, line, command, kind, rule, confidence, via }];
  });
}

function linesOnly(
  printer: Printer,
  span: Span,
): { readonly line: number; readonly endLine: number } {
  const { line, endLine } = printer.lines(span);
  return { line, endLine };
}

function placeOf(place: Place, { value, valueOrNull }: Printer): ScannedPlace {
  // A container is reached through the machine that it runs on: its hosts are the ones to name.
  const machine = place.on ?? place;
  return { kind: place.kind, hosts: machine.hosts.map(value), user: valueOrNull(machine.user) };
}

/** Hosts, directory and user by environment; of several actions the first one counts. */
function valuesOf({ classified }: PlannedStep, printer: Printer): ScannedStep['values'] {
  const { step } = classified;
  const values: Record<
    string,
    { hosts: readonly string[]; cwd: string | null; runAs: string | null }
  > = {};
  const same = {
    hosts: placeOf(step.place, printer).hosts,
    cwd: printer.valueOrNull(step.cwd),
    runAs: printer.valueOrNull(step.runAs),
  };
  for (const environment of step.environments) values[environment] = same;
  for (const variant of [...step.variants].reverse()) {
    values[variant.environment] = {
      hosts: variant.hosts.map(printer.value),
      cwd: printer.valueOrNull(variant.cwd),
      runAs: printer.valueOrNull(variant.runAs),
    };
  }
  return values;
}

/** Minutes as an ISO 8601 duration: `PT1H30M`. */
function durationOf(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  if (hours === 0) return `PT${String(rest)}M`;
  return rest === 0 ? `PT${String(hours)}H` : `PT${String(hours)}H${String(rest)}M`;
}
