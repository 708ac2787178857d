import type { Plan } from '../../model/plan.ts';
import type { Piece } from '../slice/print.ts';
import type { Line } from '../slice/tree.ts';
import { indented, plain } from '../slice/print.ts';

/** Lines of ours that only some groups of hosts need; as they are where no group or each one is named. */
export function linesForGroups(
  lines: readonly string[],
  groups: readonly string[],
  { deployment }: Plan,
): readonly string[] {
  const all = deployment.environments.flatMap(({ hostGroups }) => hostGroups);
  if (groups.length === 0 || all.every(({ name }) => groups.includes(name))) return lines;
  return [
    'case "$HOST_GROUP" in',
    `  ${groups.join(' | ')})`,
    ...lines.map((line) => `    ${line}`),
    '    ;;',
    'esac',
  ];
}

/** Steps of some hosts only stand under the name of their group, neighbours of one group together. */
export function byHostGroup(all: readonly Piece[], plan: Plan): readonly Piece[] {
  const runs: Piece[][] = [];
  const pieces = all.map((piece) =>
    asksForGroup(piece, plan) ? { ...piece, hostGroups: [] } : piece,
  );
  pieces.forEach((piece, at) => {
    const run = runs.at(-1);
    const groups = run?.[0]?.hostGroups ?? [];
    const isAlike = isSame(groups, piece.hostGroups) || staysWith(groups, pieces, at);
    if (run !== undefined && groups.length > 0 && isAlike) run.push(piece);
    else runs.push([piece]);
  });
  return asChoices(runs).flatMap(underCase);
}

/** All groups, or a question for what their name says already. */
function asksForGroup({ hostGroups, lines }: Piece, plan: Plan): boolean {
  const groups = plan.deployment.environments.flatMap((environment) => environment.hostGroups);
  const head = lines[0]?.text ?? '';
  return (
    groups.every(({ name }) => hostGroups.includes(name)) ||
    (/^(if|case) /.test(head) &&
      groups.some(({ values = {} }) =>
        Object.keys(values).some((name) => new RegExp(`\\$\\{?${name}\\b`).test(head)),
      ))
  );
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

/** Steps of some hosts, and what other hosts do instead, are one choice. */
function underCase(runs: readonly (readonly Piece[])[]): readonly Piece[] {
  const [first] = runs[0] as readonly [Piece, ...Piece[]];
  if (first.hostGroups.length === 0) return runs.flat();
  const all = runs.flat();
  return [
    {
      ...first,
      comments: [],
      lines: [plain('case "$HOST_GROUP" in'), ...runs.flatMap(armOf), plain('esac')],
      steps: [...new Set(all.flatMap(({ steps }) => steps))],
      spans: all.flatMap(({ span, spans }) => spans ?? [span]),
    },
  ];
}

function armOf(run: readonly Piece[]): readonly Line[] {
  const body = run.flatMap(({ comments, lines }) => [...comments.map(plain), ...lines]);
  return [
    plain(`  ${run[0]?.hostGroups.join(' | ') ?? '*'})`),
    ...indented(indented(body)),
    plain('    ;;'),
  ];
}

/** Neighbours that are for different hosts, no host for two of them. */
function asChoices(
  runs: readonly (readonly Piece[])[],
): readonly (readonly (readonly Piece[])[])[] {
  const choices: (readonly Piece[])[][] = [];
  for (const run of runs) {
    const last = choices.at(-1);
    const groups = run[0]?.hostGroups ?? [];
    const taken = last?.flatMap(([piece]) => piece?.hostGroups ?? []) ?? [];
    const isApart =
      taken.length > 0 && groups.length > 0 && !groups.some((one) => taken.includes(one));
    if (last !== undefined && isApart) last.push(run);
    else choices.push([run]);
  }
  return choices;
}
