/**
 * Cuts a script's tree down to what may belong in one room: steps of the room, and the plumbing that
 * could serve them. What is really kept is decided afterwards, over the whole of it (keep.ts).
 */
import type { SourceText, Span } from '../../model/source.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { Step, StepId } from '../../model/step.ts';
import type {
  AndOr,
  Command,
  CommandNode,
  FunctionDefinition,
  Pipeline,
  Statement,
  SyntaxNode,
} from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import { withCarriedInput, withPipedInput } from './carried-input.ts';
import { carriedTextOf } from './carried-text-of.ts';
import { cutCase, cutFrame, cutIf, cutLoop, row } from './compounds.ts';
import { comesAlong, bringFunction, inlined, keepCalled, needsCall } from './called-function.ts';
import { handedWords } from './handed-words.ts';
import { commentsAbove, leafOf, namesOf, sourceText } from './leaf.ts';
import { cutInContainer, isForContainer } from './container-text.ts';
import type { At, Cutting } from './cutting.ts';
import { judgesConsent } from './consent.ts';
import { dropsCondition } from './conditions.ts';
import { sendsAway, startedLast, stepsOfProcess } from './detached.ts';
import { namesIn } from './names.ts';
import { missingFile } from './missing-file.ts';
import { plain } from './print.ts';
import { emptiesFile, isSecret, roleOfCommand } from './roles.ts';
import { machineOf } from './room.ts';
import { setsProfileOnly } from './profile-edits.ts';
import type { Room } from './room.ts';
import { wholeInRoom } from './whole-function.ts';
import type { Chain, Frame, Leaf, Line, Tree } from './tree.ts';
import { isNothing, leavesOf, nothing, stepsIn } from './tree.ts';
import { withEndings } from './endings.ts';

const maxDepth = 24;

/** The statements of a list, each as what is left of it. */
export function cutStatements(
  statements: readonly Statement[],
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const lastWait = statements.findLastIndex(waits);
  const cut = statements.map((statement, number) => {
    const next = statements[number + 1];
    // The words of a question go with the question.
    const isQuestion = next !== undefined && prints(statement) && asksConsent(next, at, cutting);
    const trees = isQuestion
      ? []
      : cutStatement(statement, number < lastWait ? { ...at, isWaited: true } : at, cutting);
    const isElsewhere =
      trees.flatMap(stepsIn).length === 0 && actsElsewhere(statement, at, cutting);
    return { statement, trees: isElsewhere ? [...trees, elsewhere(statement, at)] : trees };
  });
  return withEndings(cut, at.source);
}

function actsElsewhere({ command }: Statement, at: At, { index }: Cutting): boolean {
  return command.type !== 'Function' && index.acts(spanInFile(at.source, command.pos, command.end));
}

function elsewhere({ command }: Statement, { source, machine }: At): Leaf {
  return {
    type: 'leaf',
    role: 'elsewhere',
    lines: [],
    mayFail: false,
    comments: [],
    steps: [],
    reads: nothing,
    writes: nothing,
    calls: nothing,
    asksHost: false,
    machine,
    span: spanInFile(source, command.pos, command.end),
    cwd: null,
    hostGroups: [],
  };
}

function prints({ command }: Statement): boolean {
  return command.type === 'Command' && /^(echo|printf)$/.test(command.name?.value ?? '');
}

function asksConsent({ command }: Statement, { source }: At, { index }: Cutting): boolean {
  return index
    .stepsAt(spanInFile(source, command.pos, command.end))
    .some(({ classified }) => classified.kind === 'approval-prompt');
}

function waits({ command }: Statement): boolean {
  return command.type === 'Command' && command.name?.value === 'wait';
}

function cutStatement(statement: Statement, at: At, cutting: Cutting): readonly Tree[] {
  // What is waited for runs in its turn: then its failure counts as well.
  const isDetached = statement.background === true && at.isWaited !== true;
  const trees =
    wholeProcess(statement, isDetached, at, cutting) ??
    cutNode(statement.command, at, cutting, isDetached);
  const comments = commentsAbove(statement, at, cutting);
  const [first, ...rest] = trees;
  if (first === undefined || comments.length === 0) return trees;
  return [withComments(first, comments), ...rest];
}

/** `{ cd /srv/shop; ./shop; } > log &`: one process. */
function wholeProcess(
  { command }: Statement,
  isDetached: boolean,
  at: At,
  cutting: Cutting,
): readonly Tree[] | null {
  if (!isDetached || /^(Command|Pipeline|AndOr)$/.test(command.type)) return null;
  const { index, room } = cutting;
  const effects = index.effectsWithin(spanInFile(at.source, command.pos, command.end));
  if (effects.length === 0 || !effects.every((id) => room.steps.has(id))) return null;
  const own = effects.flatMap((id) => index.step(id) ?? []);
  return [{ ...leafOf(command, own, 'step', at, cutting, true), cwd: null }];
}

function withComments(tree: Tree, comments: readonly string[]): Tree {
  return { ...tree, comments: [...comments, ...tree.comments] };
}

function cutNode(
  node: Statement['command'] | FunctionDefinition['body'],
  at: At,
  cutting: Cutting,
  background = false,
): readonly Tree[] {
  switch (node.type) {
    case 'Command':
      return cutCommand(node, at, cutting, background);
    case 'Pipeline':
      return cutPipeline(node, at, cutting, background);
    case 'AndOr':
      return withoutConsent(cutChain(node, at, cutting, background), node.commands, at, cutting);
    case 'If':
      return withoutConsent(cutIf(node, at, cutting), [node.clause], at, cutting);
    case 'For':
    case 'While':
      return cutLoop(node, at, cutting);
    case 'Select':
      // A menu has nobody to choose from it; which answer is meant, the action says.
      return offersAgain(node, at, cutting) ? [] : cutStatements(node.body.commands, at, cutting);
    case 'ArithmeticFor':
      return cutFrame(node, 'loop', [row(node, node.pos, node.body, at, cutting)], 'done', at);
    case 'Case':
      return withoutConsent(cutCase(node, at, cutting), [node.word], at, cutting);
    case 'BraceGroup':
      return cutStatements(node.body.commands, at, cutting);
    case 'CompoundList':
      return cutStatements(node.commands, at, cutting);
    case 'Subshell':
      return cutSubshell(node, at, cutting);
    case 'Redirected':
      return cutRedirected(node, at, cutting);
    case 'Function':
      return [];
    default:
      return cutTest(node, at, cutting);
  }
}

/** A menu of what the script does by an argument as well: that way is cut, and not the menu's. */
function offersAgain(node: SyntaxNode, { source }: At, { index, room, again }: Cutting): boolean {
  const menu = spanInFile(source, node.pos, node.end);
  const isOffered = (step: Step) =>
    [step, ...step.calledFrom].some(({ span }) => isInside(span, menu));
  const steps = index.plan.steps.flatMap(({ classified: { step } }) =>
    isOwn(step.id, room) ? [step] : [],
  );
  const offered = steps.filter(isOffered);
  const twins = new Map(
    steps.flatMap((step) => (isOffered(step) ? [] : [[placeOf(step), step.id] as const])),
  );
  if (offered.length === 0 || !offered.every((step) => twins.has(placeOf(step)))) return false;
  for (const step of offered) again.set(step.id, twins.get(placeOf(step)) ?? step.id);
  return true;
}

function isInside(span: Span, around: Span): boolean {
  return span.file === around.file && span.start >= around.start && span.end <= around.end;
}

function placeOf({ site }: Step): string {
  return `${site.source}:${site.start}:${site.end}`;
}

/** Steps of a command's `$( … )`, those of functions among them that come along for their answer. */
function substitutedHere(span: Span, { index, room }: Cutting): readonly PlannedStep[] {
  const answering = index.answering(span);
  const isAllHere = answering.every(({ classified: { step } }) => comesAlong(step, room));
  return [...index.substituted(span), ...(isAllHere ? answering : [])];
}

/** `[ "$answer" = yes ] || exit 1` goes with the prompt. */
function withoutConsent(
  trees: readonly Tree[],
  asking: readonly SyntaxNode[],
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const reads = new Set(asking.flatMap((node) => [...namesOf(node, at, cutting).reads]));
  return judgesConsent(trees, reads, cutting.index.plan) ? [] : trees;
}

function cutCommand(node: Command, at: At, cutting: Cutting, background: boolean): readonly Tree[] {
  const { index, room } = cutting;
  const span = spanInFile(at.source, node.pos, node.end);
  const all = index.stepsAt(span);
  const carried = carriedTextOf(node, at.source, index);
  // A substitution in a text that another shell reads is that shell's own.
  const substituted = carried === null ? substitutedHere(span, cutting) : [];
  const own = [...wholeBatch(all, room), ...substituted].filter(
    ({ classified }) => isOwn(classified.step.id, room) && !classified.step.followed,
  );
  if (own.length > 0) return [leafOf(node, own, 'step', at, cutting, background)];
  if (at.depth > maxDepth) return [];
  const deeper = { ...at, depth: at.depth + 1 };
  if (carried !== null) {
    const process = stepsOfProcess(node, carried, background, at, cutting);
    return process === null
      ? cutCarried(node, carried, background, deeper, cutting)
      : [{ ...leafOf(node, process, 'step', at, cutting, background), cwd: null }];
  }
  const callee = index.callee(span);
  if (callee !== null) return cutCall(node, callee, span, deeper, cutting);
  const missing = missingFile(node, at, cutting);
  if (missing !== null) {
    index.missingFiles.add(missing);
    return [];
  }
  if (emptiesFile(node) && !isBeforeOwn(span, cutting)) return [];
  if (setsProfileOnly(node, cutting)) return [];
  const role = roleOfCommand(node, all);
  const isElsewhere =
    (role === 'setup' || (role === 'assign' && !isSecret(node, all))) &&
    changesElsewhere(span, cutting);
  if (role === null || isElsewhere) return [];
  return [leafOf(node, all, role, at, cutting, false)];
}

/** `V=$(aws lambda publish-version …)`: what changes something is done in its own place, once. */
function changesElsewhere(span: Span, { index, room }: Cutting): boolean {
  return index
    .effectsWithin(span)
    .flatMap((id) => index.step(id)?.classified ?? [])
    .some(
      ({ kind, step }) =>
        !isOwn(step.id, room) &&
        kind !== 'health-check' &&
        !/\s(describe|get|list|show|inspect)\b/.test(step.text),
    );
}

/** The next thing that the script does belongs in the room. */
function isBeforeOwn({ file, end }: Span, { index, room }: Cutting): boolean {
  const later = index.plan.steps
    .filter(({ disposition }) => disposition !== null)
    .map(({ classified }) => classified.step)
    .filter(({ span }) => span.file === file && span.start >= end)
    .sort((one, other) => one.span.start - other.span.start);
  return later[0] !== undefined && isOwn(later[0].id, room);
}

function cutCarried(
  node: Command,
  carried: SourceText,
  background: boolean,
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const machine = machineInside(carried, at, cutting);
  const { commands } = cutting.index.parse(carried).script;
  if (isForContainer(node, at, cutting)) return cutInContainer(node, carried, at, cutting);
  const handed = handedWords(node, at, carried);
  const known = handed === null ? at : { ...at, handed, inFunction: false };
  const inside = { ...known, source: carried, machine };
  const sent = sendsAway(node, background) ? startedLast(commands, inside, cutting) : commands;
  const cut = cutStatements(sent, inside, cutting);
  const trees = withCarriedInput(cut, node, carried, at, cutting);
  return leavesEarly(trees) ? [ownShell(trees, node, at)] : trees;
}

/** `exit 0` under a condition ended the shell of the text, not the script that sent it. */
function leavesEarly(trees: readonly Tree[]): boolean {
  return trees
    .filter(({ type }) => type !== 'leaf')
    .flatMap(leavesOf)
    .some(({ role, lines }) => role === 'jump' && /^exit(\s+0)?$/.test(lines[0]?.text ?? ''));
}

function ownShell(trees: readonly Tree[], node: SyntaxNode, at: At): Tree {
  const [first] = trees;
  const span = first?.span ?? spanInFile(at.source, node.pos, node.end);
  return {
    type: 'frame',
    kind: 'subshell',
    rows: [{ head: [plain('(')], reads: nothing, steps: [], body: trees, tail: null }],
    closing: ')',
    writes: nothing,
    comments: [],
    machine: at.machine,
    span,
  };
}

/**
 * The verbs of a batch stand behind one command, which does all of them or none: where some belong
 * elsewhere, each is printed as the command that it stands for.
 */
function wholeBatch(steps: readonly PlannedStep[], room: Room): readonly PlannedStep[] {
  const verbs = steps.filter(({ classified, disposition }) => {
    return classified.step.batch !== undefined && disposition !== null;
  });
  return verbs.every(({ classified }) => isOwn(classified.step.id, room)) && room.kind !== 'host'
    ? steps
    : steps.filter(({ classified }) => classified.step.batch === undefined);
}

function isOwn(id: StepId, room: Room): boolean {
  return room.steps.has(id);
}

/** The machine that the shell reading a carried text runs on, by the steps in it. */
function machineInside(carried: SourceText, at: At, { index }: Cutting): 'build' | 'host' {
  const inside = index.stepsInside(carried);
  const [first] = inside;
  return first === undefined ? at.machine : machineOf(first.classified.step, index.plan);
}

function cutCall(
  node: Command,
  callee: string,
  span: Span,
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const { index } = cutting;
  const file = index.file(callee);
  if (file !== null) return cutFile(node, file, span, at, cutting);
  const site = index.functionNamed(callee, at.source);
  if (site === null) return [];
  const leads = index
    .stepsCalled(span)
    .some(({ classified }) => isOwn(classified.step.id, cutting.room));
  if (!leads) return plumbingCall(node, callee, span, at, cutting);
  const passesOn = node.args.every(
    (item) => item.type === 'Word' && /^"?\$[@*]"?$/.test(item.text),
  );
  const inside = {
    ...at,
    source: site.source,
    inFunction: node.args.length > 0 ? !passesOn : true,
  };
  const body = cutNode(site.node.body, inside, cutting);
  if (!needsCall(body)) return body.flatMap(inlined);
  keepFunction(callee, site.node, site.source, body, at, cutting);
  const leaf = leafOf(node, [], 'step', at, cutting, false);
  // The lines of the call name no steps: the function's own lines do.
  return [{ ...leaf, steps: body.flatMap(stepsIn), calls: new Set([...leaf.calls, callee]) }];
}

/** The whole script stays a call where all that it does belongs here; else its statements come in. */
function cutFile(
  node: Command,
  file: SourceText,
  span: Span,
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const called = cutting.index.stepsCalled(span);
  const effects = called.filter(({ disposition }) => disposition !== null);
  const isSourced = /^(source|\.)$/.test(node.name?.value ?? '');
  const isWhole =
    effects.length > 0 &&
    effects.every(({ classified }) => isOwn(classified.step.id, cutting.room));
  if (isWhole && !isSourced && cutting.room.kind === 'build' && at.machine === 'build')
    return [leafOf(node, effects, 'step', at, cutting, false)];
  const parsed = cutting.index.parse(file);
  return cutStatements(parsed.script.commands, { ...at, source: file, handed: null }, cutting);
}

/** `log "…"`, `die "…"`: functions that only print or leave. */
function plumbingCall(
  node: Command,
  callee: string,
  span: Span,
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const called = cutting.index.stepsCalled(span);
  if (called.some(({ disposition }) => disposition !== null)) return [];
  const leaves = called.some(({ classified }) => classified.step.name === 'exit');
  const leaf = leafOf(node, [], leaves ? 'jump' : 'log', at, cutting, false);
  bringFunction(callee, at.source, cutting);
  return [{ ...leaf, calls: new Set([...leaf.calls, callee]) }];
}

function keepFunction(
  name: string,
  node: FunctionDefinition,
  source: SourceText,
  body: readonly Tree[],
  at: At,
  cutting: Cutting,
): void {
  if (cutting.functions.has(name)) return;
  const whole = wholeInRoom(node, source, body, at, cutting);
  if (whole !== null) {
    cutting.functions.set(name, {
      ...whole,
      comments: commentsAbove(node, { ...at, source }, cutting),
    });
    keepCalled(whole, source, cutting);
    return;
  }
  const head: Line = { text: `${name}() {`, verbatim: false, steps: [] };
  cutting.functions.set(name, {
    type: 'frame',
    kind: 'function',
    rows: [{ head: [head], reads: nothing, steps: [], body, tail: null }],
    closing: '}',
    writes: nothing,
    comments: commentsAbove(node, { ...at, source }, cutting),
    machine: at.machine,
    span: spanInFile(source, node.pos, node.end),
  });
}

function cutPipeline(
  node: Pipeline,
  at: At,
  cutting: Cutting,
  background: boolean,
): readonly Tree[] {
  const members = node.commands.map((member) => cutNode(member, at, cutting));
  const own = members
    .flat()
    .flatMap(leavesOf)
    .filter(({ role }) => role === 'step');
  if (own.length === 0) return plumbingPipeline(node, members, at, cutting);
  const texts = node.commands.map((member) =>
    member.type === 'Command' ? carriedTextOf(member, at.source, cutting.index) : null,
  );
  // What stands on the other side of an ssh is a command of its own there.
  if (texts.some((text) => text !== null)) return crossing(node, members, texts, at, cutting);
  if (node.commands.some(({ type }) => type !== 'Command'))
    return wholeOf(node, own, at, cutting, background);
  return wholeOf(node, own, at, cutting, background);
}

/** A pipe into another machine: what only printed for it prints there. */
function crossing(
  node: Pipeline,
  members: readonly (readonly Tree[])[],
  texts: readonly (SourceText | null)[],
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const first = texts.findIndex((text) => text !== null);
  const producers = node.commands.slice(0, first);
  const hasEffects = producers.some(
    ({ pos, end }) => cutting.index.effectsWithin(spanInFile(at.source, pos, end)).length > 0,
  );
  if (hasEffects || first <= 0) return members.flat();
  const reading = withPipedInput(
    members[first] ?? [],
    producers,
    texts[first] ?? null,
    at,
    cutting,
  );
  return [...reading, ...members.slice(first + 1).flat()];
}

function wholeOf(
  node: SyntaxNode,
  own: readonly Leaf[],
  at: At,
  cutting: Cutting,
  background: boolean,
): readonly Tree[] {
  const ids = own.flatMap(({ steps }) => steps);
  const planned = cutting.index.plan.steps.filter(({ classified }) =>
    ids.includes(classified.step.id),
  );
  return [leafOf(node, planned, 'step', at, cutting, background)];
}

function plumbingPipeline(
  node: Pipeline,
  members: readonly (readonly Tree[])[],
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const leaves = members.flat().flatMap(leavesOf);
  // A filter behind a command is no step of its own: `app status | grep -q busy`.
  const isGone = members.some(
    (member, number) => isNothing(member) && !isFilter(node.commands[number], at, cutting),
  );
  if (isGone || leaves.length === 0) return [];
  const role = leaves.every((leaf) => leaf.role === 'log') ? 'log' : 'plumbing';
  return [leafOf(node, [], role, at, cutting, false)];
}

const filters = /^(grep|egrep|fgrep|head|tail|awk|sed|cut|tr|wc|sort|uniq|jq)$/;

function isFilter(member: CommandNode | undefined, { source }: At, { index }: Cutting): boolean {
  return (
    member?.type === 'Command' &&
    filters.test(member.name?.value ?? '') &&
    index.effectsWithin(spanInFile(source, member.pos, member.end)).length === 0
  );
}

function cutChain(node: AndOr, at: At, cutting: Cutting, background: boolean): readonly Tree[] {
  const last = node.commands.length - 1;
  const operands = node.commands.map((operand, number) =>
    // What stands before the last one is over when it begins.
    cutNode(operand, at, cutting, background && number === last),
  );
  const kept = operands.map((trees, at_) => {
    const later = operands.slice(at_ + 1).flatMap((other) => other.flatMap(stepsIn));
    const operand = node.commands[at_] as SyntaxNode;
    const clause = spanInFile(at.source, operand.pos, operand.end);
    const isAnswered =
      trees.flatMap(stepsIn).length === 0 && dropsCondition([clause], later, cutting);
    return isAnswered || isNothing(trees) ? [] : trees;
  });
  const rest = withoutOrphans(kept, node.operators);
  const [first] = rest;
  if (first === undefined) return [];
  if (rest.length === 1) return kept[first] ?? [];
  const chain: Chain = {
    type: 'chain',
    operands: rest.map((index) => group(kept[index] ?? [], node, at)),
    operators: rest.slice(1).map((index) => node.operators[index - 1] ?? '&&'),
    comments: [],
    span: spanInFile(at.source, node.pos, node.end),
  };
  return [chain];
}

/** Operands that are left; what only handled the outcome of one that went goes with it. */
function withoutOrphans(
  kept: readonly (readonly Tree[])[],
  operators: AndOr['operators'],
): readonly number[] {
  let isGone = false;
  return kept.flatMap((trees, index) => {
    const hasSteps = trees.flatMap(stepsIn).length > 0;
    // `tar x && cd app && start`: the folder is where the rest of the chain runs.
    const isMove =
      operators[index - 1] === '&&' &&
      trees.length > 0 &&
      trees.flatMap(leavesOf).every(({ role }) => role === 'cd');
    if (trees.length === 0 || (isGone && !hasSteps && !isMove)) {
      isGone = true;
      return [];
    }
    isGone = false;
    return [index];
  });
}

/** Several trees where one is expected: braces that print only if more than one of them is kept. */
function group(trees: readonly Tree[], node: SyntaxNode, at: At): Tree {
  const [only] = trees;
  if (trees.length === 1 && only !== undefined) return only;
  return {
    type: 'frame',
    kind: 'group',
    rows: [
      {
        head: [{ text: '{', verbatim: false, steps: [] }],
        reads: nothing,
        steps: [],
        body: trees,
        tail: null,
      },
    ],
    closing: '}',
    writes: nothing,
    comments: [],
    machine: at.machine,
    span: spanInFile(at.source, node.pos, node.end),
  };
}

function cutSubshell(
  node: Extract<SyntaxNode, { type: 'Subshell' }>,
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const body = cutStatements(node.body.commands, at, cutting);
  if (isNothing(body)) return [];
  const isNeeded = body.flatMap(leavesOf).some(({ role }) => role === 'cd' || role === 'assign');
  if (!isNeeded) return body;
  const frame = group([...body, ...body].slice(0, Math.max(2, body.length)), node, at) as Frame;
  const [first] = frame.rows;
  const head = [{ text: '(', verbatim: false, steps: [] }];
  return [{ ...frame, closing: ')', rows: first === undefined ? [] : [{ ...first, head, body }] }];
}

function cutRedirected(
  node: Extract<SyntaxNode, { type: 'Redirected' }>,
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const written = writtenTogether(node, at, cutting);
  if (written !== null) return [written];
  const trees = cutNode(node.command, at, cutting);
  if (trees.flatMap(stepsIn).length === 0) return trees;
  const isCarried = trees.some(({ type }) => type === 'leaf') && node.command.type !== 'BraceGroup';
  if (isCarried) return trees;
  const span = spanInFile(at.source, node.pos, node.end);
  const redirections = sourceText(node, node.command.end, node.end, at, cutting);
  const reads = node.redirects.flatMap((one) => [...namesOf(one, at, cutting).reads]);
  return trees.map((tree) =>
    tree.type === 'frame' && tree.span.start === span.start
      ? { ...withReads(tree, reads), closing: `${tree.closing}${redirections}` }
      : tree,
  );
}

/** `{ echo a; echo b; } > app.conf`: one file, written as a whole. */
function writtenTogether(
  node: Extract<SyntaxNode, { type: 'Redirected' }>,
  at: At,
  cutting: Cutting,
): Tree | null {
  const { index, room } = cutting;
  if (node.command.type !== 'BraceGroup' && node.command.type !== 'Subshell') return null;
  const own = index
    .effectsWithin(spanInFile(at.source, node.pos, node.end))
    .flatMap((id) => index.step(id) ?? []);
  const targets = node.redirects.map((one) => spanInFile(at.source, one.pos, one.end));
  const isWritten = own.every(
    ({ classified }) =>
      isOwn(classified.step.id, room) &&
      classified.step.redirections.some(({ span }) =>
        targets.some(({ file, start }) => file === span.file && start === span.start),
      ),
  );
  if (own.length === 0 || !isWritten) return null;
  return leafOf(node, own, 'step', at, cutting, false);
}

/** What a compound command's redirections read is asked for before it begins. */
function withReads(frame: Frame, names: readonly string[]): Frame {
  const [first, ...rest] = frame.rows;
  if (first === undefined) return frame;
  return { ...frame, rows: [{ ...first, reads: new Set([...first.reads, ...names]) }, ...rest] };
}

/** `[[ … ]]`, `(( … ))`, and what else has no commands in it. */
function cutTest(node: SyntaxNode, at: At, cutting: Cutting): readonly Tree[] {
  const span = spanInFile(at.source, node.pos, node.end);
  // `(( n++ ))` is how a counter moves.
  const isSetting = node.type === 'ArithmeticCommand' && namesIn(node).writes.size > 0;
  const isTest = cutting.index.stepsAt(span).length > 0;
  const role = isSetting ? 'assign' : isTest ? 'test' : 'plumbing';
  return node.type === 'Coproc' ? [] : [leafOf(node, [], role, at, cutting, false)];
}
