import type { AndOr, CompoundList, If, Statement, SyntaxNode } from '../../syntax/nodes.ts';
import type { Change } from './change.ts';
import { jumpsIn } from './jumps.ts';
import type { Asking } from './with-verdicts.ts';
import { verdictNotes } from './verdict-notes.ts';

/**
 * A check whose result was only printed: `curl … && echo up || echo down`, `if curl …; then echo up;
 * fi`. Null where the author decides something by it.
 */
export function branchVerdict(node: AndOr | If, asking: Asking): readonly Change[] | null {
  if (!asking.isVerdict || isOfNoWeight(asking.text.slice(node.pos, node.end))) return null;
  return node.type === 'If' ? verdictOfIf(node, asking) : verdictOfChain(node, asking);
}

/** The author says so. */
function isOfNoWeight(text: string): boolean {
  return /non-?critical|optional|skip/i.test(text);
}

function verdictOfChain(
  { commands, operators, end }: AndOr,
  asking: Asking,
): readonly Change[] | null {
  const last = commands.at(-1);
  if (last === undefined || !prints(last)) return null;
  if (operators.at(-1) === '||') {
    const text = asking.text.slice(last.pos, last.end);
    const words = last.type === 'BraceGroup' ? text.replace(/^\{\s*|;?\s*\}$/g, '') : text;
    const edit = { start: last.pos, end: last.end, text: `{ ${words}; ${asking.giveUp}; }` };
    return text.includes('\n')
      ? null
      : [{ comment: verdictNotes.branch, edits: [edit], added: [] }];
  }
  const isPlain = operators.every((operator) => operator === '&&');
  const edit = { start: end, end, text: ` || ${asking.giveUp}` };
  return isPlain ? [{ comment: verdictNotes.branch, edits: [edit], added: [] }] : null;
}

function verdictOfIf(node: If, asking: Asking): readonly Change[] | null {
  if (node.elif.length > 0 || !asking.asks(node.clause)) return null;
  if (jumpsIn(node, asking.leavers).length > 0) return null;
  const failsIn = failing(node, asking.text);
  if (failsIn === null) return null;
  if (failsIn === 'then') return [atEndOf(node.then, asking)];
  if (node.else !== undefined) return onlyPrints(node.else) ? [atEndOf(node.else, asking)] : null;
  if (!onlyPrints(node.then)) return null;
  const lines = ['else', `  ${asking.giveUp}`];
  const after = node.then.commands.at(-1)?.end ?? node.then.end;
  return [{ comment: verdictNotes.branch, edits: [], added: [{ after, like: node.pos, lines }] }];
}

function atEndOf({ commands }: CompoundList, { giveUp }: Asking): Change {
  const last = commands.at(-1) as Statement;
  const added = [{ after: last.end, like: last.pos, lines: [giveUp] }];
  return { comment: verdictNotes.branch, edits: [], added };
}

/** The branch that is taken where the check fails. */
function failing({ clause, then }: If, text: string): 'then' | 'else' | null {
  const words = text.slice(clause.pos, clause.end).trim();
  const isOne = clause.commands.length === 1 && clause.commands[0]?.command.type !== 'AndOr';
  if (!isOne) return null;
  const isUnequal = /^\[\[?\s.*\s(!=|-ne)\s/.test(words);
  const isTest = /^\[\[?\s/.test(words);
  const isEqual = isTest && /\s(==?|-eq|=~)\s/.test(words);
  if (isTest && !isUnequal && !isEqual) return null;
  if (words.startsWith('! ') || isUnequal) return onlyPrints(then) ? 'then' : null;
  return 'else';
}

function onlyPrints({ commands }: CompoundList): boolean {
  return commands.length > 0 && commands.every(({ command }) => prints(command));
}

function prints(node: SyntaxNode): boolean {
  if (node.type === 'BraceGroup') return onlyPrints(node.body);
  return (
    node.type === 'Command' &&
    /^(echo|printf|log|warn|info|error|say|print)\w*$/.test(node.name?.value ?? '') &&
    node.redirects.every(({ operator }) => operator !== '>' && operator !== '>>')
  );
}
