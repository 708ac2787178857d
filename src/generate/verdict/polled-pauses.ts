import { fileSource, parseSource } from '../../syntax/parse-source.ts';
import type { Command, SyntaxNode } from '../../syntax/nodes.ts';
import type { Piece } from '../slice/print.ts';
import type { Slice } from '../slice/slice.ts';
import type { Line } from '../slice/tree.ts';

/** No pause of a script was measured on the machine that it runs on tomorrow. */
const shortest = 30;

/**
 * `sleep 10` in front of a question over the network becomes that question, asked until it is answered:
 * no slower than the pause, and not failed by a start that takes longer. A pause in front of anything
 * else stays: it gives a process the time to crash, which no question can be asked about earlier.
 */
export function polledPauses(slice: Slice): Slice {
  const { pieces, functions } = slice;
  return {
    ...slice,
    functions: functions.map((piece) => polledInside(piece)),
    pieces: pieces.map((piece, at) => {
      const next = pieces[at + 1]?.lines[0];
      return piece.lines.length === 1 && next !== undefined
        ? polledBefore(piece, next)
        : polledInside(piece);
    }),
  };
}

function polledBefore(piece: Piece, next: Line): Piece {
  const [only] = piece.lines;
  const wait = only === undefined ? null : waitFor(only, next);
  return wait === null
    ? piece
    : { ...piece, lines: wait.lines, comments: [...piece.comments, `# ${wait.comment}`] };
}

function polledInside(piece: Piece): Piece {
  let loops = 0;
  const lines = piece.lines.flatMap((line, at) => {
    if (/^\s*(for|while|until)\b/.test(line.text)) loops += 1;
    if (/^\s*done\b/.test(line.text)) loops -= 1;
    const next = piece.lines[at + 1];
    // A loop asks again by itself.
    const wait = loops > 0 || next === undefined ? null : waitFor(line, next);
    return wait === null
      ? [line]
      : [plainLine(`${indentOf(line)}# ${wait.comment}`), ...wait.lines];
  });
  return lines.length === piece.lines.length ? piece : { ...piece, lines };
}

function waitFor(
  pause: Line,
  next: Line,
): { readonly lines: readonly Line[]; readonly comment: string } | null {
  const [, digits] = /^\s*sleep (\d+)s?(?:\s+#.*)?$/.exec(pause.text) ?? [];
  if (digits === undefined || pause.verbatim || next.verbatim) return null;
  const question = indentOf(pause) === indentOf(next) ? questionIn(next.text.trim()) : null;
  if (question === null) return null;
  const before = Number(digits);
  const limit = Math.max(before, shortest);
  const every = limit > 120 ? 5 : 2;
  const texts = [
    `for _ in {1..${Math.ceil(limit / every)}}; do`,
    `  ${question} && break`,
    `  sleep ${every}`,
    'done',
  ];
  return {
    comment: `Asked every ${every} s, for ${limit} s at the most, where the script paused for ${before} s.`,
    lines: texts.map((text) => ({
      ...plainLine(`${indentOf(pause)}${text}`),
      steps: pause.steps,
    })),
  };
}

function plainLine(text: string): Line {
  return { text, verbatim: false, steps: [] };
}

function indentOf({ text }: Line): string {
  return /^\s*/.exec(text)?.[0] ?? '';
}

/** `if ! curl …; then` and `curl … || exit 1` ask what stands in them; null where nothing is asked. */
function questionIn(text: string): string | null {
  const [, condition] = /^if (?:! )?(.*?);? then$/.exec(text) ?? [];
  const line = condition ?? text;
  const { script } = parseSource(fileSource('', line));
  const [only, ...others] = script.commands;
  if (only === undefined || others.length > 0) return null;
  const node = firstOf(only.command);
  const [command] = node.type === 'Pipeline' ? node.commands.map(commandOf) : [commandOf(node)];
  if (command === null || command === undefined || !asks(command)) return null;
  const own = line.slice(node.pos, node.end);
  if (node.type === 'Pipeline') return /\|\s*e?grep (-\w*q)/.test(own) ? own : null;
  return own.includes('>') ? own : `${own} > /dev/null 2>&1`;
}

function firstOf(node: SyntaxNode): SyntaxNode {
  const [first] = node.type === 'AndOr' ? node.commands : [];
  return first === undefined ? node : firstOf(first);
}

function commandOf(node: SyntaxNode): Command | null {
  if (node.type === 'Redirected') return commandOf(node.command);
  return node.type === 'Command' ? node : null;
}

/** It may be asked as often as one likes, and fails as long as nobody answers. */
function asks({ name, args }: Command): boolean {
  const words = args.map(({ text }) => text);
  switch (name?.value) {
    case 'curl':
    case 'wget':
      return (
        words.some((word) => /^["']?https?:|localhost|127\.0\.0\.1|\$/.test(word)) &&
        !words.some((word) =>
          /^(--retry.*|-X.*|--request.*|-d.*|--data.*|-T|--post.*|-F)$/.test(word),
        )
      );
    case 'nc':
      return words.some((word) => /^-\w*z/.test(word));
    case 'pg_isready':
      return true;
    case 'mysqladmin':
      return words.includes('ping');
    default:
      return false;
  }
}
