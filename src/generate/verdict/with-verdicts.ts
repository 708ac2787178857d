import type { StepId } from '../../model/step.ts';
import { fileSource, parseSource } from '../../syntax/parse-source.ts';
import type { Statement, SyntaxNode } from '../../syntax/nodes.ts';
import { walk } from '../../syntax/nodes.ts';
import { namesIn } from '../slice/names.ts';
import type { Piece } from '../slice/print.ts';
import type { Slice } from '../slice/slice.ts';
import { branchVerdict } from './branch-verdict.ts';
import { changed, textOf } from './change.ts';
import type { Change } from './change.ts';
import { leavesBadly } from './jumps.ts';
import { loopVerdict } from './loop-verdict.ts';
import { answerVerdict } from './answer-verdict.ts';
import { plainVerdict } from './plain-verdict.ts';

/** What a check can be told by, and what may stand around it. */
export interface Asking {
  readonly text: string;
  /** The node asks whether the application works, or reads what such a question answered. */
  readonly asks: (node: SyntaxNode) => boolean;
  /** `exit 1`, or `return 1` inside a function. */
  readonly giveUp: 'exit 1' | 'return 1';
  /** Functions that leave the script with a bad status. */
  readonly leavers: ReadonlySet<string>;
  /** What stands behind the piece. */
  readonly later: string;
  /** What ends a check that never ends by itself. */
  readonly limit: string;
  /** Every check there tells whether the release works; elsewhere only one that is asked again does. */
  readonly isVerdict: boolean;
}

/**
 * Checks that could not fail made to: the old script's author looked at what it printed, a pipeline
 * looks at the status. Each addition says that it is one.
 */
export function withVerdicts(
  slice: Slice,
  isCheck: (id: StepId) => boolean,
  { limit, isVerdict }: Pick<Asking, 'limit' | 'isVerdict'>,
): Slice {
  const all = [...slice.functions, ...slice.pieces];
  if (!all.some((piece) => holdsCheck(piece, isCheck))) return slice;
  const known: Known = {
    askers: namesOfFunctions(slice.functions, (piece) => holdsCheck(piece, isCheck)),
    leavers: namesOfFunctions(slice.functions, (piece) => leavesBadly(textOf(piece), new Set())),
    answers: new Set(),
    limit,
    isVerdict,
    isCheck,
  };
  const texts = slice.pieces.map(textOf);
  return {
    ...slice,
    functions: slice.functions.map((piece) => judged(piece, '', true, known)),
    pieces: slice.pieces.map((piece, at) =>
      judged(piece, texts.slice(at + 1).join('\n'), false, known),
    ),
  };
}

interface Known {
  readonly askers: ReadonlySet<string>;
  readonly leavers: ReadonlySet<string>;
  /** Names that hold what a check answered. */
  readonly answers: Set<string>;
  readonly limit: string;
  readonly isVerdict: boolean;
  readonly isCheck: (id: StepId) => boolean;
}

function holdsCheck({ lines }: Piece, isCheck: (id: StepId) => boolean): boolean {
  return lines.some(({ steps }) => steps.some(isCheck));
}

function namesOfFunctions(
  functions: readonly Piece[],
  holds: (piece: Piece) => boolean,
): ReadonlySet<string> {
  return new Set(
    functions
      .filter(holds)
      .flatMap((piece) => /^(?:function\s+)?([\w-]+)/.exec(textOf(piece))?.[1] ?? []),
  );
}

function judged(piece: Piece, later: string, isFunction: boolean, known: Known): Piece {
  const text = textOf(piece);
  const { script } = parseSource(fileSource('', text));
  const asks = askingIn(piece, known);
  noteAnswers(script, known.answers, asks);
  const asking: Asking = {
    text,
    asks,
    giveUp: isFunction ? 'return 1' : 'exit 1',
    leavers: known.leavers,
    later,
    limit: known.limit,
    isVerdict: known.isVerdict,
  };
  const changes = script.commands.flatMap((statement) => changesIn(statement, asking));
  return changes.length === 0 ? piece : changed(piece, changes);
}

/** By the steps of its lines, by the functions that it calls, by the names that it reads. */
function askingIn({ lines }: Piece, { askers, answers, isCheck }: Known): Asking['asks'] {
  const checks: { start: number; end: number }[] = [];
  let start = 0;
  for (const { text, steps } of lines) {
    if (steps.some(isCheck)) checks.push({ start, end: start + text.length });
    start += text.length + 1;
  }
  return (node) => {
    if (checks.some((line) => node.pos < line.end && line.start < node.end)) return true;
    if ([...namesIn(node).reads].some((name) => answers.has(name))) return true;
    let calls = false;
    walk(node, (inner) => {
      if (inner.type === 'Command' && askers.has(inner.name?.value ?? '')) calls = true;
      return undefined;
    });
    return calls;
  };
}

function noteAnswers(root: SyntaxNode, answers: Set<string>, asks: Asking['asks']): void {
  walk(root, (node) => {
    const isSetting = node.type === 'Command' && node.name === undefined && asks(node);
    if (isSetting) for (const name of namesIn(node).writes) answers.add(name);
    return undefined;
  });
}

/** What a statement lacks: itself, or the ones inside it. */
function changesIn({ command }: Statement, asking: Asking): readonly Change[] {
  const node = command.type === 'Redirected' ? command.command : command;
  if (!asking.asks(command)) return [];
  switch (node.type) {
    case 'For':
    case 'While':
    case 'ArithmeticFor': {
      const own = loopVerdict(node, command.end, asking);
      return own ?? node.body.commands.flatMap((inner) => changesIn(inner, asking));
    }
    case 'If':
      return (
        branchVerdict(node, asking) ??
        [node.then, ...node.elif.map(({ then }) => then), ...(node.else ? [node.else] : [])]
          .flatMap(({ commands }) => commands)
          .flatMap((inner) => changesIn(inner, asking))
      );
    case 'AndOr':
      return branchVerdict(node, asking) ?? [];
    case 'Case':
      return node.items.flatMap(({ body }) =>
        body.commands.flatMap((inner) => changesIn(inner, asking)),
      );
    case 'Function':
      return insideFunction(node, asking);
    case 'BraceGroup':
    case 'Subshell':
      return node.body.commands.flatMap((inner) => changesIn(inner, asking));
    default:
      return asking.isVerdict ? [...answerVerdict(node, asking), ...plainVerdict(node)] : [];
  }
}

function insideFunction(
  { body }: Extract<SyntaxNode, { type: 'Function' }>,
  asking: Asking,
): readonly Change[] {
  if (body.type !== 'BraceGroup') return [];
  const { commands } = body.body;
  return commands.flatMap((inner, at) => {
    const next = commands[at + 1];
    const later = next === undefined ? '' : asking.text.slice(next.pos, body.body.end);
    return changesIn(inner, { ...asking, later });
  });
}
