import type { Piece } from '../slice/print.ts';
import { indented, plain } from '../slice/print.ts';

/** Lines of ours that only some groups of hosts need; all of them where no group is named. */
export function linesForGroups(
  lines: readonly string[],
  groups: readonly string[],
): readonly string[] {
  if (groups.length === 0) return lines;
  return [
    'case "$HOST_GROUP" in',
    `  ${groups.join(' | ')})`,
    ...lines.map((line) => `    ${line}`),
    '    ;;',
    'esac',
  ];
}

/** Steps of some hosts only stand under the name of their group, neighbours of one group together. */
export function byHostGroup(pieces: readonly Piece[]): readonly Piece[] {
  const runs: Piece[][] = [];
  pieces.forEach((piece, at) => {
    const run = runs.at(-1);
    const groups = run?.[0]?.hostGroups ?? [];
    const isAlike = isSame(groups, piece.hostGroups) || staysWith(groups, pieces, at);
    if (run !== undefined && groups.length > 0 && isAlike) run.push(piece);
    else runs.push([piece]);
  });
  return runs.map(underCase);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.join('\n') === other.join('\n');
}

/** A message or a change of folder between two steps of one group is theirs. */
function staysWith(groups: readonly string[], pieces: readonly Piece[], at: number): boolean {
  const next = pieces.slice(at).find((piece) => !isNeutral(piece));
  return (
    pieces[at] !== undefined &&
    isNeutral(pieces[at]) &&
    next !== undefined &&
    isSame(groups, next.hostGroups)
  );
}

function isNeutral({ steps, sets, hostGroups }: Piece): boolean {
  return steps.length === 0 && !sets && hostGroups.length === 0;
}

function underCase(run: readonly Piece[]): Piece {
  const [first] = run as readonly [Piece, ...Piece[]];
  if (first.hostGroups.length === 0) return first;
  const body = run.flatMap(({ comments, lines }) => [...comments.map(plain), ...lines]);
  return {
    ...first,
    comments: [],
    lines: [
      plain('case "$HOST_GROUP" in'),
      plain(`  ${first.hostGroups.join(' | ')})`),
      ...indented(indented(body)),
      plain('    ;;'),
      plain('esac'),
    ],
    steps: [...new Set(run.flatMap(({ steps }) => steps))],
    spans: run.flatMap(({ span, spans }) => spans ?? [span]),
  };
}
