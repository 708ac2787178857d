/** Functions of the script: kept whole, or taken apart where they are called. */
import type { SourceText } from '../../model/source.ts';
import { walk } from '../../syntax/nodes.ts';
import type { FunctionDefinition } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import { backquoteEditsIn } from './command-edits.ts';
import type { Cutting } from './cutting.ts';
import { namesIn } from './names.ts';
import type { ScriptIndex } from './script-index.ts';
import { sourceLines } from './source-lines.ts';
import { leavesOf, stepsIn } from './tree.ts';
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

function callsIn(
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

/** A function that is kept as its author wrote it. */
export function wholeFunction(
  node: FunctionDefinition,
  source: SourceText,
  index: ScriptIndex,
): Frame {
  const { reads } = namesIn(node);
  const lines = sourceLines(node, source, backquoteEditsIn(node), []);
  return {
    type: 'frame',
    kind: 'function',
    rows: [{ head: lines, reads, steps: [], body: [], tail: null }],
    closing: '',
    writes: namesIn(node).writes,
    calls: callsIn(node, source, index),
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
    const steps = leavesOf(tree).filter(({ role }) => role === 'step');
    if (steps.some(({ reads }) => uses(reads))) return true;
    return (
      tree.type === 'frame' &&
      stepsIn(tree).length > 0 &&
      (headsOf(tree).some(uses) || returns(tree))
    );
  });
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
  if (tree.role !== 'assign' || only === undefined || !only.text.startsWith('local '))
    return [tree];
  const text = only.text.replace(/^local\s+(-\w+\s+)*/, '');
  return text.includes('=') ? [{ ...tree, lines: [{ ...only, text }, ...rest] }] : [];
}
