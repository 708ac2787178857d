import type { Value } from '../model/value.ts';
import type { Variable } from '../shell/scope.ts';
import { literal, textOf } from '../shell/value.ts';
import { scalarVariable } from '../shell/variable.ts';
import type { Assignment, FunctionDefinition, Statement } from '../syntax/nodes.ts';
import type { SourceText } from '../model/source.ts';
import type { Channel } from './channel.ts';
import type { FileTree } from './file-tree.ts';
import { Refused } from './signals.ts';

/** A function with the text that its node's offsets index. */
export interface DefinedFunction {
  readonly node: FunctionDefinition;
  readonly source: SourceText;
}

/** The reader of a `>( … )`. */
export interface PendingReader {
  readonly path: string;
  readonly child: ShellProcess;
  readonly commands: readonly Statement[];
}

/** What all processes of one run share. */
export interface Machine {
  readonly files: FileTree;
  /** Commands that have ended in the background, by process id. */
  readonly ended: Map<number, number>;
  /** Those that only wait: there, they would still be running. */
  readonly sleeping: Set<number>;
  nextProcess: number;
  nextPipe: number;
  /** Commands that may still be run before the run is given up as endless. */
  budget: number;
}

/** One shell process: what it holds, and where its descriptors lead. */
export class ShellProcess {
  readonly machine: Machine;
  scopes: Map<string, Variable>[] = [new Map<string, Variable>()];
  functions = new Map<string, DefinedFunction>();
  exportedFunctions = new Set<string>();
  aliases = new Map<string, string>();
  positional: string[] = [];
  options = new Set<string>();
  shopts = new Set<string>();
  traps = new Map<string, string>();
  cwd = '/home/deploy/x';
  folders: string[] = [];
  status = 0;
  pipeStatus: readonly number[] = [0];
  scriptName = 's.sh';
  /** Names of the functions that run, innermost last, and the files that they stand in. */
  calls: string[] = [];
  files: string[] = [];
  lastArgument = '';
  lastBackground = 0;
  backgrounds: number[] = [];
  pid = 1000;
  isSubshell = false;
  /** errexit and the ERR trap don't look: a condition, a member of a list before the last. */
  quiet = 0;
  loops = 0;
  line = 1;
  /** In a trap, `$LINENO` is the line of the command that it is run for. */
  keepsLine = false;
  command = '';
  umask = 0o022;
  /** Place of getopts inside a cluster of letters. */
  cluster = 0;
  isPattern = false;
  source: SourceText = { id: '', file: '', text: '', segments: [] };
  descriptors = new Map<number, Channel>();
  /** `>( … )`: commands that read a pipe once what writes into it has ended. */
  pending: PendingReader[] = [];
  /** Assignments among the words of a declaration, by the word that stands for each. */
  declared = new Map<string, Assignment>();

  constructor(machine: Machine) {
    this.machine = machine;
  }

  /** A subshell: all that this one holds, and a life of its own. */
  fork(): ShellProcess {
    const child = new ShellProcess(this.machine);
    Object.assign(child, this, {
      scopes: this.scopes.map((scope) => new Map(scope)),
      functions: new Map(this.functions),
      exportedFunctions: new Set(this.exportedFunctions),
      aliases: new Map(this.aliases),
      positional: [...this.positional],
      options: new Set(this.options),
      shopts: new Set(this.shopts),
      // Traps other than ignored ones are reset in a subshell.
      traps: new Map(
        [...this.traps].filter(
          ([signal, text]) => text === '' || (signal === 'ERR' && this.options.has('errtrace')),
        ),
      ),
      folders: [...this.folders],
      calls: [...this.calls],
      files: [...this.files],
      backgrounds: [...this.backgrounds],
      pending: [],
      isSubshell: true,
      descriptors: new Map(this.descriptors),
    });
    return child;
  }

  /** A new program: it inherits what is exported, and nothing else. */
  spawn(): ShellProcess {
    const child = new ShellProcess(this.machine);
    for (const name of this.names()) {
      const variable = this.variable(name);
      if (variable?.exported) child.scopes[0]?.set(name, variable);
    }
    for (const name of this.exportedFunctions) {
      const known = this.functions.get(name);
      if (known !== undefined) child.functions.set(name, known);
    }
    child.exportedFunctions = new Set(this.exportedFunctions);
    child.cwd = this.cwd;
    child.umask = this.umask;
    child.pid = this.machine.nextProcess++;
    child.descriptors = new Map(this.descriptors);
    return child;
  }

  variable(name: string): Variable | undefined {
    for (let index = this.scopes.length - 1; index >= 0; index--) {
      const found = this.scopes[index]?.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  scopeOf(name: string): Map<string, Variable> {
    for (let index = this.scopes.length - 1; index > 0; index--) {
      const scope = this.scopes[index];
      if (scope?.has(name)) return scope;
    }
    return this.scopes[0] as Map<string, Variable>;
  }

  names(): readonly string[] {
    return [...new Set(this.scopes.flatMap((scope) => [...scope.keys()]))].sort();
  }

  /** The text of a scalar, or of element 0; null where it is not set. */
  text(name: string): string | null {
    const variable = this.variable(name);
    const value = variable?.kind === 'scalar' ? variable.value : variable?.elements.get('0');
    return value == null ? null : known(value, name);
  }

  /** Sets a plain variable of the shell itself. */
  setText(name: string, text: string): void {
    const scope = this.scopeOf(name);
    const before = scope.get(name) ?? scalarVariable(null, this.options.has('allexport'));
    scope.set(name, { ...before, kind: 'scalar', value: literal(text) });
  }

  write(descriptor: number, text: string): void {
    this.descriptors.get(descriptor)?.write(text);
  }

  /** `bash: …` on standard error. */
  complain(message: string): void {
    this.write(2, `${this.scriptName}: line ${this.line}: ${message}\n`);
  }
}

/** The text of a value, which here must be known. */
export function known(value: Value, subject: string): string {
  const text = textOf(value);
  if (text === null) throw new Refused('expansion', subject);
  return text;
}
