/** Commands joined by `|`, cut for a room. */
import type { SourceText } from '../../model/source.ts';
import type { CommandNode, Pipeline, SyntaxNode } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import { withPipedInput } from './carried-input.ts';
import { carriedTextOf } from './carried-text-of.ts';
import type { At, Cutting } from './cutting.ts';
import { leafOf } from './leaf.ts';
import { readsPassword, sudoOptions } from './sudo.ts';
import type { Leaf, Tree } from './tree.ts';
import { isNothing, leavesOf } from './tree.ts';

export function cutPipeline(
  node: Pipeline,
  at: At,
  cutting: Cutting,
  background: boolean,
): readonly Tree[] {
  const asked = afterPassword(node, at, cutting);
  if (asked !== null) return cutting.cutNode(asked, at, cutting, background);
  const members = node.commands.map((member) => cutting.cutNode(member, at, cutting));
  const own = members
    .flat()
    .flatMap(leavesOf)
    .filter(({ role }) => role === 'step');
  if (own.length === 0) return plumbingPipeline(node, members, at, cutting);
  const texts = node.commands.map((member) =>
    member.type === 'Command' ? carriedTextOf(member, at.source, cutting.index) : null,
  );
  // What stands on the other side of an ssh is a command of its own there.
  if (texts.some((text) => text !== null)) return crossing(node, members, texts, at, cutting);
  return wholeOf(node, own, at, cutting, background);
}

/** `echo "$PASS" | sudo -S reload | log`: nobody asks root, so that the first member only printed. */
function afterPassword(
  node: Pipeline,
  { source }: At,
  { index }: Cutting,
): CommandNode | Pipeline | null {
  const first = node.commands.findIndex(
    (member) =>
      member.type === 'Command' &&
      member.name?.value === 'sudo' &&
      sudoOptions(member).readsPassword,
  );
  const before = node.commands.slice(0, first);
  const rest = node.commands.slice(first);
  const [only] = rest;
  const acts = before.some(
    ({ pos, end }) => index.effectsWithin(spanInFile(source, pos, end)).length > 0,
  );
  if (first <= 0 || only === undefined || acts || node.prefixes.length > 0) return null;
  return rest.length === 1
    ? only
    : { ...node, pos: only.pos, commands: rest, operators: node.operators.slice(first) };
}

/** A pipe into another machine: what only printed for it prints there. */
function crossing(
  node: Pipeline,
  members: readonly (readonly Tree[])[],
  texts: readonly (SourceText | null)[],
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const first = texts.findIndex((text) => text !== null);
  const producers = node.commands.slice(0, first);
  const hasEffects = producers.some(
    ({ pos, end }) => cutting.index.effectsWithin(spanInFile(at.source, pos, end)).length > 0,
  );
  const carried = texts[first] ?? null;
  const isPassword = carried !== null && readsPassword(cutting.index.parse(carried).script);
  if (hasEffects || first <= 0) return members.flat();
  if (isPassword) return members.slice(first).flat();
  const reading = withPipedInput(members[first] ?? [], producers, carried, at, cutting);
  return [...reading, ...members.slice(first + 1).flat()];
}

function wholeOf(
  node: SyntaxNode,
  own: readonly Leaf[],
  at: At,
  cutting: Cutting,
  background: boolean,
): readonly Tree[] {
  const ids = own.flatMap(({ steps }) => steps);
  const planned = cutting.index.plan.steps.filter(({ classified }) =>
    ids.includes(classified.step.id),
  );
  const leaf = leafOf(node, planned, 'step', at, cutting, background);
  // A function with a part in the deployment is called by its name: it comes along.
  return [{ ...leaf, calls: new Set([...leaf.calls, ...own.flatMap(({ calls }) => [...calls])]) }];
}

function plumbingPipeline(
  node: Pipeline,
  members: readonly (readonly Tree[])[],
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const leaves = members.flat().flatMap(leavesOf);
  // A filter behind a command is no step of its own: `app status | grep -q busy`.
  const isGone = members.some(
    (member, number) => isNothing(member) && !isFilter(node.commands[number], at, cutting),
  );
  if (isGone || leaves.length === 0) return [];
  const role = leaves.every((leaf) => leaf.role === 'log') ? 'log' : 'plumbing';
  const cwd = leaves.find((leaf) => leaf.cwd !== null)?.cwd ?? null;
  return [{ ...leafOf(node, [], role, at, cutting, false), cwd }];
}

const filters = /^(grep|egrep|fgrep|head|tail|awk|sed|cut|tr|wc|sort|uniq|jq)$/;

function isFilter(member: CommandNode | undefined, { source }: At, { index }: Cutting): boolean {
  return (
    member?.type === 'Command' &&
    filters.test(member.name?.value ?? '') &&
    index.effectsWithin(spanInFile(source, member.pos, member.end)).length === 0
  );
}
