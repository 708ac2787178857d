import type { Certainty, ClassifiedStep, RuleId } from '../model/classified.ts';
import type { StepKind } from '../model/kind.ts';
import type { Step } from '../model/step.ts';
import type { RunsOn, Trace } from '../model/trace.ts';
import type { Value } from '../model/value.ts';
import type { CommandLore, Lore } from '../model/lore.ts';
import { effectOf, knownName, splitCommand } from '../trace/command-line.ts';
import type { CommandWords } from '../trace/command-line.ts';

/** A step as conditions see it: its words told apart, its neighbours in reach. */
export interface Subject {
  readonly step: Step;
  /**
   * What the command goes by, most specific last: its own name, the name without a version, the
   * program that it interprets (`php8.1 artisan`: php8.1, php, artisan). Empty where not known.
   */
  readonly names: readonly string[];
  readonly command: CommandWords;
  /** What the lore says of the command with these words: reads only, passes text on, prints, or changes something. */
  readonly effect: CommandLore['effect'];
  /** The sort of machine that the step works on today. */
  readonly on: RunsOn | 'container';
  /** What the step is; null while its class is still being looked for. */
  readonly kind: StepKind | null;
  readonly index: number;
  readonly all: readonly Subject[];
  /** What the rule captured; empty while it is still being matched. */
  readonly captures: Readonly<Record<string, Value>>;
}

/** A condition of a rule, compiled. */
export type Test = (subject: Subject) => Certainty;

/** The steps of a trace as subjects, in order. */
export function subjectsOf(trace: Trace, lore: Lore): readonly Subject[] {
  const runsOn = new Map(trace.scripts.map((script) => [script.file, script.runsOn]));
  const all: Subject[] = [];
  trace.steps.forEach((step, index) => {
    const command = splitCommand(step.words, lore);
    all.push({
      step,
      names: namesOf(step, command, lore),
      command,
      effect: effectOf(step.words, lore),
      on: machineOf(step, runsOn),
      kind: null,
      index,
      all,
      captures: {},
    });
  });
  return all;
}

/** The same subjects once their classes are known, in the same order. */
export function withKinds(
  subjects: readonly Subject[],
  steps: readonly ClassifiedStep[],
): readonly Subject[] {
  const all: Subject[] = [];
  subjects.forEach((subject, index) => {
    all.push({ ...subject, all, kind: steps[index]?.kind ?? null });
  });
  return all;
}

function namesOf({ form, name }: Step, command: CommandWords, lore: Lore): readonly string[] {
  if (form !== 'command' || name === null) return [];
  return [...new Set([name, knownName(name, lore), command.name ?? name])];
}

function machineOf(step: Step, runsOn: ReadonlyMap<string, RunsOn>): Subject['on'] {
  if (step.place.kind === 'remote') return 'host';
  if (step.place.kind === 'container') return 'container';
  const outermost = step.calledFrom[0]?.span.file ?? step.span.file;
  return runsOn.get(outermost) ?? runsOn.get(step.span.file) ?? 'workstation';
}

/** A message code for the rule's own sentences. */
export function ruleCode(rule: RuleId): string {
  return `rule/${rule}`;
}
