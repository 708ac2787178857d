import type { Language } from '../model/message.ts';
import type { Result } from '../model/result.ts';
import type { ScannedDiagnostic, ScannedFinding, ScannedStep } from '../model/scan-result.ts';
import { asciiSafeJson } from './safe-json.ts';
import { visible } from './visible.ts';

interface Entry {
  /** Why the finding is accepted, where it is. */
  readonly accepted?: string;
  readonly ruleId: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly text: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly endLine: number | null;
  readonly column: number | null;
  readonly fingerprint: string | null;
}

/**
 * Findings, steps that are left for a person, and diagnostics, as SARIF 2.1.0
 * (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). Locations are relative to the
 * folder that was scanned.
 */
export function renderSarif(result: Result, language: Language): string {
  const entries = entriesOf(result);
  const rules = [...new Set(entries.map(({ ruleId }) => ruleId))].sort();
  const run = {
    tool: {
      driver: {
        name: 'Pipewright',
        version: result.generatedBy.version,
        rules: rules.map((id) => ({ id })),
      },
    },
    language: language === 'fr' ? 'fr-FR' : 'en-US',
    columnKind: 'utf16CodeUnits',
    artifacts: result.sources.map(({ file }) => ({ location: { uri: uriOf(file) } })),
    results: entries.map((entry) => sarifResult(entry, rules)),
  };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${asciiSafeJson(log)}\n`;
}

function entriesOf({ scan, checks }: Result): readonly Entry[] {
  return [
    ...scan.apps.flatMap((app) => [
      ...app.findings.map(findingEntry),
      ...(app.ignored ?? []).map((one) => ({ ...findingEntry(one), accepted: one.reason })),
      ...app.steps.filter((step) => step.disposition === 'manual').map(stepEntry),
    ]),
    ...[...scan.diagnostics, ...checks].map(diagnosticEntry),
  ];
}

function findingEntry(finding: ScannedFinding): Entry {
  const { rule, level, message, file, line } = finding;
  return {
    ruleId: rule,
    level,
    text: message.text,
    file,
    line,
    endLine: null,
    column: null,
    fingerprint: null,
  };
}

function stepEntry(step: ScannedStep): Entry {
  const unknown = step.kind === 'unknown';
  return {
    ruleId: unknown ? 'step/unknown' : 'step/manual',
    level: unknown ? 'warning' : 'note',
    text: `${step.command} – ${(step.reason ?? step.because).text}`,
    file: step.file,
    line: step.line,
    endLine: step.endLine,
    column: step.column,
    fingerprint: step.id,
  };
}

function diagnosticEntry({ code, severity, message, file, line }: ScannedDiagnostic): Entry {
  return {
    ruleId: code,
    level: severity,
    text: message.text,
    file,
    line,
    endLine: null,
    column: null,
    fingerprint: null,
  };
}

function sarifResult(entry: Entry, rules: readonly string[]): object {
  return {
    ruleId: entry.ruleId,
    ruleIndex: rules.indexOf(entry.ruleId),
    level: entry.level,
    message: { text: visible(entry.text) },
    ...(entry.file === null ? {} : { locations: [location(entry, entry.file)] }),
    ...(entry.accepted === undefined
      ? {}
      : { suppressions: [{ kind: 'external', justification: visible(entry.accepted) }] }),
    ...(entry.fingerprint === null
      ? {}
      : { partialFingerprints: { 'pipewrightStep/v1': entry.fingerprint } }),
  };
}

function location({ line, endLine, column }: Entry, file: string): object {
  const region = {
    ...(line === null ? {} : { startLine: line }),
    ...(line === null || column === null ? {} : { startColumn: column }),
    ...(line === null || endLine === null ? {} : { endLine }),
  };
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      ...(line === null ? {} : { region }),
    },
  };
}

// A relative URI reference, each component percent-encoded; half a surrogate pair has no encoding.
function uriOf(file: string): string {
  return file
    .replace(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
