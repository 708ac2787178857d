/** Cuts conditions, loops and choices: what stays of them, and what of them falls away. */
import type {
  ArithmeticFor,
  Case,
  CompoundList,
  For,
  If,
  SyntaxNode,
  While,
} from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import { callsIn } from './called-function.ts';
import { carriedTextOf } from './carried-text-of.ts';
import { commandEdits } from './command-edits.ts';
import { dropsCondition, isHostLoop } from './conditions.ts';
import type { At, Cutting } from './cutting.ts';
import { namesOf, sourceText } from './leaf.ts';
import { documentLines, stretchLines } from './source-lines.ts';
import { isEndless, onePass, skipsOn } from './endless-loops.ts';
import { ignoresFolder } from './surroundings.ts';
import { isNothing, leavesOf, nothing, stepsIn } from './tree.ts';
import { namesIn } from './names.ts';
import type { Frame, Leaf, Line, Row, Tree } from './tree.ts';

export function cutIf(node: If, at: At, cutting: Cutting): readonly Tree[] {
  const arms = [
    { clause: node.clause, body: node.then, word: 'if' },
    ...node.elif.map(({ clause, then }) => ({ clause, body: then, word: 'elif' })),
  ];
  const silent = withoutTerminal(node, at, cutting);
  if (silent !== null) return silent;
  const rows: Row[] = arms.map(({ clause, body, word }) => ({
    ...clauseHead(word, clause, '; then', at, cutting),
    body: cutting.cut(body.commands, at, cutting),
    leadsBack: arms.length === 1 && goesBack(node.else, at, cutting),
    tail: null,
  }));
  if (node.else !== undefined)
    rows.push({
      head: [{ text: 'else', verbatim: false, steps: [] }],
      reads: nothing,
      steps: [],
      body: cutting.cut(node.else.commands, at, cutting),
      tail: null,
    });
  const clauses = arms.map(({ clause }) => spanInFile(at.source, clause.pos, clause.end));
  if (
    dropsCondition(
      clauses,
      rows.flatMap(({ body }) => body.flatMap(stepsIn)),
      cutting,
    )
  )
    return [...clauseSteps(arms, at, cutting), ...rows.flatMap(({ body }) => body)];
  return cutFrame(node, 'if', rows, 'fi', at);
}

/**
 * `if [ -t 1 ]; then RED='\033[31m'; else RED=; fi`: neither CodeBuild nor CodeDeploy gives a command a terminal.
 * Null for any other condition, and where something is done only before a person's eyes.
 */
function withoutTerminal(node: If, at: At, cutting: Cutting): readonly Tree[] | null {
  const { clause, then: body } = node;
  const text = at.source.text.slice(clause.pos, clauseEnd(clause)).trim();
  const asked = /^\[\[?\s+(!\s*)?-t\s+[012]\s+\]\]?$/.exec(text);
  if (asked === null || node.elif.length > 0) return null;
  const [taken, left] = asked[1] === undefined ? [node.else, body] : [body, node.else];
  const span = left === undefined ? null : spanInFile(at.source, left.pos, left.end);
  if (span !== null && cutting.index.actingIn(span).length > 0) return null;
  return taken === undefined ? [] : cutting.cut(taken.commands, at, cutting);
}

/** The other branch brings the release before back, which CodeDeploy does where a hook fails. */
function goesBack(branch: CompoundList | undefined, at: At, { index }: Cutting): boolean {
  if (branch === undefined) return false;
  const span = spanInFile(at.source, branch.pos, branch.end);
  return index.actingIn(span).some(({ destination }) => destination === 'rollback');
}

/** Steps of the room that stood in a condition which falls away: they stay as statements. */
function clauseSteps(
  arms: readonly { readonly clause: CompoundList }[],
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  return arms.flatMap(({ clause }) =>
    cutting
      .cut(clause.commands, at, cutting)
      .filter((tree) => stepsIn(tree).length > 0)
      .map(withoutNegation),
  );
}

/** `if ! cmd; then give up; fi` leaves `cmd`, which stops the script by itself. */
function withoutNegation(tree: Tree): Tree {
  if (tree.type !== 'leaf') return tree;
  const [first, ...rest] = tree.lines;
  return first === undefined
    ? tree
    : { ...tree, lines: [{ ...first, text: first.text.replace(/^!\s+/, '') }, ...rest] };
}

/** The condition of an arm as its head; a condition that goes through ssh prints what it asks there. */
function clauseHead(
  word: string,
  clause: CompoundList,
  after: string,
  at: At,
  cutting: Cutting,
): Pick<Row, 'head' | 'reads' | 'steps' | 'calls' | 'cwd'> {
  const inner = cutting.cut(clause.commands, { ...at, isAsked: true }, cutting);
  const steps = inner.flatMap(stepsIn);
  const isPlaced = (leaf: Leaf) => leaf.role === 'step' && !ignoresFolder(leaf);
  const cwd = inner.flatMap(leavesOf).find(isPlaced)?.cwd ?? null;
  const edits = commandEdits(clause, at, steps, cutting);
  const asked = askedElsewhere(clause, inner, at, cutting);
  if (asked !== null) {
    const line = { text: asked.text, verbatim: false, steps };
    const calls = new Set(inner.flatMap(leavesOf).flatMap((leaf) => [...leaf.calls]));
    return { head: framed([line], `${word} `, after), reads: asked.reads, steps, calls, cwd };
  }
  const end = clauseEnd(clause);
  const lines = stretchLines(clause, { start: clause.pos, end }, at.source, edits, steps);
  const documents = documentLines([clause], end, at.source, edits, steps);
  return {
    head: [...framed(lines, `${word} `, after), ...documents],
    reads: namesOf(clause, at, cutting).reads,
    steps,
    cwd,
    calls: new Set([
      ...inner.flatMap(leavesOf).flatMap((leaf) => [...leaf.calls]),
      ...callsIn(clause, at, cutting),
    ]),
  };
}

/** A condition that goes through ssh, or a function that does, as it is asked on the other side. */
function askedElsewhere(
  clause: CompoundList,
  inner: readonly Tree[],
  at: At,
  cutting: Cutting,
): { readonly text: string; readonly reads: ReadonlySet<string> } | null {
  const [only, ...rest] = clause.commands;
  const node = only?.command;
  const isNegated =
    node?.type === 'Pipeline' && node.prefixes.some(({ type }) => type === 'Negation');
  const command = node?.type === 'Pipeline' && node.commands.length === 1 ? node.commands[0] : node;
  if (rest.length > 0 || command?.type !== 'Command') return null;
  if (carriedTextOf(command, at.source, cutting.index) === null) return null;
  const leaves = inner
    .flatMap(leavesOf)
    .filter(({ role }) => role !== 'log' && (role !== 'cd' || cutting.room.kind === 'host'));
  const texts = leaves.map(({ lines }) => lines.map(({ text }) => text).join('\n'));
  const text = texts.length > 1 && isNegated ? `{ ${texts.join(' && ')}; }` : texts.join(' && ');
  const reads = new Set(leaves.flatMap((leaf) => [...leaf.reads]));
  return texts.length === 0 ? null : { text: `${isNegated ? '! ' : ''}${text}`, reads };
}

/** The end of the last command, without the separator after it. */
function clauseEnd(clause: CompoundList): number {
  return clause.commands.at(-1)?.command.end ?? clause.end;
}

function framed(lines: readonly Line[], before: string, after: string): readonly Line[] {
  return lines.map((line, index) => ({
    ...line,
    text: `${index === 0 ? before : ''}${line.text}${index === lines.length - 1 ? after : ''}`,
  }));
}

export function cutLoop(node: For | While, at: At, cutting: Cutting): readonly Tree[] {
  const span = spanInFile(at.source, node.pos, node.end);
  const body = cutting.cut(node.body.commands, at, cutting);
  if (
    readsOptions(node, at) &&
    [...body, ...askedBy(node, at, cutting)].flatMap(stepsIn).length === 0
  )
    return [];
  if (isHostLoop(node, span, body, at, cutting)) return body;
  if (node.type === 'For')
    return cutFrame(node, 'loop', [row(node, node.pos, node.body, at, cutting)], 'done', at);
  // The words of the menu go with it.
  if (asksForever(node, at, cutting))
    return body.filter((tree) => tree.type !== 'leaf' || tree.role !== 'log');
  if (isEndless(node, at, cutting)) return turnedOnce(node, body, at);
  const head = clauseHead(node.kind, node.clause, '; do', at, cutting);
  return cutFrame(node, 'loop', [{ ...head, body, tail: null }], 'done', at);
}

export function cutCount(node: ArithmeticFor, at: At, cutting: Cutting): readonly Tree[] {
  const counted = row(node, node.pos, node.body, at, cutting);
  return isEndless(node, at, cutting)
    ? turnedOnce(node, counted.body, at)
    : cutFrame(node, 'loop', [counted], 'done', at);
}

/** What is left of a loop without end: its body, in a loop of one turn where the body leaves a turn early. */
function turnedOnce(node: SyntaxNode, body: readonly Tree[], at: At): readonly Tree[] {
  const turn = onePass(body);
  if (!skipsOn(turn)) return turn;
  const head = [{ text: 'for _ in once; do', verbatim: false, steps: [] }];
  return cutFrame(
    node,
    'loop',
    [{ head, reads: nothing, steps: [], body: turn, tail: null }],
    'done',
    at,
  );
}

/** `while true; do read -p "1) stop 2) start" choice; …`: one release has one answer, and no end without it. */
function asksForever({ clause, body }: While, { source }: At, { index }: Cutting): boolean {
  const condition = source.text.slice(clause.pos, clause.end).replace(/[;\s]+$/, '');
  return (
    /^(true|:|\(\(\s*1\s*\)\)|\[\[?\s+(1|true)\s+\]\]?)$/.test(condition) &&
    body.commands.some(({ command }) => {
      const isRead = command.type === 'Command' && command.name?.value === 'read';
      const steps = isRead ? index.stepsAt(spanInFile(source, command.pos, command.end)) : [];
      return steps.some(({ classified: { step } }) => step.stdin.kind === 'inherited');
    })
  );
}

/** A loop over the arguments of the old script, which nobody gives any more. */
function readsOptions(node: For | While, { source }: At): boolean {
  if (node.type === 'For')
    return (
      node.wordlist === undefined || node.wordlist.some(({ text }) => /^"?\$[@*]"?$/.test(text))
    );
  return /\bgetopts?\b|\$#|\$\{?1\b/.test(source.text.slice(node.clause.pos, node.clause.end));
}

/** What a loop asks before each turn: `until curl -sf "$1"; do sleep 3; done`. */
function askedBy(node: For | While, at: At, cutting: Cutting): readonly Tree[] {
  return node.type === 'For'
    ? []
    : cutting.cut(node.clause.commands, { ...at, isAsked: true }, cutting);
}

/** A loop whose head is everything before its body. */
export function row(
  node: SyntaxNode,
  start: number,
  body: CompoundList,
  at: At,
  cutting: Cutting,
): Row {
  const raw = sourceText(node, start, body.pos, at, cutting);
  // The author's remark after `do` belongs to the body.
  const text = raw.replace(/[;\s]*\bdo\b\s*(#[^\n]*\s*)*$/, '').trimEnd();
  const names =
    node.type === 'For'
      ? namesOf({ ...node, body: { ...body, commands: [] } }, at, cutting)
      : namesOf(node, at, cutting);
  return {
    head: [{ text: `${text}; do`, verbatim: false, steps: [] }],
    reads: names.reads,
    steps: [],
    ...(node.type === 'For' ? { calls: callsOfWords(node, at, cutting) } : {}),
    body: cutting.cut(body.commands, at, cutting),
    tail: null,
  };
}

/** `for unit in $(units); do`. */
function callsOfWords({ wordlist = [] }: For, at: At, cutting: Cutting): ReadonlySet<string> {
  return new Set(wordlist.flatMap((word) => [...callsIn(word, at, cutting)]));
}

export function cutCase(node: Case, at: At, cutting: Cutting): readonly Tree[] {
  const { source } = at;
  const word = sourceText(node.word, node.word.pos, node.word.end, at, cutting);
  const asked = spanInFile(source, node.word.pos, node.word.end);
  // Guards of a `case` stand on its patterns; what a branch asks for itself is another matter.
  const arms = node.items.flatMap(({ pattern }) =>
    pattern.map(({ pos, end }) => spanInFile(source, pos, end)),
  );
  const items: Row[] = node.items.map((item) => {
    const [first] = item.pattern;
    const last = item.pattern.at(-1);
    const pattern =
      first === undefined || last === undefined ? '*' : source.text.slice(first.pos, last.end);
    return {
      head: [{ text: `${pattern})`, verbatim: false, steps: [] }],
      reads: nothing,
      steps: [],
      body: cutting.cut(item.body.commands, at, cutting),
      tail: item.terminator ?? ';;',
    };
  });
  const steps = items.flatMap(({ body }) => body.flatMap(stepsIn));
  if (dropsCondition([asked], steps, cutting, [asked, ...arms]))
    return items.flatMap(({ body }) => (body.flatMap(stepsIn).length > 0 ? body : []));
  const head: Row = {
    head: [{ text: `case ${word} in`, verbatim: false, steps: [] }],
    reads: namesOf(node.word, at, cutting).reads,
    steps: [],
    body: [],
    tail: null,
  };
  return cutFrame(node, 'case', [head, ...items], 'esac', at);
}

/** `for f in …`, `while read -r line`, `if ! answer=$(…)`: names that the head sets. */
function writesOfHead(node: SyntaxNode): ReadonlySet<string> {
  if (node.type === 'For') return new Set([node.name.value]);
  return node.type === 'While' || node.type === 'If' ? namesIn(node.clause).writes : nothing;
}

export function cutFrame(
  node: SyntaxNode,
  kind: Frame['kind'],
  rows: readonly Row[],
  closing: string,
  at: At,
): readonly Tree[] {
  const isEmpty = rows.every(({ body, steps }) => isNothing(body) && steps.length === 0);
  if (isEmpty) return [];
  return [
    {
      type: 'frame',
      kind,
      rows,
      closing,
      writes: writesOfHead(node),
      comments: [],
      machine: at.machine,
      span: spanInFile(at.source, node.pos, node.end),
    },
  ];
}
