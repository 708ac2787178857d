import type { OutputOrigin } from '../model/output-file.ts';
import type { Span } from '../model/source.ts';
import type { StepId } from '../model/step.ts';

// Unicode noncharacters, which the decoder removes from every input, so that no script can forge one
// (syntax/hole.ts uses others of them).
const open = '\uFDE1';
const separator = '\uFDE2';
const close = '\uFDE3';

/**
 * Encloses a text with the steps that it comes from, or, without any, with the stretches of the
 * scripts; `takeOrigins` takes the marks out again.
 */
export function markOrigin(
  text: string,
  steps: readonly StepId[],
  spans: readonly Span[] = [],
): string {
  const names = steps.length > 0 ? steps : spans.map(nameOfSpan);
  if (names.length === 0) return text;
  return `${open}${names.join(' ')}${separator}${text}${close}`;
}

function nameOfSpan({ file, start, end }: Span): string {
  return `${encodeURIComponent(file)}@${String(start)}-${String(end)}`;
}

/** What the names of a mark stand for; no step is named with an `@`. */
function namedOrigin(names: readonly string[]): Pick<OutputOrigin, 'steps' | 'spans'> {
  const spans = names.flatMap((name): readonly Span[] => {
    const [, file, start, end] = /^(.*)@(\d+)-(\d+)$/.exec(name) ?? [];
    return file === undefined
      ? []
      : [{ file: decodeURIComponent(file), start: Number(start), end: Number(end) }];
  });
  return spans.length > 0 ? { steps: [], spans } : { steps: names };
}

/** A text without its marks, and the lines that each marked part covers. Marks may be nested. */
export function takeOrigins(marked: string): {
  readonly text: string;
  readonly origins: readonly OutputOrigin[];
} {
  const origins: OutputOrigin[] = [];
  const pending: { readonly line: number; readonly names: readonly string[] }[] = [];
  let text = '';
  let line = 1;
  for (let at = 0; at < marked.length; at++) {
    const character = marked.charAt(at);
    if (character === open) {
      const end = marked.indexOf(separator, at);
      pending.push({ line, names: marked.slice(at + 1, end).split(' ') });
      at = end;
    } else if (character === close) {
      const begun = pending.pop();
      // A part that ends with its line break covers that line, not the next one.
      const endLine = text.endsWith('\n') ? line - 1 : line;
      if (begun !== undefined)
        origins.push({
          line: begun.line,
          endLine: Math.max(begun.line, endLine),
          ...namedOrigin(begun.names),
        });
    } else {
      text += character;
      if (character === '\n') line += 1;
    }
  }
  return { text, origins: origins.sort((a, b) => a.line - b.line || a.endLine - b.endLine) };
}
