import type { SourceText, Span } from '../model/source.ts';
import type { Value, Word } from '../model/value.ts';
import { concat, literal } from '../shell/value.ts';
import { createCarriedText } from '../syntax/carried-text.ts';
import type { CarriedPiece } from '../syntax/carried-text.ts';
import { encodeHole } from '../syntax/hole.ts';
import { walk as visitNodes } from '../syntax/nodes.ts';
import { parseSource } from '../syntax/parse-source.ts';
import type { ParsedSource } from '../syntax/parse-source.ts';
import type { Context, Flow } from './context.ts';
import { holeSites } from './hole-sites.ts';
import { limits } from './limits.ts';
import type { ShellState } from './shell-state.ts';
import { walkShell } from './walk-shell.ts';
import type { Walk } from './walk.ts';

export interface CarriedText {
  readonly id: string;
  readonly span: Span;
  readonly value: Value;
}

/** Parses and walks a text; unknown stretches stand in it as holes. */
export function walkText(
  walk: Walk,
  carried: CarriedText,
  state: ShellState,
  context: Context,
): Flow {
  const source = carriedSource(walk, carried);
  if (source === null) return 'next';
  const parsed = parseSource(source);
  const [problem] = parsed.errors.filter(({ code }) => code === 'syntax/parse-error');
  if (problem !== undefined) {
    walk.workspace.report('trace/sent-text-not-parsed', carried.span, { message: problem.message });
  }
  numberCommands(walk, parsed);
  return walkShell(walk, parsed.script.commands, state, { ...context, source });
}

/** The text with the way back to its places; null, and reported, when it is too long. */
export function carriedSource(walk: Walk, carried: CarriedText): SourceText | null {
  const pieces = piecesOf(walk, carried.value, carried.span);
  const length = pieces.reduce((sum, piece) => sum + piece.text.length, 0);
  if (length <= limits.carriedText) return createCarriedText(carried.id, carried.span.file, pieces);
  walk.workspace.report('trace/too-deep', carried.span, { limit: limits.carriedText });
  return null;
}

function numberCommands(walk: Walk, parsed: ParsedSource): void {
  let count = 0;
  visitNodes(parsed.script, (node) => {
    if (node.type === 'Command') walk.ordinals.set(node, count++);
    return undefined;
  });
}

/** The stretches of a value, each with the place that it comes from. */
function piecesOf(walk: Walk, value: Value, span: Span): CarriedPiece[] {
  const parts = value.kind === 'concat' ? value.parts : [value];
  const textOf = (file: string) => walk.workspace.text(file);
  return parts.map((part, index) =>
    part.kind === 'literal'
      ? { text: part.text, sites: part.at === undefined || part.at.length === 0 ? [span] : part.at }
      : {
          text: encodeHole(walk.workspace.addHole(part)),
          sites: holeSites(parts[index - 1], parts[index + 1], textOf) ?? [span],
        },
  );
}

/** Words joined by single blanks, as `eval` and ssh join them. */
export function joinedText(words: readonly Word[]): Value {
  return concat(
    words.flatMap((word, index) => {
      const before = words[index - 1];
      if (before === undefined) return [word.value];
      const gap = {
        file: word.span.file,
        start: before.span.end,
        end: Math.max(before.span.end, word.span.start),
      };
      return [literal(' ', [gap]), word.value];
    }),
  );
}
