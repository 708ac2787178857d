import type { Result } from '../model/result.ts';
import type { ScannedApplication } from '../model/scan-result.ts';

/** Names of places inside one document: letters, digits and hyphens only, whatever files are called. */
export interface Anchors {
  application(app: ScannedApplication): string;
  /** A line of a script in its application's part; null when the text is not in the result. */
  scriptLine(app: ScannedApplication, file: string, line: number): string | null;
  outputLine(path: string, line: number): string;
}

/** Anchors by position in the result, so that two names can never meet in one anchor. */
export function createAnchors(result: Result): Anchors {
  const apps = new Map(result.scan.apps.map((app, index) => [app, `a${index + 1}`]));
  const lengths = new Map(result.sources.map(({ file, text }) => [file, linesOf(text).length]));
  const outputs = new Map(result.outputs.map(({ path }, index) => [path, `o${index + 1}`]));
  const application = (app: ScannedApplication): string => apps.get(app) ?? 'a0';
  return {
    application,
    scriptLine(app, file, line) {
      const script = app.scripts.findIndex((one) => one.file === file);
      if (script < 0 || line < 1 || line > (lengths.get(file) ?? 0)) return null;
      return `${application(app)}-s${script + 1}-${line}`;
    },
    outputLine: (path, line) => `${outputs.get(path) ?? 'o0'}-${line}`,
  };
}

/** The lines of a text; a line feed at the end opens no line of its own. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
