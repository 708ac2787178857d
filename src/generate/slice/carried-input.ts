/** What a carrier gives the command on the other side to read: it stays that command's input. */
import type { SourceText } from '../../model/source.ts';
import type { Step } from '../../model/step.ts';
import { askedAnywhere, pipedInputOf } from '../../plan/piped-input.ts';
import { localInputsOf, takesInput } from '../../plan/local-input.ts';
import type { Command, CommandNode, Redirection } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import { fileSource, parseSource } from '../../syntax/parse-source.ts';
import type { At, Cutting } from './cutting.ts';
import { isScriptFile } from './handed-words.ts';
import { leafOf, namesOf, sourceText } from './leaf.ts';
import { commandEdits } from './command-edits.ts';
import { documentLines } from './source-lines.ts';
import { leavesOf } from './tree.ts';
import type { Leaf, Line, Tree } from './tree.ts';

/** `ssh web1 'sudo tee /etc/cron.d/shop' <<EOF`: the document goes to `tee`. */
export function withCarriedInput(
  trees: readonly Tree[],
  node: Command,
  carried: SourceText,
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  // What the shell read was the script.
  if (isScriptFile(carried)) return trees;
  const input = node.redirects.find((one) => isInput(one, at, cutting));
  const reader = input === undefined ? null : readerOf(trees, carried, cutting);
  const file = input?.type === 'Redirect' ? bundledFile(trees, at, cutting) : null;
  if (file !== null) return replaced(trees, file.reader, () => file.told);
  if (input === undefined || reader === null || isFile(input, at, cutting)) return trees;
  const edits = commandEdits(node, at, reader.steps, cutting);
  const documents = documentLines([input], input.pos, at.source, edits, reader.steps);
  const text = sourceText(input, input.pos, headEnd(input), at, cutting).trimEnd();
  const named = namesOf(input, at, cutting);
  return replaced(trees, reader, (leaf) => ({
    ...leaf,
    lines: [...appended(leaf.lines, ` ${text}`), ...documents],
    reads: new Set([...leaf.reads, ...named.reads]),
  }));
}

/** `echo "$LINE" | ssh web1 'cat >> file'`: what was piped through ssh is piped on the host. */
export function withPipedInput(
  trees: readonly Tree[],
  producers: readonly CommandNode[],
  carried: SourceText | null,
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const isRead = carried === null || isScriptFile(carried);
  const reader = isRead ? null : readerOf(trees, carried, cutting);
  if (reader === null) return trees;
  const before = producers.map((producer) => leafOf(producer, [], 'plumbing', at, cutting, false));
  if (before.length === 0) return trees;
  const files = reader.steps
    .flatMap((id) => cutting.index.step(id)?.classified.step ?? [])
    .flatMap((step) => pipedInputOf(step, cutting.index.plan.trace)?.files ?? []);
  const isInBundle = files.length > 0 && cutting.room.kind === 'host' && at.machine !== 'host';
  const isAsked = !isInBundle && before.some((leaf) => needsFiles(leaf, cutting));
  if (isAsked) return trees;
  const lines = before.flatMap((leaf) => leaf.lines.map((line) => marked(line, reader)));
  const text = lines.flatMap((line) => (line.verbatim ? [] : [line.text])).join(' | ');
  const head = isInBundle ? `(cd "$BUNDLE" && ${text})` : text;
  const documents = lines.filter(({ verbatim }) => verbatim);
  return replaced(trees, reader, (leaf) => ({
    ...leaf,
    lines: [...prefixed(leaf.lines, `${head} | `), ...documents],
    reads: new Set([...leaf.reads, ...before.flatMap(({ reads }) => [...reads])]),
  }));
}

/** A document or a string goes along; a file only where the source lies beside the command. */
function isInput(redirect: Redirection, { source }: At, { index }: Cutting): boolean {
  // A document of commands is what the other shell runs, not what they read.
  if (redirect.type === 'HereDoc')
    return !index.anyWithin(spanInFile(source, redirect.body.pos, redirect.body.end));
  const operator = source.text.slice(redirect.pos).match(/^\d*(<<<|<)/)?.[1];
  return operator === '<<<' || operator === '<';
}

/** A file of the deploying machine is none of a host. */
function isFile({ type }: Redirection, { machine }: At, { room }: Cutting): boolean {
  return type === 'Redirect' && room.kind === 'host' && machine !== 'host';
}

/** A file of the source, which the build puts into the bundle. */
function bundledFile(
  trees: readonly Tree[],
  { machine }: At,
  { index, room }: Cutting,
): { readonly reader: Leaf; readonly told: Leaf } | null {
  if (room.kind !== 'host' || machine === 'host') return null;
  for (const reader of trees.flatMap(leavesOf)) {
    const own = reader.steps.flatMap((id) => index.step(id) ?? []);
    const [file] = localInputsOf(own, index.plan.trace);
    if (file === undefined) continue;
    const lines = appended(reader.lines, ` < "$BUNDLE/${file.path}"`);
    return { reader, told: { ...reader, lines } };
  }
  return null;
}

function headEnd(redirect: Redirection): number {
  return redirect.type === 'HereDoc' ? (redirect.delimiter?.end ?? redirect.end) : redirect.end;
}

/** What reads a file of the deploying machine, or asks it something, says nothing on a host. */
function needsFiles({ lines }: Leaf, { room }: Cutting): boolean {
  if (room.kind !== 'host') return false;
  const text = lines
    .filter(({ verbatim }) => !verbatim)
    .map((line) => line.text)
    .join('\n');
  if (askedAnywhere.test(text.trim())) return false;
  return !/^\s*(echo|printf|cat\s+<<|yes\b)/.test(text) || /\$\((?!date\b)|`/.test(text);
}

function readerOf(trees: readonly Tree[], carried: SourceText, { index }: Cutting): Leaf | null {
  const inside = index
    .stepsInside(carried)
    .map(({ classified }) => classified.step)
    .filter((step) => index.step(step.id)?.disposition !== null);
  const step = inside.length === 1 ? inside[0] : inside.find(isReader);
  if (step === undefined) return null;
  const leaf = trees.flatMap(leavesOf).find(({ steps }) => steps.includes(step.id));
  return leaf === undefined || hasOwnInput(leaf) ? null : leaf;
}

function isReader({ name, stdin }: Step): boolean {
  return takesInput(name) && stdin.kind !== 'inherited';
}

function hasOwnInput({ lines }: Leaf): boolean {
  return lines.some(({ text, verbatim }) => !verbatim && /(^|[^<&\d])<(?![(&])/.test(text));
}

function replaced(
  trees: readonly Tree[],
  wanted: Leaf,
  change: (leaf: Leaf) => Leaf,
): readonly Tree[] {
  const inside = (tree: Tree): Tree => {
    if (tree.type === 'leaf') return tree === wanted ? change(tree) : tree;
    if (tree.type === 'chain') return { ...tree, operands: tree.operands.map(inside) };
    return { ...tree, rows: tree.rows.map((row) => ({ ...row, body: row.body.map(inside) })) };
  };
  return trees.map(inside);
}

/** Behind the command; in a pipe, behind the first one: that is who reads. */
function appended(lines: readonly Line[], text: string): readonly Line[] {
  const whole = lines.map((line) => line.text).join('\n');
  const { start, end } = firstOfPipe(whole);
  const at = whole.slice(start, end).split('\n').length - 1;
  const offset = end - (whole.lastIndexOf('\n', end - 1) + 1);
  return lines.map((line, number) =>
    number === at
      ? { ...line, text: `${line.text.slice(0, offset)}${text}${line.text.slice(offset)}` }
      : line,
  );
}

function firstOfPipe(text: string): { readonly start: number; readonly end: number } {
  const command = parseSource(fileSource('', text)).script.commands[0]?.command;
  const first = command?.type === 'Pipeline' ? command.commands[0] : undefined;
  return { start: 0, end: first?.end ?? text.length };
}

function prefixed(lines: readonly Line[], text: string): readonly Line[] {
  return lines.map((line, at) => (at === 0 ? { ...line, text: `${text}${line.text}` } : line));
}

function marked(line: Line, { steps }: Leaf): Line {
  return { ...line, steps };
}
