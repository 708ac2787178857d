/** Menus that offer what the script does by an argument as well: `select CHOICE in deploy rollback`. */
import type { Step } from '../model/step.ts';
import type { Span } from '../model/source.ts';
import type { Trace } from '../model/trace.ts';
import { walk } from '../syntax/nodes.ts';
import { fileSource, parseSource } from '../syntax/parse-source.ts';

/** Whether somebody would have to choose the step from a menu. */
export function offeredBy(trace: Trace): (step: Step) => boolean {
  const menus = trace.scripts.flatMap(({ file }) => menusIn(file, trace));
  return ({ span, calledFrom }) =>
    menus.length > 0 &&
    [span, ...calledFrom.map((call) => call.span)].some((one) =>
      menus.some(
        (menu) => menu.file === one.file && menu.start <= one.start && one.end <= menu.end,
      ),
    );
}

function menusIn(file: string, { sources }: Trace): readonly Span[] {
  const text = sources.get(file)?.text ?? '';
  if (!/\bselect\b/.test(text)) return [];
  const found: Span[] = [];
  walk(parseSource(fileSource(file, text)).script, (node) => {
    if (node.type === 'Select') found.push({ file, start: node.pos, end: node.end });
    return undefined;
  });
  return found;
}

/** The same for every way to the same command of the scripts. */
export function siteKey({ site }: Step): string {
  return `${site.source}:${String(site.start)}:${String(site.end)}`;
}
