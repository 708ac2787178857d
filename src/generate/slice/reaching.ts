/** Which assignments a kept statement may still read, by the order in which the statements run. */
import type { Frame, Leaf, Tree } from './tree.ts';

interface Flow {
  readonly isKept: (leaf: Leaf) => boolean;
  /** It may come along where somebody reads what it sets. */
  readonly mayCome: (leaf: Leaf) => boolean;
  /** Names that are read at places which the order does not tell, such as bodies of functions. */
  readonly always: ReadonlySet<string>;
  /** A later setting takes the place of an earlier one. False where jumps may go around it. */
  readonly settles: boolean;
  readonly found: Set<Leaf>;
}

/** `always` holds what is read after the last statement, too. */
export function reachingAssignments(
  trees: readonly Tree[],
  options: Pick<Flow, 'isKept' | 'mayCome' | 'always'>,
): ReadonlySet<Leaf> {
  const flow: Flow = { ...options, settles: true, found: new Set() };
  flowBack(trees, options.always, flow);
  return flow.found;
}

/** From the names that are read behind the statements to those that are read before them. */
function flowBack(
  trees: readonly Tree[],
  behind: ReadonlySet<string>,
  flow: Flow,
): ReadonlySet<string> {
  return trees.reduceRight((live, tree) => throughTree(tree, live, flow), behind);
}

function throughTree(tree: Tree, behind: ReadonlySet<string>, flow: Flow): ReadonlySet<string> {
  if (tree.type === 'leaf') return throughLeaf(tree, behind, flow);
  if (tree.type === 'frame') return throughFrame(tree, behind, flow);
  // All but the first operand of a chain may not run.
  return tree.operands.reduceRight<ReadonlySet<string>>((live, operand, at) => {
    const before = throughTree(operand, live, flow);
    return at === 0 ? before : new Set([...live, ...before]);
  }, behind);
}

function throughLeaf(leaf: Leaf, behind: ReadonlySet<string>, flow: Flow): ReadonlySet<string> {
  const isRead = [...leaf.writes].some((name) => behind.has(name) || flow.always.has(name));
  const isFound = leaf.role === 'assign' && isRead && flow.mayCome(leaf);
  if (isFound) flow.found.add(leaf);
  if (!isFound && !flow.isKept(leaf)) return behind;
  const before = new Set(behind);
  if (flow.settles) for (const name of leaf.writes) if (sets(leaf, name)) before.delete(name);
  for (const name of leaf.reads) before.add(name);
  return before;
}

/** `NAME=…` as a whole: neither more of an array or a string, nor a name that is only declared. */
function sets({ role, lines }: Leaf, name: string): boolean {
  const text = lines.map((line) => line.text).join('\n');
  return role === 'assign' && new RegExp(`(^|\\s)${name}=`).test(text);
}

function throughFrame(frame: Frame, behind: ReadonlySet<string>, flow: Flow): ReadonlySet<string> {
  const heads = frame.rows.flatMap(({ reads }) => [...reads]);
  if (frame.kind === 'group') {
    const body = frame.rows.flatMap((row) => row.body);
    return new Set([...flowBack(body, behind, flow), ...heads]);
  }
  // What a subshell sets ends with it.
  const after = frame.kind === 'subshell' ? new Set<string>() : behind;
  const isLoop = frame.kind === 'loop';
  const inside = isLoop ? { ...flow, settles: false } : flow;
  const once = bodiesOf(frame, new Set([...after, ...heads]), inside);
  // The next turn of a loop reads what this one sets.
  const all = isLoop ? bodiesOf(frame, once, inside) : once;
  return isRelevant(frame, flow) ? new Set([...behind, ...all, ...heads]) : behind;
}

function bodiesOf(frame: Frame, after: ReadonlySet<string>, flow: Flow): ReadonlySet<string> {
  return new Set([...after, ...frame.rows.flatMap(({ body }) => [...flowBack(body, after, flow)])]);
}

/** The frame prints: a step stands in it or in its head, or something in it is kept or found. */
function isRelevant(tree: Tree, flow: Flow): boolean {
  if (tree.type === 'leaf') return flow.isKept(tree) || flow.found.has(tree);
  if (tree.type === 'chain') return tree.operands.some((operand) => isRelevant(operand, flow));
  return tree.rows.some(
    ({ steps, body }) => steps.length > 0 || body.some((inner) => isRelevant(inner, flow)),
  );
}
