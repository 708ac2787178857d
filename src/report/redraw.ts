import { hasSentence, sentenceOf } from '../messages/messages.ts';
import type { Language, Message } from '../model/message.ts';
import type { Result } from '../model/result.ts';
import type {
  ScannedApplication,
  ScannedDiagnostic,
  ScannedStep,
  ScanResult,
  Sentence,
} from '../model/scan-result.ts';

/** The same result with every sentence in the given language, made again from its code and parameters. */
export function redraw(result: Result, language: Language): Result {
  return {
    ...result,
    scan: redrawScan(result.scan, language),
    checks: result.checks.map((check) => redrawDiagnostic(check, language)),
  };
}

function redrawScan(scan: ScanResult, language: Language): ScanResult {
  return {
    ...scan,
    apps: scan.apps.map((app) => redrawApplication(app, language)),
    diagnostics: scan.diagnostics.map((diagnostic) => redrawDiagnostic(diagnostic, language)),
  };
}

function redrawApplication(app: ScannedApplication, language: Language): ScannedApplication {
  const all = (sentences: readonly Sentence[]): readonly Sentence[] =>
    sentences.map((sentence) => redrawSentence(sentence, language));
  return {
    ...app,
    platform: { ...app.platform, because: all(app.platform.because) },
    scripts: app.scripts.map((script) => ({ ...script, because: all(script.because) })),
    steps: app.steps.map((step) => redrawStep(step, language)),
    findings: app.findings.map((finding) => ({
      ...finding,
      message: redrawSentence(finding.message, language),
    })),
    ignored: (app.ignored ?? []).map((finding) => ({
      ...finding,
      message: redrawSentence(finding.message, language),
    })),
    questions: app.questions.map((question) => ({
      ...question,
      text: textOf(question.message, question.text, language),
    })),
    blockers: app.blockers.map((blocker) => ({
      ...blocker,
      text: textOf(blocker.message, blocker.text, language),
      remedy: textOf(blocker.remedyMessage, blocker.remedy, language),
    })),
    readinessBecause: all(app.readinessBecause),
  };
}

function redrawStep(step: ScannedStep, language: Language): ScannedStep {
  return {
    ...step,
    because: redrawSentence(step.because, language),
    reason: step.reason === null ? null : redrawSentence(step.reason, language),
    notes: step.notes.map((note) => redrawSentence(note, language)),
  };
}

function redrawDiagnostic(diagnostic: ScannedDiagnostic, language: Language): ScannedDiagnostic {
  return { ...diagnostic, message: redrawSentence(diagnostic.message, language) };
}

function redrawSentence(sentence: Sentence, language: Language): Sentence {
  return { ...sentence, text: textOf(sentence, sentence.text, language) };
}

// A stored result may come from another version, whose codes this one does not know: its text stays.
function textOf(message: Message, stored: string, language: Language): string {
  const known = message.said !== undefined || hasSentence(message.code);
  return known ? sentenceOf(message, language) : stored;
}
