import Handlebars from 'handlebars';
import type { Wording } from './wording.ts';

/** Reads a template by its path below templates/. */
export type ReadTemplate = (name: string) => string;

const partials = [
  'overview',
  'bar',
  'comparison',
  'application',
  'people',
  'panes',
  'output',
  'steps',
  'remarks',
  'facts',
  'failures',
  'failure-table',
] as const;

/**
 * Fills `report/page.html.hbs`. Every value is escaped for HTML, whatever it holds; only the style
 * and the script of our own go in as they are. A name that the view lacks throws.
 */
export function renderPage(
  view: object,
  assets: { readonly style: string; readonly script: string },
  templates: ReadTemplate,
  wording: Wording,
): string {
  const handlebars = Handlebars.create();
  // Labels of the page; their codes are ours, so a wrong one is a broken promise and throws.
  handlebars.registerHelper('say', (code: string) => wording.say(code as never));
  handlebars.registerHelper('style', () => new Handlebars.SafeString(assets.style));
  handlebars.registerHelper('script', () => new Handlebars.SafeString(assets.script));
  for (const name of partials) {
    handlebars.registerPartial(name, templates(`report/${name}.html.hbs`));
  }
  const options = { strict: true, preventIndent: true, knownHelpersOnly: false };
  return handlebars.compile(templates('report/page.html.hbs'), options)(view);
}
