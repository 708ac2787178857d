/** Text for a shell in a container: it stays behind the command that goes there. */
import type { PlannedStep } from '../../model/plan.ts';
import type { SourceText, Span } from '../../model/source.ts';
import type { Command, Statement, SyntaxNode } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import { offsetsIn } from './command-edits.ts';
import type { At, Cutting } from './cutting.ts';
import { leafOf, leafWithout } from './leaf.ts';
import type { Edit } from './source-lines.ts';
import type { Tree } from './tree.ts';

/** `docker exec web sh -c "…"`, `compose run app bash -c '…'`. */
export function isForContainer(node: Command, { source }: At, { index }: Cutting): boolean {
  const span = spanInFile(source, node.pos, node.end);
  return index.stepsCarriedBy(span).some(({ classified: { step } }) => {
    const { through } = step.place;
    const isHere = through?.file === span.file && through.start === span.start;
    return step.place.kind === 'container' && isHere;
  });
}

/** The command with what of its text belongs in the room; empty where that can't be told apart. */
export function cutInContainer(
  node: Command,
  carried: SourceText,
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const { isOwn, isForeign } = shares(carried, 0, carried.text.length, cutting);
  if (!isOwn) return [];
  const span = spanInFile(carried, 0, carried.text.length);
  const own = effectsIn(span, cutting).filter((planned) => belongs(planned, cutting));
  if (!isForeign) return [leafOf(node, own, 'step', at, cutting, false)];
  const parts = cutting.index.parse(carried).script.commands.flatMap(operandsOf);
  const all = parts.map((part) => shares(carried, part.pos, part.end, cutting));
  if (all.some((part) => part.isOwn && part.isForeign)) return [];
  const goes = all.map((part) => part.isForeign);
  const gone = withoutParts(parts, goes, carried, at);
  // A text that was put together from several places can't be cut where it stands.
  return gone === null ? [] : [leafWithout(node, own, gone, at, cutting)];
}

interface Shares {
  readonly isOwn: boolean;
  readonly isForeign: boolean;
}

/** Whose steps stand in a stretch of the text. */
function shares(carried: SourceText, start: number, end: number, cutting: Cutting): Shares {
  const effects = effectsIn(spanInFile(carried, start, end), cutting);
  return {
    isOwn: effects.some((planned) => belongs(planned, cutting)),
    isForeign: effects.some((planned) => !belongs(planned, cutting) && !isUnknown(planned)),
  };
}

function effectsIn(span: Span, { index }: Cutting): readonly PlannedStep[] {
  return index
    .effectsWithin(span)
    .flatMap((id) => index.step(id) ?? [])
    .filter(({ classified }) => !classified.step.followed);
}

/** What nobody knows stays where its author put it. */
function isUnknown({ classified, disposition }: PlannedStep): boolean {
  return classified.kind === 'unknown' && disposition === 'manual';
}

function belongs({ classified }: PlannedStep, { room }: Cutting): boolean {
  return room.steps.has(classified.step.id);
}

/** Takes commands out of a list, each with the operator that joined it. */
function withoutParts(
  parts: readonly SyntaxNode[],
  goes: readonly boolean[],
  carried: SourceText,
  at: At,
): readonly Edit[] | null {
  const last = goes.lastIndexOf(false);
  const edits = parts.flatMap((part, number) => {
    if (goes[number] !== true) return [];
    const isBehind = number > last;
    const from = isBehind ? (parts[number - 1]?.end ?? part.pos) : part.pos;
    const to = isBehind ? part.end : (parts[number + 1]?.pos ?? part.end);
    const place = offsetsIn(at.source, spanInFile(carried, from, to));
    return place === null ? [] : [{ ...place, text: '' }];
  });
  return edits.length < goes.filter(Boolean).length ? null : edits;
}

function operandsOf({ command }: Statement): readonly SyntaxNode[] {
  return command.type === 'AndOr' && command.operators.every((operator) => operator === '&&')
    ? command.commands
    : [command];
}
