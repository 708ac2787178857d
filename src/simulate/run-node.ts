/** Runs control flow, every value known. Source: bash manual, 3.2 Shell Commands. */
import { evaluateExpression, evaluateSource } from '../shell/arithmetic.ts';
import { expandPattern, expandText, expandWords } from '../shell/expand-word.ts';
import { matchesPattern } from '../shell/pattern.ts';
import { evaluateTest } from '../shell/test-expression.ts';
import type {
  AndOr,
  ArithmeticFor,
  Case,
  CommandNode,
  CompoundList,
  For,
  If,
  Pipeline,
  PipelineNode,
  Select,
  Statement,
  SyntaxNode,
  While,
} from '../syntax/nodes.ts';
import { BufferChannel, nowhere, TextChannel } from './channel.ts';
import { asksFile } from './file-tests.ts';
import { withRedirections } from './redirect.ts';
import { runCommand } from './run-command.ts';
import { scopeOf } from './scope-of.ts';
import { known } from './shell-process.ts';
import type { ShellProcess } from './shell-process.ts';
import {
  BrokenPipe,
  DiscardSignal,
  ExitSignal,
  LoopSignal,
  Refused,
  ReturnSignal,
} from './signals.ts';
import { runTrap } from './traps.ts';

/** Runs a script's own list. A failed expansion drops the line that it stands on. */
export function runProgram(statements: readonly Statement[], shell: ShellProcess): void {
  let dropped = -1;
  for (const statement of statements) {
    if (statement.pos < dropped) continue;
    try {
      runStatement(statement, shell);
    } catch (error) {
      if (!(error instanceof DiscardSignal)) throw error;
      shell.status = 1;
      const end = shell.source.text.indexOf('\n', statement.end);
      dropped = end < 0 ? Number.POSITIVE_INFINITY : end;
    }
  }
}

export function runList(list: CompoundList, shell: ShellProcess): void {
  for (const statement of list.commands) runStatement(statement, shell);
}

function runStatement(node: Statement, shell: ShellProcess): void {
  if (!node.background) {
    runNode(node.command, shell);
    return;
  }
  // What runs beside the script is run at once: its end is what `wait` asks for.
  const child = shell.fork();
  child.pid = shell.machine.nextProcess++;
  child.descriptors.set(0, nowhere);
  const status = runApart(child, () => {
    runNode(node.command, child);
  });
  shell.machine.ended.set(child.pid, status);
  if (node.command.type === 'Command' && node.command.name?.text === 'sleep')
    shell.machine.sleeping.add(child.pid);
  shell.lastBackground = child.pid;
  shell.backgrounds.push(child.pid);
  shell.status = 0;
}

/** Runs a process of its own to its end, its EXIT trap included; gives its status. */
export function runApart(child: ShellProcess, body: () => void): number {
  const guarded = (run: () => void) => {
    try {
      run();
    } catch (error) {
      if (error instanceof BrokenPipe) child.status = 141;
      else if (error instanceof DiscardSignal) child.status = 1;
      else if (error instanceof ExitSignal) child.status = error.status;
      else if (error instanceof LoopSignal) return;
      else if (error instanceof ReturnSignal) child.status = error.status;
      else throw error;
    }
  };
  guarded(body);
  guarded(() => {
    runTrap('EXIT', child);
  });
  return child.status;
}

export function runNode(node: PipelineNode | AndOr | CompoundList, shell: ShellProcess): void {
  spend(shell);
  switch (node.type) {
    case 'CompoundList':
      runList(node, shell);
      return;
    case 'AndOr':
      runAndOr(node, shell);
      return;
    case 'Pipeline':
      runPipeline(node, shell);
      return;
    default:
      runCommandNode(node, shell);
      shell.pipeStatus = [shell.status];
      if (node.type === 'Command' || node.type === 'Subshell' || isTest(node)) meetFailure(shell);
  }
}

function isTest(node: SyntaxNode): boolean {
  return (
    node.type === 'TestCommand' || node.type === 'ArithmeticCommand' || node.type === 'Redirected'
  );
}

function spend(shell: ShellProcess): void {
  shell.machine.budget--;
  if (shell.machine.budget < 0) throw new Refused('limit', 'commands');
}

/** What a status other than 0 does: the ERR trap, then errexit. */
function meetFailure(shell: ShellProcess): void {
  if (shell.status === 0 || shell.quiet > 0) return;
  const inFunction = shell.calls.length > 0 && !shell.options.has('errtrace');
  if (!inFunction) runTrap('ERR', shell);
  if (shell.options.has('errexit')) throw new ExitSignal(shell.status);
}

function runCommandNode(node: CommandNode, shell: ShellProcess): void {
  switch (node.type) {
    case 'Command':
      runCommand(node, shell);
      return;
    case 'If':
      runIf(node, shell);
      return;
    case 'For':
      runFor(node, shell);
      return;
    case 'ArithmeticFor':
      runArithmeticFor(node, shell);
      return;
    case 'While':
      runWhile(node, shell);
      return;
    case 'Case':
      runCase(node, shell);
      return;
    case 'Select':
      runSelect(node, shell);
      return;
    case 'BraceGroup':
      runList(node.body, shell);
      return;
    case 'Subshell': {
      const child = shell.fork();
      child.pid = shell.machine.nextProcess++;
      shell.status = runApart(child, () => {
        runList(node.body, child);
      });
      return;
    }
    case 'Redirected':
      withRedirections(node.redirects, shell, () => {
        runCommandNode(node.command, shell);
      });
      return;
    case 'Function':
      shell.functions.set(node.name.text, { node, source: shell.source });
      shell.status = 0;
      return;
    default:
      runJudgement(node, shell);
  }
}

function runJudgement(
  node: Extract<CommandNode, { type: 'TestCommand' | 'ArithmeticCommand' | 'Coproc' }>,
  shell: ShellProcess,
): void {
  noteLine(node, shell);
  if (node.type === 'TestCommand') {
    const answer = evaluateTest(node.expression, scopeOf(shell), asksFile(shell));
    if (answer === null) throw new Refused('expansion', 'test');
    shell.status = answer ? 0 : 1;
  } else if (node.type === 'ArithmeticCommand') {
    const text = shell.source.text.slice(node.pos, node.end).replace(/^\(\(|\)\)$/g, '');
    const result = evaluateSource(text, node.expression, scopeOf(shell));
    shell.status = result === null || result === 0n ? 1 : 0;
  } else throw new Refused('construct', 'coproc');
}

/** `$LINENO` is that of the command that runs. */
export function noteLine(node: { readonly pos: number }, shell: ShellProcess): void {
  if (shell.keepsLine) return;
  shell.line = shell.source.text.slice(0, node.pos).split('\n').length;
}

function quietly(shell: ShellProcess, body: () => void): void {
  shell.quiet++;
  try {
    body();
  } finally {
    shell.quiet--;
  }
}

function runAndOr(node: AndOr, shell: ShellProcess): void {
  node.commands.forEach((command, index) => {
    const operator = node.operators[index - 1];
    if (operator === '&&' && shell.status !== 0) return;
    if (operator === '||' && shell.status === 0) return;
    if (index === node.commands.length - 1) runNode(command, shell);
    else
      quietly(shell, () => {
        runNode(command, shell);
      });
  });
}

function runPipeline(node: Pipeline, shell: ShellProcess): void {
  const negated = node.prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1;
  const [only] = node.commands;
  if (node.commands.length === 1 && only !== undefined) {
    if (negated)
      quietly(shell, () => {
        runNode(only, shell);
      });
    else runNode(only, shell);
    if (negated) shell.status = shell.status === 0 ? 1 : 0;
    return;
  }
  shell.pipeStatus = runMembers(node, shell);
  const failed = shell.pipeStatus.findLast((status) => status !== 0) ?? 0;
  shell.status = shell.options.has('pipefail') ? failed : (shell.pipeStatus.at(-1) ?? 0);
  if (negated) shell.status = shell.status === 0 ? 1 : 0;
  else meetFailure(shell);
}

/** Members run one after another; a writer without an end is stopped when its pipe is full. */
function runMembers(node: Pipeline, shell: ShellProcess): number[] {
  let input = shell.descriptors.get(0) ?? nowhere;
  return node.commands.map((command, index) => {
    const child = shell.fork();
    child.pid = shell.machine.nextProcess++;
    child.descriptors.set(0, input);
    const isLast = index === node.commands.length - 1;
    const pipe = isLast ? null : new BufferChannel(true);
    if (pipe !== null) child.descriptors.set(1, pipe);
    if (pipe !== null && node.operators[index] === '|&') child.descriptors.set(2, pipe);
    const status = runApart(child, () => {
      runNode(command, child);
    });
    if (pipe !== null) input = new TextChannel(pipe.text, pipe.isFull);
    return status;
  });
}

function runIf(node: If, shell: ShellProcess): void {
  for (const { clause, then } of [node, ...node.elif]) {
    quietly(shell, () => {
      runList(clause, shell);
    });
    if (shell.status === 0) {
      runList(then, shell);
      return;
    }
  }
  shell.status = 0;
  if (node.else !== undefined) runList(node.else, shell);
}

/** One turn; false when the loop is over. */
function turn(body: CompoundList, shell: ShellProcess): boolean {
  spend(shell);
  try {
    runList(body, shell);
    return true;
  } catch (error) {
    if (!(error instanceof LoopSignal)) throw error;
    if (error.levels > 1 && shell.loops > 1) throw new LoopSignal(error.kind, error.levels - 1);
    return error.kind === 'continue';
  }
}

function looping(shell: ShellProcess, body: () => void): void {
  shell.loops++;
  try {
    body();
  } finally {
    shell.loops--;
  }
}

function runFor(node: For, shell: ShellProcess): void {
  noteLine(node, shell);
  const scope = scopeOf(shell);
  const values =
    node.wordlist === undefined
      ? [...shell.positional]
      : expandWords(node.wordlist, scope).map(({ value }) => known(value, 'for'));
  shell.status = 0;
  looping(shell, () => {
    for (const value of values) {
      shell.setText(node.name.text, value);
      if (!turn(node.body, shell)) break;
    }
  });
}

function runArithmeticFor(node: ArithmeticFor, shell: ShellProcess): void {
  const value = (part: ArithmeticFor['test']) => evaluateExpression(part, scopeOf(shell));
  value(node.initialize);
  shell.status = 0;
  looping(shell, () => {
    while (node.test === undefined || value(node.test) !== 0n) {
      if (!turn(node.body, shell)) break;
      value(node.update);
    }
  });
}

function runWhile(node: While, shell: ShellProcess): void {
  let status = 0;
  const holds = () => {
    quietly(shell, () => {
      runList(node.clause, shell);
    });
    return (shell.status === 0) === (node.kind === 'while');
  };
  looping(shell, () => {
    while (conditionHolds(holds)) {
      const goesOn = turn(node.body, shell);
      status = shell.status;
      if (!goesOn) break;
    }
  });
  shell.status = status;
}

/** `break` in a condition ends the loop too. */
function conditionHolds(holds: () => boolean): boolean {
  try {
    return holds();
  } catch (error) {
    if (error instanceof LoopSignal && error.levels <= 1) return error.kind === 'continue';
    throw error;
  }
}

function runCase(node: Case, shell: ShellProcess): void {
  noteLine(node, shell);
  const subject = known(expandText(node.word, scopeOf(shell)), 'case');
  shell.status = 0;
  let falls = false;
  for (const { pattern, body, terminator } of node.items) {
    const matches = falls || pattern.some((word) => matchesWord(word, subject, shell));
    if (!matches) continue;
    runList(body, shell);
    falls = terminator === ';&';
    if (terminator !== ';&' && terminator !== ';;&') return;
  }
}

function matchesWord(
  word: Case['items'][number]['pattern'][number],
  subject: string,
  shell: ShellProcess,
): boolean {
  const pattern = expandPattern(word, scopeOf(shell));
  if (pattern === null) throw new Refused('expansion', 'case');
  return matchesPattern(pattern, subject);
}

function runSelect(node: Select, shell: ShellProcess): void {
  const words =
    node.wordlist === undefined
      ? [...shell.positional]
      : expandWords(node.wordlist, scopeOf(shell)).map(({ value }) => known(value, 'select'));
  looping(shell, () => {
    for (;;) {
      words.forEach((word, index) => {
        shell.write(2, `${index + 1}) ${word}\n`);
      });
      shell.write(2, shell.text('PS3') ?? '#? ');
      const line = shell.descriptors.get(0)?.readUntil('\n') ?? null;
      if (line === null) {
        shell.write(1, '\n');
        shell.status = 1;
        return;
      }
      shell.setText('REPLY', line.text);
      shell.setText(node.name.text, words[Number(line.text) - 1] ?? '');
      if (!turn(node.body, shell)) return;
    }
  });
}
