import Handlebars from 'handlebars';

import type { OutputFile } from '../model/output-file.ts';
import type { Span } from '../model/source.ts';
import type { StepId } from '../model/step.ts';
import { markOrigin, takeOrigins } from './origin-marks.ts';
import { quoteHcl } from './quote-hcl.ts';
import { quoteShell, quoteValue } from './quote-shell.ts';
import { yamlBlock, yamlScalar } from './yaml.ts';

/** Reads a template by its path below `templates/`. */
export type ReadTemplate = (name: string) => string;

/** Lays a view out as a text with the origins of its lines. */
export type Render = (template: string, view: object) => Pick<OutputFile, 'text' | 'origins'>;

/**
 * The renderer of output files. Templates print a value only through the quoting helper of their
 * target: `{{yaml x}}` a YAML scalar, `{{block x 6}}` a YAML block scalar indented by 6, `{{hcl x}}`
 * a string of Terraform, `{{sh x}}` one word of bash, `{{value x}}` the right side of an assignment, `{{text x}}` text for a comment or Markdown
 * (line breaks become blanks), `{{{lines x 2}}}` lines that are already in the target's language,
 * indented by 2. `{{#from steps}} … {{/from}}` encloses what comes from steps, or, with
 * `{{#from steps spans}}`, from stretches of the scripts. A name that the view lacks is an error of
 * ours and throws.
 */
export function createRender(read: ReadTemplate): Render {
  const handlebars = Handlebars.create();
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  handlebars.registerHelper({
    yaml: (value: unknown) => yamlScalar(value),
    block: (value: string, indent: number) => yamlBlock(value, indent),
    hcl: (value: unknown) => quoteHcl(value),
    sh: (value: unknown) => quoteShell(String(value)),
    value: (value: unknown) => quoteValue(String(value)),
    text: (value: unknown) => String(value).replace(/\s*\n\s*/g, ' '),
    json: (value: unknown) => JSON.stringify(value),
    lines: (value: string, indent: number) => indented(value, indent),
    eq: (left: unknown, right: unknown) => left === right,
    from(this: unknown, steps: readonly StepId[], ...rest: readonly unknown[]) {
      const options = rest.at(-1) as Handlebars.HelperOptions;
      const spans = rest.length > 1 ? (rest[0] as readonly Span[] | undefined) : undefined;
      return markOrigin(options.fn(this), steps, spans);
    },
  });
  return (template, view) => {
    const layout =
      compiled.get(template) ??
      handlebars.compile(read(template), { strict: true, noEscape: true });
    compiled.set(template, layout);
    return takeOrigins(layout(view));
  };
}

function indented(text: string, by: number): string {
  const blanks = ' '.repeat(by);
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : blanks + line))
    .join('\n');
}
