import type { GeneratedPart } from '../generate/merge/merge-tree.ts';
import { counterpartsOf } from '../generate/merge/merge-text.ts';
import { tracedLines } from '../generate/merge/trace-file.ts';
import type { ScriptLines } from '../generate/merge/trace-file.ts';
import type { StepId } from '../model/step.ts';

/** What one line of an output file comes from. */
export type LineOrigin =
  | { readonly kind: 'steps'; readonly ids: readonly StepId[] }
  /** Lines of scripts that hold no step. */
  | { readonly kind: 'lines'; readonly lines: readonly ScriptLines[] }
  /** Nobody generated it. */
  | { readonly kind: 'hand' }
  /** It was generated, out of no script. */
  | { readonly kind: 'own' };

/**
 * Where a line (1-based) of an output file comes from. `standing` is the text of the file as it is
 * now, edited or not; null when the part does not generate the file any more.
 */
export function lineOrigin(
  { files, steps, linesOf }: GeneratedPart,
  path: string,
  standing: string,
  line: number,
): LineOrigin | null {
  const file = files.find((one) => one.path === path);
  if (file === undefined) return null;
  const places = counterpartsOf(file.text.split('\n'), standing.split('\n'));
  if (!places.includes(line - 1)) return { kind: 'hand' };
  const here = tracedLines(file.origins, places, steps, linesOf).filter(
    (one) => one.line <= line && line <= one.endLine,
  );
  const ids = here.flatMap((one) => one.steps.map(({ id }) => id));
  if (ids.length > 0) return { kind: 'steps', ids: [...new Set(ids)] };
  const lines = here.flatMap((one) => one.lines ?? []);
  return lines.length > 0 ? { kind: 'lines', lines } : { kind: 'own' };
}
