/** Functions that say why and end the script. */
import { walk } from '../../syntax/nodes.ts';
import type { Command } from '../../syntax/nodes.ts';
import type { At, Cutting } from './cutting.ts';
import { functionOf } from './function-frame.ts';
import { leafOf } from './leaf.ts';
import { indented, plain } from './print.ts';
import type { FunctionSite } from './script-index.ts';
import type { Frame, Leaf, Tree } from './tree.ts';
import { leavesOf, stepsIn } from './tree.ts';

/**
 * `ko() { echo "$1"; notify; rm -rf "$WORK"; exit 1; }`: what it does besides belongs elsewhere, but
 * `[ $n -eq 0 ] || ko` has to end the build all the same.
 */
export function farewell(
  node: Command,
  callee: string,
  site: FunctionSite,
  at: At,
  cutting: Cutting,
): readonly Tree[] | null {
  if (cutting.room.kind === 'host' && at.machine === 'build') return null;
  if (!leavesLast(site)) return null;
  const inside = { ...at, source: site.source, isAsked: false, inFunction: true };
  const body = cutting.cutNode(site.node.body, inside, cutting);
  if (body.flatMap(stepsIn).length > 0 || !endsAll(body)) return null;
  if (!cutting.functions.has(callee))
    cutting.functions.set(callee, sayingWhy(callee, site, body, at, cutting));
  const leaf = leafOf(node, [], 'jump', at, cutting, false);
  return [{ ...leaf, calls: new Set([...leaf.calls, callee]) }];
}

/**
 * Whether its last command leaves the script. Asked before the body is cut: menus that call each other
 * would be cut once more on each level.
 */
function leavesLast({ node }: FunctionSite): boolean {
  const commands: Command[] = [];
  walk(node.body, (inner) => {
    if (inner.type === 'Command') commands.push(inner);
    return undefined;
  });
  const last = commands.at(-1);
  return last?.name?.value === 'exit' && /^[1-9]/.test(last.args[0]?.text ?? '');
}

/** Only words, and the end. */
function sayingWhy(
  name: string,
  site: FunctionSite,
  body: readonly Tree[],
  at: At,
  cutting: Cutting,
): Frame {
  const frame = functionOf(name, site, body, at, cutting);
  const said = body
    .flatMap(leavesOf)
    .filter(
      (leaf) => leaf.role === 'jump' || (leaf.role === 'log' && isShown(leaf, site, cutting)),
    );
  const [row] = frame.rows;
  if (row === undefined || body.some(({ type }) => type !== 'leaf')) return frame;
  const head = [...row.head, ...indented(said.flatMap(({ lines }) => lines)), plain('}')];
  const reads = new Set(said.flatMap((leaf) => [...leaf.reads]));
  const calls = [...new Set(said.flatMap((leaf) => [...leaf.calls]))];
  return { ...frame, rows: [{ ...row, head, reads, body: [] }], closing: '', calls };
}

/** The deployer's own log file is not where anybody would look for it now. */
function isShown({ lines, calls }: Leaf, { source }: FunctionSite, { index }: Cutting): boolean {
  const called = [...calls].flatMap((name) => {
    const site = index.functionNamed(name, source);
    return site === null ? [] : [site.source.text.slice(site.node.pos, site.node.end)];
  });
  return [...lines.map(({ text }) => text), ...called].every(
    (text) => !/(^|[^\d&>-])>>?\s*(?!\/dev\/|&)[\w"'$~/.]/.test(text),
  );
}

function endsAll(body: readonly Tree[]): boolean {
  const last = body.at(-1);
  if (last?.type === 'frame' && last.kind === 'group') return endsAll(last.rows[0]?.body ?? []);
  return (
    last?.type === 'leaf' && last.role === 'jump' && /^exit\s+[1-9]/.test(last.lines[0]?.text ?? '')
  );
}
