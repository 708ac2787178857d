/** Findings about commands beside each other: pipes, lists, loops. */
import type {
  CommandNode,
  Command,
  For,
  Pipeline,
  Statement,
  SyntaxNode,
  Word,
} from '../../syntax/nodes.ts';
import { walk } from '../../syntax/nodes.ts';
import type { Lint } from './lint.ts';
import { isLiteral, nameOf, wordsOf } from './lint.ts';

/** Whether one command of a pipe is followed by another one that fits. */
function piped(
  node: SyntaxNode,
  first: RegExp,
  holds: (first: Command, next: CommandNode) => boolean,
): boolean {
  if (node.type !== 'Pipeline') return false;
  return node.commands.some((command, at) => {
    const next = node.commands[at + 1];
    return (
      next !== undefined &&
      command.type === 'Command' &&
      first.test(nameOf(command)) &&
      holds(command, next)
    );
  });
}

function options(command: CommandNode): string {
  return command.type === 'Command'
    ? wordsOf(command)
        .map(({ text }) => text)
        .join(' ')
    : '';
}

/** The first command of `$( … )`, and how many a pipe in it has. */
function insideLoop(node: SyntaxNode): Pipeline | CommandNode | null {
  if (node.type !== 'For') return null;
  const [only, ...others] = node.wordlist ?? [];
  const [part, ...rest] = only?.parts ?? [];
  if (others.length > 0 || rest.length > 0 || part?.type !== 'CommandExpansion') return null;
  const [statement, ...more] = part.script?.commands ?? [];
  const command = statement?.command;
  return more.length > 0 || command === undefined || command.type === 'AndOr' ? null : command;
}

/** Programs that go by lines. Source: ShellCheck, SC2013. */
const byLine = /^(grep|fgrep|egrep|sed|cat|awk|cut|sort)$/;

function loopsOver(node: SyntaxNode, name: RegExp): boolean {
  const inside = insideLoop(node);
  return inside !== null && name.test(nameOf(inside));
}

function loopsOverLines(node: SyntaxNode): boolean {
  const inside = insideLoop(node);
  if (inside === null) return false;
  return inside.type === 'Pipeline'
    ? inside.commands.every((command) => byLine.test(nameOf(command)))
    : byLine.test(nameOf(inside));
}

function loopsOnce({ wordlist = [] }: For): boolean {
  const [only, ...rest] = wordlist;
  return only !== undefined && rest.length === 0 && isOneText(only);
}

function isOneText(word: Word): boolean {
  return word.text.startsWith('"')
    ? !/\$[@*]|\[[@*]\]/.test(word.text)
    : isLiteral(word) && !/[*?[{]/.test(word.text);
}

/** `a && b || c`, where `c` is more than a message or an assignment. */
function isNoIf(node: SyntaxNode): boolean {
  if (node.type !== 'AndOr') return false;
  return node.operators.some((operator, at) => {
    if (operator !== '||' || node.operators[at - 1] !== '&&') return false;
    const last = node.commands[at + 1];
    return !(
      last?.type === 'Command' &&
      (last.name === undefined || /^(echo|printf|exit|return)$/.test(nameOf(last)))
    );
  });
}

/** The file that a statement appends to. */
function appendsTo({ command }: Statement): string | null {
  if (command.type !== 'Command' && command.type !== 'Redirected') return null;
  const [only, ...rest] = command.redirects.filter(
    (one) => one.type === 'Redirect' && one.operator === '>>',
  );
  return only?.type === 'Redirect' && rest.length === 0 ? (only.target?.text ?? null) : null;
}

/** Three statements in a row that append to the same file. */
export function appendsInARow(statements: readonly Statement[]): readonly number[] {
  const targets = statements.map(appendsTo);
  return targets.flatMap((target, at) =>
    target !== null &&
    targets[at - 1] !== target &&
    targets[at + 1] === target &&
    targets[at + 2] === target
      ? [at]
      : [],
  );
}

/** What `$?` in a statement refers to, when it is no command that could have failed. */
export function statusOf(
  before: Statement | undefined,
  statement: Statement,
): 'SC2319' | 'SC2320' | null {
  if (before === undefined || !asksStatus(statement)) return null;
  const { command } = before;
  if (/^(echo|printf)$/.test(nameOf(command))) return 'SC2320';
  return isCondition(command) ? 'SC2319' : null;
}

function isCondition(node: SyntaxNode): boolean {
  return node.type === 'TestCommand' || /^(\[|test)$/.test(nameOf(node));
}

/** Whether the first thing that a statement does is to ask for `$?`. */
function asksStatus({ command }: Statement): boolean {
  const first = command.type === 'If' ? command.clause : command;
  const found: SyntaxNode[] = [];
  walk(first, (node) => {
    if (node.type === 'SimpleExpansion' && node.text === '$?') found.push(node);
    return undefined;
  });
  return (
    found.length > 0 &&
    (command.type === 'If' ||
      command.type === 'Command' ||
      command.type === 'AndOr' ||
      command.type === 'TestCommand')
  );
}

function listOf(node: SyntaxNode): readonly Statement[] {
  return node.type === 'Script' || node.type === 'CompoundList' ? node.commands : [];
}

export const chainLints: readonly Lint[] = [
  {
    code: 'SC2001',
    why: 'sed of a variable',
    holds: (node) =>
      node.type === 'Pipeline' &&
      piped(node, /^echo$/, (echo, next) => {
        const [script, ...rest] = next.type === 'Command' ? wordsOf(next) : [];
        return (
          nameOf(next) === 'sed' &&
          rest.length === 0 &&
          /^['"]?s(.).*\1.*\1g?['"]?$/.test(script?.text ?? '') &&
          wordsOf(echo).length === 1 &&
          /\$/.test(options(echo))
        );
      }),
  },
  {
    code: 'SC2002',
    why: 'cat in front of a pipe',
    holds: (node) =>
      node.type === 'Pipeline' &&
      node.commands[1] !== undefined &&
      nameOf(node.commands[0]) === 'cat' &&
      /^[^-*?$\s][^*?$\s]*$|^"[^"]*"$/.test(options(node.commands[0] as CommandNode)),
  },
  {
    code: 'SC2009',
    why: 'ps and grep',
    holds: (node) =>
      piped(
        node,
        /^ps$/,
        (ps, next) => nameOf(next) === 'grep' && !/(^| )-?-?(p|pid|q)\b/.test(options(ps)),
      ),
  },
  {
    code: 'SC2010',
    why: 'ls and grep',
    holds: (node) => piped(node, /^ls$/, (_, next) => nameOf(next) === 'grep'),
  },
  {
    code: 'SC2011',
    why: 'ls and xargs',
    holds: (node) => piped(node, /^ls$/, (_, next) => nameOf(next) === 'xargs'),
  },
  {
    code: 'SC2012',
    why: 'a list from ls',
    holds: (node) =>
      piped(
        node,
        /^ls$/,
        (ls, next) => !/^(grep|xargs)$/.test(nameOf(next)) && !/-\w*N/.test(options(ls)),
      ),
  },
  { code: 'SC2013', why: 'a loop over words', holds: loopsOverLines },
  {
    code: 'SC2015',
    why: '&& and || in one list',
    holds: (node, { inCondition }) => !inCondition && isNoIf(node),
  },
  {
    code: 'SC2038',
    why: 'find and xargs',
    holds: (node) =>
      piped(
        node,
        /^find$/,
        (find, next) =>
          nameOf(next) === 'xargs' &&
          !/-print0|-printf/.test(options(find)) &&
          !/-\w*0|--null/.test(options(next)),
      ),
  },
  {
    code: 'SC2043',
    why: 'a loop that runs once',
    holds: (node) => node.type === 'For' && loopsOnce(node),
  },
  { code: 'SC2044', why: 'a loop over find', holds: (node) => loopsOver(node, /^find$/) },
  { code: 'SC2045', why: 'a loop over ls', holds: (node) => loopsOver(node, /^ls$/) },
  {
    code: 'SC2091',
    why: 'output that is run',
    holds: (node) =>
      node.type === 'Command' &&
      /^\$\([^()]*\)$/.test(node.name?.text ?? '') &&
      wordsOf(node).length === 0,
  },
  {
    code: 'SC2092',
    why: 'output that is run',
    holds: (node) =>
      node.type === 'Command' &&
      /^`[^`]*`$/.test(node.name?.text ?? '') &&
      wordsOf(node).length === 0,
  },
  {
    code: 'SC2093',
    why: 'a command after exec',
    holds: (node) =>
      listOf(node)
        .slice(0, -1)
        .some(
          ({ command }) =>
            command.type === 'Command' && nameOf(command) === 'exec' && wordsOf(command).length > 0,
        ),
  },
  {
    code: 'SC2126',
    why: 'grep and wc',
    holds: (node) =>
      piped(
        node,
        /^grep$/,
        (grep, next) =>
          nameOf(next) === 'wc' &&
          /^-\w*l/.test(options(next)) &&
          !/(^| )-\w*[oqr]/.test(options(grep)),
      ),
  },
  {
    code: 'SC2188',
    why: 'a file that is emptied',
    holds: (node) =>
      node.type === 'Command' &&
      node.name === undefined &&
      node.prefix.length > 0 &&
      node.prefix.every(({ type }) => type === 'Redirect'),
  },
  {
    code: 'SC2129',
    why: 'one redirection per line',
    holds: (node) => appendsInARow(listOf(node)).length > 0,
  },
  {
    code: 'SC2319',
    why: '$? of a condition',
    holds: (node) => listOf(node).some((one, at, all) => statusOf(all[at - 1], one) === 'SC2319'),
  },
  {
    code: 'SC2320',
    why: '$? of echo',
    holds: (node) => listOf(node).some((one, at, all) => statusOf(all[at - 1], one) === 'SC2320'),
  },
];
