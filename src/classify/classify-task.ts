import type { ClassifiedStep } from '../model/classified.ts';
import type { StepKind } from '../model/kind.ts';
import { plumbingKinds } from '../model/kind.ts';
import type { Message } from '../model/message.ts';
import type { Span } from '../model/source.ts';
import type { Trace } from '../model/trace.ts';
import { classifyStep } from './classify-step.ts';
import type { ClassifyContext } from './classify-step.ts';
import { showValue } from './pattern.ts';
import { taskNamesOf } from '../trace/task-names.ts';
import { subjectsOf } from './subject.ts';
import type { Subject } from './subject.ts';

interface TaskContext extends ClassifyContext {
  readonly lineOf: (span: Span) => number;
}

/**
 * The class of a step; where it runs a task of the application whose commands can be read, by what
 * they do, and by the task's name only where they don't tell.
 */
export function classifyWithTask(
  subject: Subject,
  trace: Trace,
  context: TaskContext,
): ClassifiedStep {
  const own = classifyStep(subject, context);
  const steps = subject.step.behind ?? [];
  if (steps.length === 0) return isOwnTask(subject) ? guessed(own, context) : own;
  const inner = subjectsOf({ ...trace, steps }, context.lore);
  const behind = inner.map((one) => classifyWithTask(one, trace, context));
  return { ...explained(own, behind, context), behind };
}

/** Runners whose tasks mean whatever the application wrote; those of others (rake, maven) have a say. */
const ownRunners = new Set([
  'npm',
  'yarn',
  'pnpm',
  'bun',
  'make',
  'gmake',
  'just',
  'task',
  'composer',
]);
/** A name is a promise that nobody has looked at: a reader has to. */
const byName = 0.85;

function isOwnTask({ names, command }: Subject): boolean {
  return (
    names.some((name) => ownRunners.has(name)) && (taskNamesOf(names, command) ?? []).length > 0
  );
}

/** The class of a task whose commands can't be read: what its name says, marked as a guess. */
function guessed(own: ClassifiedStep, { redact }: TaskContext): ClassifiedStep {
  if (own.rule === null || isPlumbing(own.kind) || own.kind === 'unknown') return own;
  const note = { code: 'classify/task-guessed', params: { command: redact(own.step.text) } };
  return {
    ...own,
    confidence: Math.min(own.confidence, byName),
    notes: [...own.notes, note],
  };
}

/** What a task does on its way to an output, and needs no word of its own. */
const partsOfBuild: readonly StepKind[] = [
  'build',
  'package',
  'test',
  'lint',
  'install-deps',
  'cleanup',
  'transfer',
  'config-write',
  'permission',
  'provision',
  'cache-clear',
];
/** Which kind names a task that does several of these. */
const buildRank: readonly StepKind[] = ['build', 'package', 'test', 'lint', 'install-deps'];
/** The call can stand for what is behind it: the tool reads the rest from the application's files. */
const keepsAsCall: readonly StepKind[] = [
  'container-build',
  'container-push',
  'cloud-cli',
  'db-migrate',
  'cache-clear',
  'start-service',
  'stop-service',
  'restart-service',
  'notify',
  'maintenance-mode',
  'health-check',
];
/** These stand in one place, the build of an image. */
const ofImages: readonly StepKind[] = [
  'container-build',
  'container-push',
  'build',
  'test',
  'lint',
];
/** Surer than a name, less sure than a command of the script itself. */
const opened = 0.95;

function explained(
  own: ClassifiedStep,
  behind: readonly ClassifiedStep[],
  context: TaskContext,
): ClassifiedStep {
  const effects = behind.filter(({ kind }) => !isPlumbing(kind));
  const kinds = [...new Set(effects.map(({ kind }) => kind))];
  const because = said(own, behind, effects, context);
  const ownKinds = kinds.filter((kind) => kind !== 'unknown');
  if (own.kind === 'install-deps' || ownKinds.length === 0)
    return { ...own, notes: [...own.notes, because] };
  const reaching = effects.filter((step) => step.kind !== 'unknown' && !isPartOfBuild(step, own));
  // What a task is there for comes last, after what it needs.
  const main = reaching.at(-1);
  if (main === undefined) return builds(own, ownKinds, kinds.includes('unknown'), because);
  const reached = [...new Set(reaching.map(({ kind }) => kind))];
  const isOne =
    (kinds.length === 1 && reached.length === 1) || kinds.every((kind) => ofImages.includes(kind));
  const kept = isOne && keepsAsCall.includes(main.kind);
  return {
    ...own,
    kind: main.kind,
    rule: main.rule,
    match: main.match,
    confidence: Math.min(isOne ? opened : 0.7, main.confidence),
    destination: main.destination,
    disposition: kept ? main.disposition : 'manual',
    captures: {},
    because,
    notes: [
      ...main.notes,
      ...(isOne ? [] : [{ code: 'classify/task-mixed', params: { kinds: kinds.join(', ') } }]),
    ],
    questions: main.questions,
    effort: Math.max(own.effort, ...effects.map(({ effort }) => effort)),
  };
}

function builds(
  own: ClassifiedStep,
  kinds: readonly StepKind[],
  isUnsure: boolean,
  because: Message,
): ClassifiedStep {
  const agrees = kinds.includes(own.kind) || own.kind === 'build';
  const kind = agrees ? own.kind : (buildRank.find((one) => kinds.includes(one)) ?? 'build');
  const destination = kind === 'install-deps' ? 'buildspec/install' : 'buildspec/build';
  return {
    ...own,
    kind,
    confidence: isUnsure ? Math.max(own.confidence, 0.8) : opened,
    destination: agrees ? own.destination : destination,
    disposition: agrees ? own.disposition : 'converted',
    because,
    // The rule's note sends the reader to the file that has been read here.
    notes: own.notes.filter(({ code }) => !code.endsWith('/note')),
  };
}

function isPartOfBuild({ kind, step }: ClassifiedStep, own: ClassifiedStep): boolean {
  const staysThere = step.place.kind === own.step.place.kind;
  return partsOfBuild.includes(kind) && staysThere && !isSentAway(step.words);
}

/** A word like `user@host:path` or `s3://bucket`. */
function isSentAway(words: ClassifiedStep['step']['words']): boolean {
  return words.some(({ value }) =>
    /^[\w.-]+@[\w.$-]+:|^[\w.$-]+:[/~]|^(s3|gs|sftp|ftp|rsync):\/\//.test(showValue(value)),
  );
}

function isPlumbing(kind: StepKind): boolean {
  return (plumbingKinds as readonly string[]).includes(kind);
}

const shownCommands = 4;

/** `package.json:8` and the commands that stand there. */
function said(
  own: ClassifiedStep,
  behind: readonly ClassifiedStep[],
  effects: readonly ClassifiedStep[],
  { redact, lineOf }: TaskContext,
): Message {
  const told = effects.length > 0 ? effects : behind;
  const [first] = told;
  const texts = told.map(({ step }) => redact(step.text.trim().replace(/\s+/g, ' ')));
  const more = texts.length > shownCommands ? ['…'] : [];
  return {
    code: 'classify/task',
    params: {
      command: redact(own.step.text),
      place: first === undefined ? '' : `${first.step.span.file}:${lineOf(first.step.span)}`,
      commands: [...texts.slice(0, shownCommands), ...more].join('; '),
    },
  };
}
