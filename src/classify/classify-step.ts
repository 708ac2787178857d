import type { ClassifiedStep, Match, Question } from '../model/classified.ts';
import type { Lore } from '../model/lore.ts';
import type { StepKind } from '../model/kind.ts';
import { plumbingKinds } from '../model/kind.ts';
import type { Message, Params, Translated } from '../model/message.ts';
import type { Step } from '../model/step.ts';
import { asksForHelp } from '../trace/command-line.ts';
import { matchClass } from './match.ts';
import type { RuleIndex } from './match.ts';
import { showValue } from './pattern.ts';
import { redirect } from './predicates/streams.ts';
import type { Adjustment, Rule, RuleSet } from './rule.ts';
import { ruleCode } from './subject.ts';
import type { Subject } from './subject.ts';

/** What the classification of one step needs beside the step. */
export interface ClassifyContext {
  readonly rules: RuleSet;
  readonly index: RuleIndex;
  readonly lore: Lore;
  /** Replaces every secret in a text that goes into a message. */
  readonly redact: (text: string) => string;
}

/** Confidence of a match that rests on values that are not known. */
const maybeFactor = 0.6;
/** A person has to read an unknown command, find out what it does and move it: half an hour. */
const unknownEffort = 30;

/** What stands behind a helper whose file is missing is read at a guess. */
const guessed = 0.75;

/** The one class of a step. Total: what no rule and no convention knows is `unknown`, and manual. */
export function classifyStep(subject: Subject, context: ClassifyContext): ClassifiedStep {
  const classified = classifyBare(subject, context);
  const helper = subject.step.wrappers.find(({ name }) => !context.lore.has(name));
  if (helper === undefined || isPlumbing(classified.kind) || classified.kind === 'unknown')
    return classified;
  return {
    ...classified,
    confidence: Math.min(guessed, classified.confidence),
    disposition: 'manual',
    notes: [
      ...classified.notes,
      { code: 'classify/behind-helper', params: { command: context.redact(helper.name) } },
    ],
  };
}

function classifyBare(subject: Subject, context: ClassifyContext): ClassifiedStep {
  const { step } = subject;
  if (step.unresolved !== null) {
    return unknownStep(
      step,
      { kind: 'unmatched' },
      {
        code: `classify/unresolved-${step.unresolved}`,
        params: { command: context.redact(step.name ?? step.text) },
      },
    );
  }
  if (step.followed) return plumbingStep(step, 'control', 1, 'classify/followed');
  const isHelp = step.form === 'command' && asksForHelp(step.words, context.lore);
  if (isHelp && writesFile(subject) === 'no') return plainStep(subject, context);
  const match = matchClass(context.index, subject);
  const isOnlyHelp = isHelp && match.kind === 'matched' && isSpecific(match.rule, context);
  if (match.kind === 'matched' && !isOnlyHelp) return matchedStep(subject, match, context);
  if (match.kind === 'ambiguous') {
    return unknownStep(step, match, {
      code: match.certainty === 'yes' ? 'classify/ambiguous' : 'classify/several-possible',
      params: { rules: match.rules.join(', ') },
    });
  }
  return plainStep(subject, context);
}

/** A rule that says what the command does; what it answers in a file is for the general ones. */
function isSpecific(rule: string, { rules }: ClassifyContext): boolean {
  return rules.byId.get(rule)?.fallback !== true;
}

function matchedStep(
  bare: Subject,
  match: Extract<Match, { kind: 'matched' }>,
  context: ClassifyContext,
): ClassifiedStep {
  const rule = context.rules.byId.get(match.rule);
  if (rule === undefined || rule.classify === null)
    throw new Error(`no class in rule ${match.rule}`);
  const subject = { ...bare, captures: match.captures };
  const adjustments = rule.adjust.filter(({ test }) => test(subject) === 'yes');
  const last = <Key extends keyof Adjustment>(key: Key): Adjustment[Key] | null =>
    adjustments.findLast((one) => one[key] !== null)?.[key] ?? null;
  const kind = last('kind') ?? rule.classify.kind;
  const plumbing = isPlumbing(kind);
  const confidence = last('confidence') ?? rule.classify.confidence;
  const certain = match.certainty === 'yes';
  const say = (said: Translated, part: string): Message =>
    saidBy(rule, part, said, subject, context);
  return {
    step: subject.step,
    match,
    kind,
    rule: rule.id,
    confidence: certain ? confidence : round(confidence * maybeFactor),
    destination: plumbing ? null : (last('destination') ?? rule.classify.destination),
    disposition: plumbing ? null : (last('disposition') ?? rule.classify.disposition),
    captures: match.captures,
    because: say(rule.title, 'title'),
    notes: [
      ...(rule.note === null ? [] : [say(rule.note, 'note')]),
      ...adjustments.flatMap(({ note }, at) => (note === null ? [] : [say(note, `note-${at}`)])),
      ...(certain ? [] : [{ code: 'classify/only-maybe', params: {} }]),
    ],
    questions: questionsOf(rule, adjustments),
    effort: last('effort') ?? rule.classify.effort,
  };
}

function questionsOf(rule: Rule, adjustments: readonly Adjustment[]): readonly Question[] {
  const ids = new Set([...(rule.classify?.ask ?? []), ...adjustments.flatMap(({ ask }) => ask)]);
  return [...ids].flatMap((id) => rule.questions[id] ?? []);
}

/** A rule's own sentence; only the captures that it names become parameters. */
export function saidBy(
  rule: Rule,
  part: string,
  said: Translated,
  subject: Subject,
  context: Pick<ClassifyContext, 'redact'>,
): Message {
  const params: Record<string, string> = {};
  for (const [, name = ''] of `${said.en} ${said.fr}`.matchAll(/\{([\w.-]+)\}/g)) {
    const value = subject.captures[name];
    params[name] = value === undefined ? '…' : context.redact(showValue(value));
  }
  return { code: `${ruleCode(rule.id)}/${part}`, params, said };
}

/** A step that no rule knows: by its form, by what the lore says of the command, or unknown. */
function plainStep(subject: Subject, context: ClassifyContext): ClassifiedStep {
  const { step } = subject;
  switch (step.form) {
    case 'assignment':
      return plumbingStep(step, 'env-setup', 1, 'classify/assignment');
    case 'test':
    case 'arithmetic':
    case 'redirection':
      return plumbingStep(step, 'control', 1, 'classify/plumbing');
    case 'command':
      return plainCommand(subject, context);
    default: {
      const never: never = step.form;
      throw new Error(`unreachable: ${String(never)}`);
    }
  }
}

function plainCommand(subject: Subject, context: ClassifyContext): ClassifiedStep {
  const { step } = subject;
  if (step.words.length === 0) return plumbingStep(step, 'control', 1, 'classify/plumbing');
  const used =
    step.outputUsed || step.statusUsed !== 'ignored' || (step.pipeline?.after.length ?? 0) > 0;
  const params = { command: context.redact(step.name ?? step.text) };
  // What prints or reads changes something all the same when its output becomes a file.
  switch (writesFile(subject) === 'no' ? subject.effect : 'effect') {
    case 'print':
      return plumbingStep(
        step,
        used && step.outputUsed ? 'control' : 'log',
        0.95,
        'classify/print',
        params,
      );
    case 'query':
    case 'filter':
      return used
        ? plumbingStep(step, 'control', 0.9, 'classify/query-used', params)
        : plumbingStep(step, 'log', 0.9, 'classify/query', params);
    case 'effect':
      return unknownStep(step, { kind: 'unmatched' }, unknownBecause(subject, context));
  }
}

/** A plain word that no program is called by is most often a function; its file may be missing. */
function unknownBecause(subject: Subject, { lore, redact }: ClassifyContext): Message {
  const { step } = subject;
  const params = { command: redact(step.name ?? step.text) };
  const isWord = /^[A-Za-z_][\w-]*$/.test(step.name ?? '') && !lore.has(step.name ?? '');
  const library = isWord ? missingLibrary(subject) : null;
  return library === null
    ? { code: 'classify/no-rule', params }
    : { code: 'classify/missing-function', params: { ...params, file: redact(library) } };
}

/** The last file that the script sources before the step and that is not in the fleet. */
function missingLibrary({ step: { span }, all, index }: Subject): string | null {
  const sourced = all
    .slice(0, index)
    .findLast(
      ({ step }) =>
        step.unresolved === 'missing-file' &&
        (step.name === 'source' || step.name === '.') &&
        step.span.file === span.file,
    );
  const path = sourced?.step.words[1]?.value;
  const text = path === undefined ? null : showValue(path);
  // Files of variables hold no functions.
  return text === null || /(^|\/|\.)env|\.(conf|cfg|ini|properties)$|\/etc\/|rc$/.test(text)
    ? null
    : text;
}

const writesFile = redirect.compile(true, () => () => 'no');

function isPlumbing(kind: StepKind): boolean {
  return (plumbingKinds as readonly string[]).includes(kind);
}

function plumbingStep(
  step: Step,
  kind: StepKind,
  confidence: number,
  code: string,
  params: Params = {},
): ClassifiedStep {
  return {
    step,
    match: { kind: 'unmatched' },
    kind,
    rule: null,
    confidence,
    destination: null,
    disposition: null,
    captures: {},
    because: { code, params },
    notes: [],
    questions: [],
    effort: 0,
  };
}

function unknownStep(step: Step, match: Match, because: Message): ClassifiedStep {
  return {
    ...plumbingStep(step, 'unknown', 0, because.code, because.params),
    match,
    destination: 'none',
    disposition: 'manual',
    effort: unknownEffort,
  };
}

function round(confidence: number): number {
  return Math.round(confidence * 100) / 100;
}
