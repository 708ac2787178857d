import type { Diagnostic, DiagnosticCode } from '../model/diagnostic.ts';
import { diagnosticInfo } from '../model/diagnostic.ts';
import type { Application, ReadFleetFile } from '../model/fleet.ts';
import type { Lore } from '../model/lore.ts';
import type { Params } from '../model/message.ts';
import type { SourceId, SourceText, Span } from '../model/source.ts';
import type { ScriptRole, VariableUse } from '../model/trace.ts';
import type { Value } from '../model/value.ts';
import { oneOf } from '../shell/value.ts';
import { createLineTable } from '../syntax/line-table.ts';
import type { LineTable } from '../syntax/line-table.ts';
import { fileSource, parseSource } from '../syntax/parse-source.ts';
import type { ParsedSource } from '../syntax/parse-source.ts';
import type { Draft } from './draft.ts';
import type { Copy } from './files.ts';
import type { HostFacts } from './host-facts.ts';
import { environmentTwins } from './given-runs.ts';
import { limits } from './limits.ts';
import type { Selection } from './selection.ts';

/** What is the same for all walks over one application. */
export class Workspace {
  readonly application: Application;
  readonly lore: Lore;
  readonly sources = new Map<SourceId, SourceText>();
  readonly roles = new Map<string, Set<ScriptRole>>();
  private readonly readFile: ReadFleetFile;
  private readonly parsed = new Map<string, ParsedSource | null>();
  private readonly texts = new Map<string, string | null>();
  private readonly tables = new Map<string, LineTable>();
  private readonly found = new Map<string, Diagnostic>();
  private readonly holes: Value[] = [];
  private readonly twins: ReadonlyMap<string, string>;

  constructor(application: Application, read: ReadFleetFile, lore: Lore) {
    this.application = application;
    this.readFile = read;
    this.lore = lore;
    this.twins = environmentTwins(application.scripts.map(({ file }) => file));
    for (const script of application.scripts) this.texts.set(script.file, script.text);
  }

  /** What a script shares with its twins for other environments: its name without theirs. Null without twins. */
  twinOf(file: string): string | null {
    return this.twins.get(file) ?? null;
  }

  /** The text of a file of the fleet, or null. */
  text(file: string): string | null {
    const known = this.texts.get(file);
    if (known !== undefined) return known;
    const isListed = this.application.files.length === 0 || this.application.files.includes(file);
    const text = isListed ? this.readFile(file) : null;
    this.texts.set(file, text);
    return text;
  }

  /** A file of the fleet as bash, or null when it can't be read. */
  script(file: string): ParsedSource | null {
    const known = this.parsed.get(file);
    if (known !== undefined) return known;
    const text = this.text(file);
    const parsed = text === null ? null : parseSource(fileSource(file, text));
    this.parsed.set(file, parsed);
    if (parsed !== null) this.sources.set(parsed.source.id, parsed.source);
    return parsed;
  }

  /** Keeps the first text of an id: iterations of a loop differ only in values. */
  keep(source: SourceText): void {
    if (!this.sources.has(source.id)) this.sources.set(source.id, source);
  }

  addHole(value: Value): number {
    this.holes.push(value);
    return this.holes.length - 1;
  }

  hole(index: number): Value {
    return this.holes[index] ?? { kind: 'unknown', reason: 'dynamic' };
  }

  /** 1-based line of an offset in a file of the fleet. */
  lineOf(file: string, offset: number): number {
    const table = this.tables.get(file) ?? createLineTable(this.text(file) ?? '');
    this.tables.set(file, table);
    return table.positionOf(offset).line;
  }

  /** The characters of a span as their author wrote them. */
  textOf(span: Span): string {
    return (this.text(span.file) ?? '').slice(span.start, span.end);
  }

  report(code: DiagnosticCode, span: Span, params: Params): void {
    const line = this.lineOf(span.file, span.start);
    const { severity } = diagnosticInfo[code];
    const key = JSON.stringify([code, span.file, line, params]);
    if (!this.found.has(key))
      this.found.set(key, { code, severity, file: span.file, line, params });
  }

  diagnostics(): readonly Diagnostic[] {
    return [...this.found.values()];
  }
}

/** What the walk over one entry script, in one environment and for one action, gathers. */
export class Walk {
  readonly workspace: Workspace;
  /** Values that the caller gives, by parameter or variable name: the environment and action chosen. */
  readonly bindings: ReadonlyMap<string, string>;
  /** Values that the caller does not give. */
  readonly rejected: ReadonlyMap<string, ReadonlySet<string>>;
  /** Literals that a value from outside was compared with, by the name of that value. */
  readonly comparisons = new Map<string, Set<string>>();
  /** Files that the script itself wrote or copied, by place and path. */
  readonly files = new Map<string, Value>();
  /** Files and folders of the fleet that the script copied to other machines. */
  readonly copies: Copy[] = [];
  /** Files of the fleet that a script file leads to: `from` runs or sources `to`. */
  readonly edges: { readonly from: string; readonly to: string; readonly role: ScriptRole }[] = [];
  readonly uses: VariableUse[] = [];
  /** What variables of a loop were in the turn that reached a host, by host and name. */
  readonly hostFacts: HostFacts = new Map();
  readonly visited = new Set<string>();
  /** Position of a command among the commands of its carried text. */
  readonly ordinals = new WeakMap<object, number>();
  /** Nothing comes from outside: a name that the script does not set is unset. */
  readonly isClosed: boolean;
  private readonly callSites = new Map<string, string[]>();
  private buffers: Draft[][] = [[]];
  private visits = 0;
  private turns = 0;

  constructor(
    workspace: Workspace,
    chosen: Pick<Selection, 'bindings' | 'rejected'>,
    isClosed = false,
  ) {
    this.workspace = workspace;
    this.isClosed = isClosed;
    this.bindings = chosen.bindings;
    this.rejected = chosen.rejected;
  }

  /** Which of the calls of one thing a call is, by where it stands; the same for every turn of a loop. */
  ordinalOfCall(caller: string, callee: string, site: string): number {
    const key = `${caller}>${callee}`;
    const sites = this.callSites.get(key) ?? [];
    this.callSites.set(key, sites);
    if (!sites.includes(site)) sites.push(site);
    return sites.indexOf(site);
  }

  emit(draft: Draft): void {
    (this.buffers.at(-1) as Draft[]).push(draft);
  }

  /** Runs `body` and gives its result with the steps that it met, instead of keeping them. */
  collect<Result>(body: () => Result): {
    readonly drafts: readonly Draft[];
    readonly result: Result;
  } {
    const drafts: Draft[] = [];
    this.buffers.push(drafts);
    try {
      return { drafts, result: body() };
    } finally {
      this.buffers.pop();
    }
  }

  drafts(): readonly Draft[] {
    return this.buffers[0] as Draft[];
  }

  /** Counts a visit of a command; false when the walk has become too long. */
  visit(span: Span): boolean {
    this.visits++;
    if (this.visits <= limits.visits) return true;
    if (this.visits === limits.visits + 1) {
      this.workspace.report('trace/too-many-steps', span, { limit: limits.visits });
    }
    return false;
  }

  /** Counts the turns of a loop over a known list; false when there have been too many. */
  turn(count: number, span: Span): boolean {
    this.turns += count;
    if (this.turns <= limits.loopTurns) return true;
    this.workspace.report('trace/too-many-steps', span, { limit: limits.loopTurns });
    return false;
  }

  /** Whether a value from outside is known not to be this text. */
  excludes(value: Value, text: string): boolean {
    if (value.kind === 'unknown') return value.row?.others.includes(text) === true;
    return value.kind === 'variable' && this.rejected.get(value.name)?.has(text) === true;
  }

  /** Of the literals that an option may have set, those that this run's choice leaves. */
  chosen(name: string, value: Value): Value {
    if (value.kind !== 'one-of') return value;
    const given = this.bindings.get(name);
    const others = this.rejected.get(name);
    if (given === undefined && others === undefined) return value;
    const kept = value.values.filter((one) => {
      if (one.kind !== 'literal') return true;
      return given === undefined ? others?.has(one.text) !== true : one.text === given;
    });
    return kept.length === 0 ? value : oneOf(kept);
  }

  compare(name: string, text: string): void {
    const known = this.comparisons.get(name) ?? new Set<string>();
    known.add(text);
    this.comparisons.set(name, known);
  }
}
