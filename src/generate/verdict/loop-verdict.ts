import { walk } from '../../syntax/nodes.ts';
import type {
  AndOr,
  ArithmeticFor,
  Command,
  CompoundList,
  For,
  If,
  SyntaxNode,
  While,
} from '../../syntax/nodes.ts';
import { namesIn } from '../slice/names.ts';
import type { Change } from './change.ts';
import { jumpsIn, leavesBadly } from './jumps.ts';
import type { Asking } from './with-verdicts.ts';
import { verdictNotes } from './verdict-notes.ts';

type LoopNode = For | While | ArithmeticFor;

/** What a passing check does to end its loop, and how it is asked. */
interface Pass {
  readonly condition: string;
  readonly jump: 'break' | 'well';
}

/**
 * A loop that asks until it gets the right answer ends alike when it never does: `for … do curl &&
 * break; sleep 5; done`. Null for a loop that is none of these.
 */
export function loopVerdict(node: LoopNode, end: number, asking: Asking): readonly Change[] | null {
  const pass = passOf(node, asking);
  if (pass === null) return null;
  const tolerances = tolerancesIn(node.body, asking);
  if (isEndless(node, asking)) return [...tolerances, endless(asking)];
  if (hasVerdict(node, pass, end, asking)) return tolerances;
  return [...tolerances, askedOnceMore(pass, node, end, asking)];
}

function askedOnceMore(
  { condition, jump }: Pass,
  node: LoopNode,
  end: number,
  asking: Asking,
): Change {
  const isSaid = jump === 'well' && asking.giveUp === 'return 1';
  const lines = isSaid
    ? [`# ${verdictNotes.never}`, 'return 1']
    : [`# ${verdictNotes.loop}`, `${condition} || ${asking.giveUp}`];
  const after = isSaid ? lastOf(end, asking) : end;
  return { comment: null, edits: [], added: [{ after, like: node.pos, lines }] };
}

/** Behind what the function says of its failure. */
function lastOf(end: number, { text, later }: Asking): number {
  if (later.trim() === '') return end;
  const at = text.indexOf(later, end);
  return at < 0 ? end : at + later.trimEnd().length;
}

function endless({ limit }: Asking): Change {
  return {
    comment: `It asks until it passes: ${limit} ends it where it never does.`,
    edits: [],
    added: [],
  };
}

/** Nothing but the right answer ends it. */
function isEndless(node: LoopNode, { asks, leavers }: Asking): boolean {
  if (node.type !== 'While') return false;
  const jumps = jumpsIn(node.body, leavers);
  const isAsked = asks(node.clause);
  const isAlone = partsOf(node.clause).length === 1;
  if (isAsked) return jumps.length === 0 && isAlone;
  const isAlways = /^\s*(true|:|false|\[ 1 \])\s*;?\s*$/.test(clauseText(node.clause));
  return isAlways && jumps.length === 1 && !jumps.includes('badly');
}

function clauseText(clause: CompoundList): string {
  const command = clause.commands[0]?.command;
  return command?.type === 'Command' ? (command.name?.value ?? '') : '';
}

function passOf(node: LoopNode, asking: Asking): Pass | null {
  if (node.type === 'While' && asking.asks(node.clause)) {
    const condition = askedByHead(node, asking);
    return condition === null ? null : { condition, jump: 'break' };
  }
  const found: Pass[] = [];
  walk(node.body, (inner) => {
    if (inner.type === 'AndOr') found.push(...passOfChain(inner, asking));
    if (inner.type === 'If') found.push(...passOfIf(inner, asking));
    return undefined;
  });
  return found[0] ?? null;
}

/** `until check`, `while ! check`, `while [ $code != 200 ]`, with or without a count beside it. */
function askedByHead({ kind, clause }: While, { asks, text }: Asking): string | null {
  const part = partsOf(clause).find(asks);
  if (part === undefined) return null;
  const words = text.slice(part.pos, part.end);
  if (kind === 'until') return words.startsWith('! ') ? null : words;
  if (words.startsWith('! ')) return words.slice(2).trim();
  return isTest(words) ? opposite(words) : null;
}

function isTest(words: string): boolean {
  return /^\[\[?\s/.test(words);
}

function opposite(words: string): string {
  if (/\s!=\s/.test(words)) return words.replace(/\s!=\s/, ' = ');
  return /\s-ne\s/.test(words) ? words.replace(/\s-ne\s/, ' -eq ') : `! ${words}`;
}

function partsOf(clause: CompoundList): readonly SyntaxNode[] {
  const last = clause.commands.at(-1)?.command;
  if (last === undefined) return [];
  return last.type === 'AndOr' ? last.commands : [last];
}

/** `check && break`, `check && { echo up; exit 0; }`. */
function passOfChain({ pos, commands, operators }: AndOr, asking: Asking): readonly Pass[] {
  const at = commands.findIndex((operand) => passing(operand, asking) !== null);
  const before = commands[at - 1];
  const jump = commands[at] === undefined ? null : passing(commands[at], asking);
  if (before === undefined || jump === null) return [];
  const isPlain = operators.slice(0, at).every((operator) => operator === '&&');
  const isAsked = commands.slice(0, at).some(asking.asks);
  return isPlain && isAsked ? [{ condition: asking.text.slice(pos, before.end), jump }] : [];
}

function passOfIf(node: If, asking: Asking): readonly Pass[] {
  if (!asking.asks(node.clause)) return [];
  const clause = node.clause.commands.at(-1)?.command;
  if (clause === undefined) return [];
  const text = asking.text.slice(clause.pos, clause.end);
  const isNegated = text.startsWith('! ');
  const whenTrue = passing(node.then, asking);
  if (whenTrue !== null && !isNegated)
    return [{ condition: grouped(clause, text), jump: whenTrue }];
  const whenFalse = node.else === undefined ? null : passing(node.else, asking);
  return whenFalse !== null && isNegated ? [{ condition: text.slice(2), jump: whenFalse }] : [];
}

function grouped(clause: SyntaxNode, text: string): string {
  return clause.type === 'AndOr' && clause.operators.includes('||') ? `{ ${text}; }` : text;
}

function passing(node: SyntaxNode, { leavers }: Asking): Pass['jump'] | null {
  const jumps = jumpsIn(node, leavers);
  if (jumps.includes('badly')) return null;
  return jumps.includes('break') ? 'break' : jumps.includes('well') ? 'well' : null;
}

/** The author gives up inside, or behind it on what the loop found out. */
function hasVerdict(
  node: LoopNode,
  { jump }: Pass,
  end: number,
  { text, later: behind, leavers }: Asking,
): boolean {
  if (jumpsIn(node.body, leavers).includes('badly')) return true;
  const later = `${text.slice(end)}\n${behind}`;
  if (!leavesBadly(later, leavers)) return false;
  if (jump === 'well') return true;
  const names = [...namesIn(node).writes];
  return names.some((name) => new RegExp(`\\$\\{?${name}\\b|\\b${name}\\b.*\\)\\)`).test(later));
}

/** While it asks again, an answer may be missing: `code=$(curl …)` would end everything. */
function tolerancesIn(body: CompoundList, { text }: Asking): readonly Change[] {
  const found: Change[] = [];
  walk(body, (inner) => {
    if (inner.type === 'AndOr' || inner.type === 'CommandExpansion') return false;
    if (inner.type === 'Command' && setsByCommand(inner, text))
      found.push({
        comment: null,
        edits: [{ start: inner.end, end: inner.end, text: ' || true' }],
        added: [],
      });
    return undefined;
  });
  return found;
}

function setsByCommand({ name, prefix, pos, end }: Command, text: string): boolean {
  const words = text.slice(pos, end);
  return (
    name === undefined && prefix.length > 0 && /\$\((?!\()|`/.test(words) && !/\|\|/.test(words)
  );
}
