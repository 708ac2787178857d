/** Functions of the script: kept whole, or taken apart where they are called. */
import type { SourceText } from '../../model/source.ts';
import type { Step } from '../../model/step.ts';
import { walk } from '../../syntax/nodes.ts';
import type { FunctionDefinition, SyntaxNode } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import { carriedTextOf } from './carried-text-of.ts';
import { backquoteEditsIn } from './command-edits.ts';
import type { At, Cutting } from './cutting.ts';
import { namesIn } from './names.ts';
import type { Room } from './room.ts';
import type { ScriptIndex } from './script-index.ts';
import { sourceLines } from './source-lines.ts';
import { leavesOf, stepsIn } from './tree.ts';
import { unpassedEdits } from './unpassed-arguments.ts';
import type { Frame, Tree } from './tree.ts';

/** Functions that a kept one calls are kept, too. */
export function keepCalled(frame: Frame, source: SourceText, cutting: Cutting): void {
  for (const name of frame.calls ?? []) {
    const site = cutting.index.functionNamed(name, source);
    if (site === null || cutting.functions.has(name)) continue;
    const called = wholeFunction(site.node, site.source, cutting.index);
    cutting.functions.set(name, called);
    keepCalled(called, site.source, cutting);
  }
}

/** The function comes along as it stands, with those that it calls. */
export function bringFunction(name: string, within: SourceText, cutting: Cutting): void {
  const site = cutting.index.functionNamed(name, within);
  if (site === null || cutting.functions.has(name)) return;
  const frame = wholeFunction(site.node, site.source, cutting.index);
  cutting.functions.set(name, frame);
  keepCalled(frame, site.source, cutting);
}

/**
 * Functions that a condition or a word calls and that do nothing but answer: they come along. Those
 * that have a part in the deployment are cut out where they are called.
 */
export function callsIn(
  node: SyntaxNode,
  { source }: Pick<At, 'source'>,
  cutting: Cutting,
): ReadonlySet<string> {
  const calls = new Set<string>();
  walk(node, (inner) => {
    if (inner.type !== 'Command') return undefined;
    const name = inner.name?.value ?? '';
    if (cutting.index.functionNamed(name, source) === null) return undefined;
    // What it sends elsewhere is asked there without it.
    if (carriedTextOf(inner, source, cutting.index) !== null) return undefined;
    const span = spanInFile(source, inner.pos, inner.end);
    const around = spanInFile(source, node.pos, node.end);
    const isAnswer = cutting.index.isAnswer(span, around);
    const acting = cutting.index.actingIn(span);
    const isHere = acting.every(({ classified: { step } }) => comesAlong(step, cutting.room));
    if (cutting.index.acts(span) && !(isAnswer && isHere)) return undefined;
    bringFunction(name, source, cutting);
    calls.add(name);
    return undefined;
  });
  return calls;
}

/** A step that a function takes along into the room: it is done there, on the same machine. */
export function comesAlong({ id, place }: Step, room: Room): boolean {
  return place.kind === 'local' && room.steps.has(id);
}

function calledBy(
  node: FunctionDefinition,
  source: SourceText,
  index: ScriptIndex,
): readonly string[] {
  const calls = new Set<string>();
  walk(node, (inner) => {
    const name = inner.type === 'Command' ? (inner.name?.value ?? '') : '';
    if (index.functionNamed(name, source) !== null) calls.add(name);
    return undefined;
  });
  return [...calls];
}

/** Names that are the function's own: declared in it, or given by its loops and readers. */
export function ownNames(node: FunctionDefinition): ReadonlySet<string> {
  const own = new Set<string>();
  walk(node, (inner) => {
    if (inner.type === 'For') own.add(inner.name.value);
    if (inner.type !== 'Command') return undefined;
    if (!/^(local|declare|typeset|read|mapfile|readarray|getopts)$/.test(inner.name?.value ?? ''))
      return undefined;
    for (const name of namesIn(inner).writes) own.add(name);
    return undefined;
  });
  return own;
}

/** A function that is kept as its author wrote it. */
export function wholeFunction(
  node: FunctionDefinition,
  source: SourceText,
  index: ScriptIndex,
): Frame {
  const { reads } = namesIn(node);
  const unpassed = unpassedEdits(node, index.fewestArguments(node.name.text));
  const lines = sourceLines(node, source, [...backquoteEditsIn(node), ...unpassed], []);
  return {
    type: 'frame',
    kind: 'function',
    rows: [{ head: lines, reads, steps: [], body: [], tail: null }],
    closing: '',
    writes: namesIn(node).writes,
    own: ownNames(node),
    calls: calledBy(node, source, index),
    comments: [],
    machine: 'build',
    span: spanInFile(source, node.pos, node.end),
  };
}

/** Whether a body makes sense only as a function: it reads its arguments, or returns from inside. */
export function needsCall(body: readonly Tree[]): boolean {
  const leaves = body.flatMap(leavesOf);
  const bound = new Set<string>();
  for (const { role, reads, writes } of leaves)
    if (role === 'assign' && [...reads].some(isArgument))
      for (const name of writes) bound.add(name);
  const uses = (names: ReadonlySet<string>) =>
    [...names].some((name) => isArgument(name) || bound.has(name));
  return body.some((tree) => {
    // Where it goes is as much its argument as what it does there.
    const steps = leavesOf(tree).filter(({ role }) => role === 'step' || role === 'cd');
    if (steps.some(({ reads }) => uses(reads))) return true;
    if (refuses(tree) && leavesOf(tree).some(({ reads }) => uses(reads))) return true;
    return (
      tree.type === 'frame' &&
      stepsIn(tree).length > 0 &&
      (headsOf(tree).some(uses) || returns(tree))
    );
  });
}

/** `[ -f "$1" ] || exit 1`. */
function refuses(tree: Tree): boolean {
  return leavesOf(tree).some(({ role, steps }) => role === 'jump' && steps.length > 0);
}

function isArgument(name: string): boolean {
  return /^[1-9@*#]$/.test(name);
}

function headsOf(tree: Tree): readonly ReadonlySet<string>[] {
  if (tree.type !== 'frame') return [];
  return tree.rows.flatMap(({ reads, body }) => [reads, ...body.flatMap(headsOf)]);
}

function returns(tree: Tree): boolean {
  return leavesOf(tree).some(
    ({ role, lines }) => role === 'jump' && lines[0]?.text.startsWith('return'),
  );
}

/** An inlined body is no function any more: nothing in it is local. */
export function inlined(tree: Tree): readonly Tree[] {
  if (tree.type === 'chain') return [{ ...tree, operands: tree.operands.flatMap(inlined) }];
  if (tree.type === 'frame')
    return [
      {
        ...tree,
        rows: tree.rows.map((row) => ({ ...row, body: row.body.flatMap(inlined) })),
      },
    ];
  const [only, ...rest] = tree.lines;
  if (only === undefined || !only.text.startsWith('local ')) return [tree];
  const text = only.text.replace(/^local\s+(-\w+\s+)*/, '');
  return text.includes('=') ? [{ ...tree, lines: [{ ...only, text }, ...rest] }] : [];
}
