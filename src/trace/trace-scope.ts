import { evaluateArithmetic } from '../shell/arithmetic.ts';
import type { Scope, ValueList, Variable } from '../shell/scope.ts';
import { literal, oneOf } from '../shell/value.ts';
import type { Origin, SourceText } from '../model/source.ts';
import type { Value } from '../model/value.ts';
import type { CommandExpansionPart, ProcessSubstitutionPart } from '../syntax/nodes.ts';
import { originRuns, spanInFile } from '../syntax/origin.ts';
import { assignVariable } from '../shell/assign.ts';
import { outsideNames } from './condition.ts';
import type { Context } from './context.ts';
import { environmentValue, homeValue } from './environment-value.ts';
import type { ShellState } from './shell-state.ts';
import type { Walk } from './walk.ts';

/** What the walk does for a substitution: handed in, since it walks the inside as a script. */
export interface Substitutions {
  command(part: CommandExpansionPart, state: ShellState, context: Context): Value;
  process(part: ProcessSubstitutionPart, state: ShellState, context: Context): Value;
}

/** Expansion's view of the shell at one point of the walk. */
export class TraceScope implements Scope {
  readonly source: SourceText;
  private readonly walk: Walk;
  private readonly state: ShellState;
  private readonly context: Context;
  private readonly substitutions: Substitutions;

  constructor(walk: Walk, state: ShellState, context: Context, substitutions: Substitutions) {
    this.walk = walk;
    this.state = state;
    this.context = context;
    this.source = context.source;
    this.substitutions = substitutions;
  }

  get nounset(): boolean {
    return this.state.options.has('nounset');
  }

  variable(name: string): Variable | undefined {
    const variable = this.state.variable(name);
    return variable?.kind === 'scalar' && variable.value !== null
      ? { ...variable, value: this.walk.chosen(name, variable.value) }
      : variable;
  }

  names(): readonly string[] {
    return this.state.names();
  }

  unassigned(name: string): Value {
    return environmentValue(name, this.walk, this.state, this.context);
  }

  assign(name: string, value: Value, subscript?: string): void {
    assignVariable(this.state, name, value, {
      subscript,
      number: (text) => evaluateArithmetic(text, this),
    });
  }

  positional(): ValueList {
    const { values, open, shifted, fromCaller, moved } = this.state.positional;
    if (!open || !fromCaller || values.length > 0 || moved) return { values, open };
    // A bound first argument makes a list of it, so that `$1` is known and `$@` begins with it.
    const bound: Value[] = [];
    for (let index = shifted + 1; this.walk.bindings.has(String(index)); index++) {
      bound.push(literal(this.walk.bindings.get(String(index)) as string));
    }
    return { values: bound, open };
  }

  special(name: string): Value | null {
    const { state } = this;
    switch (name) {
      case '0':
        return state.scriptName;
      case '?':
        return state.status === null
          ? { kind: 'unknown', reason: 'command-output' }
          : literal(String(state.status));
      case '#': {
        const { values, open } = state.positional;
        return open ? { kind: 'unknown', reason: 'argument' } : literal(String(values.length));
      }
      case '$':
      case '!':
      case 'RANDOM':
      case 'SRANDOM':
      case 'SECONDS':
      case 'EPOCHSECONDS':
        return { kind: 'unknown', reason: 'random' };
      case '-':
        return { kind: 'unknown', reason: 'environment' };
      default:
        return this.shiftedArgument(name);
    }
  }

  /** `$2` after one `shift` is what the caller gave third. */
  private shiftedArgument(name: string): Value | null {
    if (!/^[1-9]\d*$/.test(name)) return null;
    const { values, open, shifted, fromCaller, moved } = this.state.positional;
    if (!open || !fromCaller || values.length >= Number(name)) return null;
    // After shifts in a loop, `$1` is any argument.
    const original = moved ? '@' : String(Number(name) + shifted);
    const bound = this.walk.bindings.get(original);
    if (bound === undefined && original === name) return null;
    const given: Value = { kind: 'variable', name: original, suppliedBy: 'argument' };
    if (bound === undefined) return given;
    return moved ? oneOf([literal(bound), given]) : literal(bound);
  }

  substitute(part: CommandExpansionPart): Value {
    return this.substitutions.command(part, this.state, this.within());
  }

  processSubstitution(part: ProcessSubstitutionPart): Value {
    return this.substitutions.process(part, this.state, this.within());
  }

  /** The text that a part stands in may be one that an expansion made of the source's. */
  private within(): Context {
    return this.source === this.context.source
      ? this.context
      : { ...this.context, source: this.source };
  }

  home(): Value {
    return homeValue(this.context.place);
  }

  hole(index: number): Value {
    return this.walk.workspace.hole(index);
  }

  excludes(value: Value, text: string): boolean {
    return this.walk.excludes(value, text);
  }

  lookedUp(key: Value, among: readonly string[]): void {
    // `${HOSTS[$1]}`: the keys are what the caller may say, as if compared with each.
    for (const name of outsideNames(key)) for (const text of among) this.walk.compare(name, text);
  }

  glob(): null {
    return null;
  }

  fail(): void {
    // What the shell would refuse shows in the value; a reading that runs nothing goes on.
  }

  shopt(name: string): boolean {
    return this.state.shopts.has(name);
  }

  siteOf(start: number, end: number, variable: string | null): readonly Origin[] {
    const runs = originRuns(this.source, start, end);
    const sites = runs[0]?.sites ?? [];
    const site = runs.length > 1 ? [spanInFile(this.source, start, end)] : sites;
    const last = site.at(-1);
    if (variable === null || last === undefined) return site;
    return [...site.slice(0, -1), { ...last, variable }];
  }
}
