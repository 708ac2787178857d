import type { Diagnostic } from './diagnostic.ts';
import type { Message } from './message.ts';
import type { SourceId, SourceText, Span } from './source.ts';
import type { Step } from './step.ts';
import type { Value } from './value.ts';

export type RunsOn = 'workstation' | 'host' | 'ci';
export type ScriptRole = 'entry' | 'sourced' | 'called';

export interface TracedScript {
  readonly file: string;
  readonly role: ScriptRole;
  readonly runsOn: RunsOn;
  /** What was seen that decides `runsOn`. */
  readonly because: readonly Message[];
  /** Number of lines. */
  readonly lines: number;
  readonly parsed: boolean;
}

/** A set of hosts that gets the same steps. */
export interface HostGroup {
  readonly name: string;
  readonly hosts: readonly Value[];
  /** What variables of the loop over the hosts are for all of the group's, by their names. */
  readonly values?: Readonly<Record<string, string>>;
}

export interface Environment {
  readonly name: string;
  readonly hostGroups: readonly HostGroup[];
}

/** A variable of a script, with all that was ever assigned to it. */
export interface VariableUse {
  readonly name: string;
  readonly file: string;
  readonly span: Span;
  readonly value: Value;
  readonly exported: boolean;
}

/** What a script lets its caller choose: the argument (`1`) or variable that decides, null for none. */
export interface Choice {
  readonly file: string;
  readonly environment: string | null;
  readonly action: string | null;
}

/** What all scripts of one application do, read without running them. */
export interface Trace {
  readonly application: string;
  readonly scripts: readonly TracedScript[];
  readonly environments: readonly Environment[];
  readonly actions: readonly string[];
  readonly choices: readonly Choice[];
  /** In the order in which the scripts reach them; unreached ones follow in file order. */
  readonly steps: readonly Step[];
  readonly assignments: readonly VariableUse[];
  /** Every text that was read as bash, files and carried texts. */
  readonly sources: ReadonlyMap<SourceId, SourceText>;
  readonly diagnostics: readonly Diagnostic[];
}
