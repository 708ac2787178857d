import { fileSource, parseSource } from '../../syntax/parse-source.ts';
import type { CompoundList, Statement, SyntaxNode } from '../../syntax/nodes.ts';
import type { Piece } from '../slice/print.ts';
import { changed, textOf } from '../verdict/change.ts';

/**
 * The stop script that runs is the one of the previous revision: if it fails, no later deployment
 * can start. So it may find nothing to stop.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
 */
export function tolerantStop(piece: Piece, functions: readonly Piece[]): Piece {
  const names = functions
    .filter(({ steps }) => steps.length > 0)
    .flatMap((one) => /^(?:function\s+)?([\w-]+)/.exec(textOf(one))?.[1] ?? []);
  return tolerating(piece, (at, text) => {
    if (/^\w+=/.test(text))
      return /\$\((?!\()|`/.test(text) && !/\|\||\$\((date|cd|dirname)\b/.test(text);
    return (piece.lines[at]?.steps.length ?? 0) > 0 || names.includes(text.split(/\s/)[0] ?? '');
  });
}

/** ` || true` behind the statements whose failure may pass, by the line that they end on. */
function tolerating(piece: Piece, passes: (line: number, text: string) => boolean): Piece {
  const text = textOf(piece);
  const { script } = parseSource(fileSource('', text));
  const ends = statementsIn(script.commands).flatMap(({ command, background }) => {
    const end = command.end;
    const line = text.slice(0, end).split('\n').length - 1;
    const words = text.slice(command.pos, end);
    const fails = background !== true && mayFail(command) && passes(line, words);
    return fails ? [end] : [];
  });
  if (ends.length === 0) return piece;
  const edits = ends.map((end) => ({ start: end, end, text: ' || true' }));
  return changed(piece, [{ comment: null, edits, added: [] }]);
}

/** A command, or an assignment that asks one. */
function mayFail(command: SyntaxNode): boolean {
  if (command.type === 'Pipeline') return true;
  if (command.type === 'AndOr') return !command.operators.includes('||');
  return command.type === 'Command' && !isMessage(command.name?.value ?? '');
}

function isMessage(name: string): boolean {
  return /^(cd|echo|printf|sleep|local|export|source|\.|:|true|exit|return|break|continue)$/.test(
    name,
  );
}

/** All statements of a list and of the lists below it, but for conditions and functions. */
function statementsIn(statements: readonly Statement[]): readonly Statement[] {
  return statements.flatMap((statement) => [
    statement,
    ...listsIn(statement.command).flatMap(({ commands }) => statementsIn(commands)),
  ]);
}

function listsIn(node: SyntaxNode): readonly CompoundList[] {
  switch (node.type) {
    case 'If':
      return [node.then, ...node.elif.map(({ then }) => then), ...(node.else ? [node.else] : [])];
    case 'For':
    case 'While':
    case 'ArithmeticFor':
    case 'BraceGroup':
    case 'Subshell':
      return [node.body];
    case 'Case':
      return node.items.map(({ body }) => body);
    case 'Redirected':
      return listsIn(node.command);
    default:
      return [];
  }
}
