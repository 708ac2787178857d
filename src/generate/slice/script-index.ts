/** What the slicer asks of the scripts: which steps stand where, what calls lead to, what is said beside. */
import type { Plan, PlannedStep } from '../../model/plan.ts';
import type { SourceText, Span } from '../../model/source.ts';
import type { Failure, Step, StepId } from '../../model/step.ts';
import { findComments } from '../../syntax/comments.ts';
import { createLineTable } from '../../syntax/line-table.ts';
import type { LineTable } from '../../syntax/line-table.ts';
import { walk } from '../../syntax/nodes.ts';
import type { FunctionDefinition } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import { parseSource } from '../../syntax/parse-source.ts';
import { nameOfAnswer } from './build-answers.ts';
import type { ParsedSource } from '../../syntax/parse-source.ts';

/** A function and the text that its definition stands in. */
export interface FunctionSite {
  readonly node: FunctionDefinition;
  readonly source: SourceText;
}

/** A comment of the author's; `alone` when nothing else stands on its line. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly alone: boolean;
}

export class ScriptIndex {
  readonly plan: Plan;
  /** The steps in the order in which the scripts take them. */
  readonly order: readonly StepId[];
  /** The scripts look at all members of a pipe themselves. */
  readonly hasPipefail: boolean;
  private readonly isForHosts: boolean;
  private readonly byId = new Map<StepId, PlannedStep>();
  private readonly byStart = new Map<string, PlannedStep[]>();
  private readonly byCall = new Map<string, PlannedStep[]>();
  private readonly byCarrier = new Map<string, PlannedStep[]>();
  private readonly spans = new Map<Step, Span>();
  private readonly callees = new Map<string, string>();
  private readonly parsed = new Map<SourceText, ParsedSource>();
  private readonly commentsOf = new Map<SourceText, readonly Comment[]>();
  private readonly fewest = new Map<string, number | null>();
  private readonly tables = new Map<SourceText, LineTable>();
  private readonly functions = new Map<string, FunctionSite>();
  private readonly functionsOf = new Map<SourceText, ReadonlyMap<string, FunctionSite>>();

  /** Commands of the deploying machine whose answers texts for hosts need, by the name of the answer. */
  readonly answers = new Map<string, string>();

  /** Files of settings that the scripts read and CodeBuild will not find. */
  readonly missingFiles = new Set<string>();

  constructor(
    plan: Plan,
    /** The code is for hosts: what the deploying machine alone can answer is named. */
    isForHosts = false,
  ) {
    this.plan = plan;
    this.order = plan.steps.map(({ classified }) => classified.step.id);
    this.hasPipefail = [...plan.trace.sources.values()].some(({ text }) =>
      /\bpipefail\b/.test(text),
    );
    this.isForHosts = isForHosts;
    for (const planned of plan.steps) {
      const { step } = planned.classified;
      this.byId.set(step.id, planned);
      push(this.byStart, startKey(this.spanOf(step)), planned);
      for (const { span, callee } of step.calledFrom) {
        push(this.byCall, startKey(span), planned);
        this.callees.set(startKey(span), callee);
      }
      const carriers =
        step.place.through === null ? step.covers : [step.place.through, ...step.covers];
      for (const key of new Set(carriers.map(spanKey))) push(this.byCarrier, key, planned);
    }
    for (const { file } of plan.trace.scripts) {
      const source = plan.trace.sources.get(file);
      if (source === undefined) continue;
      for (const [name, site] of this.functionsIn(source)) this.functions.set(name, site);
    }
  }

  private functionsIn(source: SourceText): ReadonlyMap<string, FunctionSite> {
    const functions = new Map<string, FunctionSite>();
    walk(this.parse(source).script, (node) => {
      if (node.type === 'Function') functions.set(node.name.text, { node, source });
      return undefined;
    });
    return functions;
  }

  parse(source: SourceText): ParsedSource {
    const known = this.parsed.get(source);
    if (known !== undefined) return known;
    const parsed = parseSource(source);
    this.parsed.set(source, parsed);
    return parsed;
  }

  /** The file of the application with this name, as it was read. */
  file(name: string): SourceText | null {
    const source = this.plan.trace.sources.get(name);
    return source === undefined || source.segments.length > 0 ? null : source;
  }

  /** Steps whose characters begin there; those that end there as well come first. */
  stepsAt(span: Span): readonly PlannedStep[] {
    const all = this.byStart.get(startKey(span)) ?? [];
    const exact = all.filter(({ classified }) => this.spanOf(classified.step).end === span.end);
    return exact.length > 0 ? exact : all;
  }

  /**
   * Steps in a container that the command at this place takes there, by a text that stands elsewhere:
   * `RUN=(docker exec web sh -c "…"); "${RUN[@]}"`.
   */
  stepsTakenInside({ file, start, end }: Span): readonly PlannedStep[] {
    return this.plan.steps.filter(({ classified: { step } }) => {
      const { kind, through } = step.place;
      return (
        kind === 'container' &&
        through?.file === file &&
        through.start === start &&
        through.end === end &&
        !isWithin(this.spanOf(step), { file, start, end })
      );
    });
  }

  /** Steps that the call at this place leads to. */
  stepsCalled(span: Span): readonly PlannedStep[] {
    return this.byCall.get(startKey(span)) ?? [];
  }

  /**
   * Where a step is cut out: a command that a call gives to a function stands, for a reader, at the
   * call; what is kept of it is the `"$@"` of the function.
   */
  private spanOf(step: Step): Span {
    const known = this.spans.get(step);
    if (known !== undefined) return known;
    const { site } = step;
    const source = this.plan.trace.sources.get(site.source);
    const span =
      source === undefined || source.segments.length > 0
        ? step.span
        : { file: source.file, start: site.start, end: site.end };
    this.spans.set(step, span);
    return span;
  }

  step(id: StepId): PlannedStep | null {
    return this.byId.get(id) ?? null;
  }

  /** What failures of the steps whose characters stand in the span do to the script. */
  failuresWithin(span: Span): readonly Failure[] {
    return this.plan.steps.flatMap(({ classified: { step } }) =>
      isWithin(this.spanOf(step), span) ? [step.failure] : [],
    );
  }

  /** Whether what stands within the span undoes a release. */
  goesBack(span: Span): boolean {
    const steps = this.plan.steps.filter(
      ({ classified: { step }, disposition }) =>
        disposition !== null && isWithin(this.spanOf(step), span),
    );
    return steps.length > 0 && steps.every(({ classified: { kind } }) => kind === 'rollback');
  }

  /** Whether a step begins strictly inside the span: a text in which commands stand. */
  anyWithin(span: Span): boolean {
    return this.within(span).length > 0;
  }

  /** Effectful steps inside `$( … )` of a command. */
  substituted(span: Span): readonly PlannedStep[] {
    return this.plan.steps.filter(
      ({ classified: { step }, disposition }) =>
        disposition !== null &&
        isWithin(this.spanOf(step), span) &&
        span.start < this.spanOf(step).start &&
        this.isSubstituted(this.spanOf(step), span.start) &&
        isReadWithin(step, span),
    );
  }

  /** Whether a step stands in the stretch that a command of the other span has a shell read. */
  readsWithin(text: Span, command: Span): boolean {
    return this.within(text).some(({ classified }) => isReadWithin(classified.step, command));
  }

  /** Effectful steps of functions that `$( … )` of a command calls for their answer. */
  answering(span: Span): readonly PlannedStep[] {
    return this.plan.steps.filter(
      ({ classified: { step }, disposition }) =>
        disposition !== null && step.calledFrom.some((call) => this.isAnswer(call.span, span)),
    );
  }

  /** Whether the call stands inside `$( … )` of what the other span holds. */
  isAnswer(call: Span, around: Span): boolean {
    return (
      isWithin(call, around) && around.start < call.start && this.isSubstituted(call, around.start)
    );
  }

  /** Whether something inside the span, or called from it, runs on a host. */
  asksHost(span: Span): boolean {
    return this.plan.steps.some(({ classified: { step } }) => {
      if (step.place.kind !== 'remote') return false;
      const own = this.spanOf(step);
      // The statement itself, in a text that the host reads, asks for nothing.
      const isInside = isWithin(own, span) && spanKey(own) !== spanKey(span);
      return isInside || step.calledFrom.some((call) => isWithin(call.span, span));
    });
  }

  /** Effectful steps that stand in a function or that its commands lead to. */
  actingIn(span: Span): readonly PlannedStep[] {
    return this.plan.steps.filter(
      ({ classified: { step }, disposition }) =>
        disposition !== null &&
        (this.standsIn(step, span) || step.calledFrom.some((call) => isWithin(call.span, span))),
    );
  }

  standsIn(step: Step, span: Span): boolean {
    return isWithin(this.spanOf(step), span);
  }

  /** Where the step is cut out. */
  placeOf(step: Step): Span {
    return this.spanOf(step);
  }

  /** Something effectful stands in the span, is called from it or is sent by it. */
  acts(span: Span): boolean {
    return this.plan.steps.some(({ classified: { step }, disposition }) => {
      if (disposition === null) return false;
      const { through } = step.place;
      const places = [this.spanOf(step), step.span, ...step.calledFrom.map((call) => call.span)];
      return [...places, ...(through === null ? [] : [through])].some((one) => isWithin(one, span));
    });
  }

  /** Effectful steps whose characters stand in the span. */
  effectsWithin(span: Span): readonly StepId[] {
    return this.plan.steps.flatMap(({ classified: { step }, disposition }) =>
      disposition !== null && isWithin(this.spanOf(step), span) ? [step.id] : [],
    );
  }

  /** Steps whose characters stand in a carried text. */
  stepsInside(source: SourceText): readonly PlannedStep[] {
    return this.within(spanInFile(source, 0, source.text.length));
  }

  private within(around: Span): readonly PlannedStep[] {
    return this.plan.steps.filter(({ classified: { step } }) => {
      const span = this.spanOf(step);
      return isWithin(span, around) && !this.isSubstituted(span, around.start);
    });
  }

  /** Inside `$( … )` the words around it are no text for a shell. */
  private isSubstituted(span: Span, from: number): boolean {
    const text = this.plan.trace.sources.get(span.file)?.text.slice(from, span.start) ?? '';
    const opened = text.split('$(').length - 1 + ((text.split('`').length - 1) % 2);
    return opened > text.split(')').length - 1;
  }

  /** Steps that a command at this place carried, wherever their text stands. */
  stepsCarriedBy(span: Span): readonly PlannedStep[] {
    const carried = this.byCarrier.get(spanKey(span)) ?? [];
    return carried.filter(
      ({ classified: { step } }) => startKey(this.spanOf(step)) !== startKey(span),
    );
  }

  /** The function or file that the call at this place leads to. */
  callee(span: Span): string | null {
    return this.callees.get(startKey(span)) ?? null;
  }

  /** The function that a command in this text calls: a carried text has functions of its own. */
  functionNamed(name: string, within: SourceText): FunctionSite | null {
    const known = this.functionsOf.get(within);
    const own = known ?? this.functionsIn(within);
    if (known === undefined) this.functionsOf.set(within, own);
    return own.get(name) ?? this.functions.get(name) ?? null;
  }

  /**
   * The fewest arguments that a function of the scripts is called with; null where nobody calls it, a
   * call passes on what it got, or the script already failed for want of one.
   */
  fewestArguments(name: string): number | null {
    const known = this.fewest.get(name);
    if (known !== undefined) return known;
    const counts: number[] = [];
    for (const source of this.plan.trace.sources.values()) {
      if (source.segments.length > 0) continue;
      if (/^\s*set\s+(-\w*u|-o\s+nounset)/m.test(source.text)) counts.push(Number.NaN);
      walk(this.parse(source).script, (node) => {
        if (node.type !== 'Command' || node.name?.value !== name) return undefined;
        const passesOn = node.args.some(({ text }) => /\$[@*]|\[@\]|\[\*\]/.test(text));
        counts.push(passesOn ? Number.NaN : node.args.length);
        return undefined;
      });
    }
    const least = counts.length === 0 ? Number.NaN : Math.min(...counts);
    const answer = Number.isNaN(least) ? null : least;
    this.fewest.set(name, answer);
    return answer;
  }

  /** Whether the command at this place takes a text from the deploying machine to hosts. */
  isSent({ file, start }: Span): boolean {
    return (
      this.isForHosts &&
      this.plan.steps.some(({ classified: { step } }) => {
        const { kind, through, on } = step.place;
        const isRemote = kind === 'remote' || on?.kind === 'remote';
        const crossing = kind === 'container' ? (on?.through ?? null) : through;
        return isRemote && crossing?.file === file && crossing.start === start;
      })
    );
  }

  /** The name that hooks know the answer of a command by; null where they can ask themselves. */
  nameAnswer(command: string): string | null {
    const known = [...this.answers].find(([, text]) => text === command)?.[0];
    if (known !== undefined) return known;
    const taken = new Set([
      ...this.answers.keys(),
      ...this.plan.trace.assignments.map(({ name }) => name),
    ]);
    const name = nameOfAnswer(command, taken);
    if (name !== null) this.answers.set(name, command);
    return name;
  }

  lines(source: SourceText): LineTable {
    const known = this.tables.get(source);
    if (known !== undefined) return known;
    const table = createLineTable(source.text);
    this.tables.set(source, table);
    return table;
  }

  comments(source: SourceText): readonly Comment[] {
    const known = this.commentsOf.get(source);
    if (known !== undefined) return known;
    const table = this.lines(source);
    const comments = findComments(this.parse(source)).map(({ start, end }) => {
      const { line } = table.positionOf(start);
      const alone = source.text.slice(table.offsetOfLine(line), start).trim() === '';
      return { start, end, line, alone };
    });
    this.commentsOf.set(source, comments);
    return comments;
  }
}

/**
 * `CMD=$(cat <<EOF …)` and later `ssh web1 "$CMD"`: the commands stand in a text that only another
 * command, further down, has a shell read. The name of a carried text says where that command begins.
 */
function isReadWithin({ site }: Step, span: Span): boolean {
  const [file, ...carriers] = site.source.split('!');
  return (
    carriers.length === 0 ||
    file !== span.file ||
    carriers.some((start) => Number(start) < span.end)
  );
}

function startKey({ file, start }: Span): string {
  return `${file}:${start}`;
}

function spanKey({ file, start, end }: Span): string {
  return `${file}:${start}:${end}`;
}

function isWithin(span: Span, around: Span): boolean {
  return span.file === around.file && around.start <= span.start && span.end <= around.end;
}

function push(map: Map<string, PlannedStep[]>, key: string, planned: PlannedStep): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [planned]);
  else list.push(planned);
}
