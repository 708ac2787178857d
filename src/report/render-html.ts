import { createHash } from 'node:crypto';
import { outcomes } from './outcome.ts';
import { renderPage } from './render.ts';
import type { ReadTemplate } from './render.ts';
import type { ReportView } from './report-view.ts';
import type { Wording } from './wording.ts';

/**
 * The report as one HTML file that needs nothing else: no request leaves it, its content security
 * policy allows only the style and the script that it was made with, and it reads and prints whole
 * where scripts are off.
 */
export function renderHtml(view: ReportView, templates: ReadTemplate, wording: Wording): string {
  const style = templates('report/report.css').trim();
  const script = templates('report/report.js').trim();
  const legend = outcomes.map((outcome) => ({
    outcome,
    label: wording.say(`report/disposition/${outcome}`),
    means: wording.say(`report/disposition-means/${outcome}`),
  }));
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${hashOf(style)}'`,
    `script-src 'sha256-${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return renderPage({ ...view, legend, policy }, { style, script }, templates, wording);
}

// The policy names what stands between the tags, byte for byte: https://www.w3.org/TR/CSP3/#match-element-to-source-list
function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64');
}
