import type { Origin, SourceText } from '../model/source.ts';
import type { Value } from '../model/value.ts';
import { evaluateArithmetic } from '../shell/arithmetic.ts';
import { assignVariable } from '../shell/assign.ts';
import type { Scope, ValueList, Variable } from '../shell/scope.ts';
import { emptyText, literal } from '../shell/value.ts';
import { scalarVariable } from '../shell/variable.ts';
import type { CommandExpansionPart, ProcessSubstitutionPart } from '../syntax/nodes.ts';
import { matchingNames } from './matching-names.ts';
import type { ShellProcess } from './shell-process.ts';
import { DiscardSignal, ExitSignal, Refused } from './signals.ts';

/** What a run does for a substitution; handed in, since it runs the inside. */
export interface Substitutions {
  command(part: CommandExpansionPart, shell: ShellProcess): string;
  process(part: ProcessSubstitutionPart, shell: ShellProcess): string;
}

/** Expansion's view of a shell that runs: every value is known, or the run is refused. */
export class ProcessScope implements Scope {
  readonly source: SourceText;
  private readonly shell: ShellProcess;
  private readonly substitutions: Substitutions;

  constructor(shell: ShellProcess, substitutions: Substitutions) {
    this.shell = shell;
    this.source = shell.source;
    this.substitutions = substitutions;
  }

  get nounset(): boolean {
    return this.shell.options.has('nounset');
  }

  variable(name: string): Variable | undefined {
    const { shell } = this;
    if (name === 'PIPESTATUS') return listVariable(shell.pipeStatus.map(String));
    if (name === 'FUNCNAME' && shell.calls.length > 0)
      return listVariable([...shell.calls.toReversed(), 'main']);
    if (name === 'BASH_SOURCE')
      return listVariable(
        [...shell.files.toReversed(), shell.scriptName].slice(0, shell.files.length + 1),
      );
    if (name === 'BASH_VERSINFO') return listVariable(['5', '2', '15', '1', 'release']);
    if (name === 'DIRSTACK') return listVariable([shell.cwd, ...shell.folders.toReversed()]);
    const variable = shell.variable(name);
    return variable?.kind === 'associative' ? inHashOrder(variable) : variable;
  }

  names(): readonly string[] {
    return this.shell.names();
  }

  unassigned(): Value {
    return emptyText;
  }

  assign(name: string, value: Value, subscript?: string): void {
    if (this.shell.variable(name)?.readOnly) this.fatal(`${name}: readonly variable`);
    const number = (text: string | null) => evaluateArithmetic(text, this);
    assignVariable(this.shell, name, value, { subscript, number });
  }

  positional(): ValueList {
    return { values: this.shell.positional.map((text) => literal(text)), open: false };
  }

  special(name: string): Value | null {
    const { shell } = this;
    switch (name) {
      case '0':
        return literal(shell.scriptName);
      case '?':
        return literal(String(shell.status));
      case '#':
        return literal(String(shell.positional.length));
      case '$':
        return literal('1000');
      case 'BASHPID':
        return literal(String(shell.pid));
      case 'PPID':
        return literal('1');
      case '!':
        return shell.lastBackground === 0 ? null : literal(String(shell.lastBackground));
      case '_':
        return literal(shell.lastArgument);
      case '-':
        return literal(optionLetters(shell));
      case 'LINENO':
        return literal(String(shell.line));
      case 'BASH_COMMAND':
        return literal(shell.command);
      case 'BASH_SUBSHELL':
      case 'RANDOM':
      case 'SECONDS':
      case 'EPOCHSECONDS':
        return shell.variable(name) === undefined ? literal('0') : null;
      default:
        return null;
    }
  }

  substitute(part: CommandExpansionPart): Value {
    return literal(this.substitutions.command(part, this.shell));
  }

  processSubstitution(part: ProcessSubstitutionPart): Value {
    return literal(this.substitutions.process(part, this.shell));
  }

  home(): Value {
    return literal(this.shell.text('HOME') ?? '/root');
  }

  hole(): Value {
    throw new Refused('expansion', 'hole');
  }

  lookedUp(): void {
    // Nothing is left to choose in a run.
  }

  excludes(): boolean {
    return false;
  }

  glob(pattern: string): readonly string[] | null {
    const { shell } = this;
    if (shell.options.has('noglob')) return null;
    const names = matchingNames(pattern, shell);
    if (names.length > 0) return names;
    return shell.shopts.has('nullglob') ? [] : null;
  }

  /** An error in arithmetic or a substitution costs the command line, an unset name the shell. */
  fail(message: string): void {
    if (/division by 0|syntax error|bad substitution/.test(message)) {
      this.shell.complain(message);
      this.shell.status = 1;
      throw this.shell.isSubshell ? new ExitSignal(1) : new DiscardSignal(message);
    }
    this.fatal(message);
  }

  private fatal(message: string): never {
    this.shell.complain(message);
    throw new ExitSignal(1);
  }

  shopt(name: string): boolean {
    return this.shell.shopts.has(name);
  }

  siteOf(): readonly Origin[] {
    return [];
  }
}

/** Bash lists associative arrays as they lie in its hash table. Source: bash 5.2, hashlib.c. */
function inHashOrder(variable: Variable): Variable {
  const entries = [...variable.elements].map(([key, value], index) => ({ key, value, index }));
  // What was put into a bucket last comes first.
  entries.sort(
    (left, right) => bucketOf(left.key) - bucketOf(right.key) || right.index - left.index,
  );
  return { ...variable, elements: new Map(entries.map(({ key, value }) => [key, value])) };
}

function bucketOf(key: string): number {
  let hash = 2_166_136_261;
  for (const byte of new TextEncoder().encode(key))
    hash = (Math.imul(hash, 16_777_619) ^ byte) >>> 0;
  return hash & 1023;
}

function listVariable(texts: readonly string[]): Variable {
  const elements = new Map(texts.map((text, index) => [String(index), literal(text)]));
  return { ...scalarVariable(null), kind: 'indexed', elements };
}

const letters: Readonly<Record<string, string>> = {
  allexport: 'a',
  errexit: 'e',
  noglob: 'f',
  nounset: 'u',
  xtrace: 'x',
  noclobber: 'C',
  errtrace: 'E',
};

function optionLetters(shell: ShellProcess): string {
  const set = Object.entries(letters).flatMap(([name, letter]) =>
    shell.options.has(name) ? [letter] : [],
  );
  return `${set.join('')}hB`;
}
