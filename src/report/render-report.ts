import type { Language } from '../model/message.ts';
import type { Result } from '../model/result.ts';
import { redraw } from './redraw.ts';
import { renderCsv } from './render-csv.ts';
import { renderHtml } from './render-html.ts';
import { renderJson } from './render-json.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderSarif } from './render-sarif.ts';
import { reportViewOf } from './report-view-of.ts';
import { createWording } from './wording.ts';

export const reportFormats = ['html', 'md', 'json', 'csv', 'sarif'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export interface ReportOptions {
  readonly format: ReportFormat;
  readonly language: Language;
  /** Reads a template by its path below templates/ (`report/page.html.hbs`); used for `html` alone. */
  readonly templates: (name: string) => string;
  /** An older result: `html` and `md` then open with what changed since. */
  readonly since?: Result | null;
}

/**
 * Draws a result as a document. Sees the result and nothing else, so that a stored one can be drawn
 * again, in either language; the same result gives the same bytes.
 */
export function renderReport(result: Result, options: ReportOptions): string {
  const { format, language, templates } = options;
  const since = options.since == null ? null : redraw(options.since, language);
  const drawn = redraw(result, language);
  const wording = createWording(language);
  switch (format) {
    case 'html':
      return renderHtml(reportViewOf(drawn, wording, since), templates, wording);
    case 'md':
      return renderMarkdown(reportViewOf(drawn, wording, since), wording);
    case 'json':
      return renderJson(drawn);
    case 'csv':
      return renderCsv(drawn);
    case 'sarif':
      return renderSarif(drawn, language);
    default:
      return unknownFormat(format);
  }
}

function unknownFormat(format: never): never {
  throw new Error(`No such report format: ${String(format)}`);
}
