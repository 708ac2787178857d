/** A command of a script, cut for a room: as a step of its own, by what it carries, or by whom it calls. */
import type { PlannedStep } from '../../model/plan.ts';
import type { SourceText, Span } from '../../model/source.ts';
import type { Step, StepId } from '../../model/step.ts';
import type { Command, FunctionDefinition, SyntaxNode, Word } from '../../syntax/nodes.ts';
import { alternativesOf } from '../../shell/value.ts';
import { valueText } from '../../plan/value-text.ts';
import { spanInFile } from '../../syntax/origin.ts';
import {
  bringFunction,
  comesAlong,
  inlined,
  keepCalled,
  needsCall,
  ownNames,
} from './called-function.ts';
import { withCarriedInput } from './carried-input.ts';
import { carriedSettings } from './carried-settings.ts';
import { carriedTextOf } from './carried-text-of.ts';
import { folderMadeBy } from './clone-edits.ts';
import { cutInContainer, isForContainer } from './container-text.ts';
import { looksAtCheckout } from './checkout-answers.ts';
import type { At, Cutting } from './cutting.ts';
import { sendsAway, startedLast, stepsOfProcess } from './detached.ts';
import { farewell } from './farewell.ts';
import { functionOf } from './function-frame.ts';
import { handedWords, isScriptFile } from './handed-words.ts';
import { commentsAbove, leafOf } from './leaf.ts';
import { missingFile } from './missing-file.ts';
import { plain } from './print.ts';
import { setsProfileOnly } from './profile-edits.ts';
import { emptiesFile, isSecret, roleOfCommand } from './roles.ts';
import { refusalLeaf, refusalsAmong, refusesHere, withRefusals } from './refusals.ts';
import type { Room } from './room.ts';
import { machineOf } from './room.ts';
import type { FunctionSite } from './script-index.ts';
import type { Role, Tree } from './tree.ts';
import { leavesOf, nothing, stepsIn } from './tree.ts';
import { wholeInRoom } from './whole-function.ts';

const maxDepth = 24;

/** Steps of a command's `$( … )`, those of functions among them that come along for their answer. */
function substitutedHere(span: Span, { index, room }: Cutting): readonly PlannedStep[] {
  const answering = index.answering(span);
  const isAllHere = answering.every(({ classified: { step } }) => comesAlong(step, room));
  return [...index.substituted(span), ...(isAllHere ? answering : [])];
}

export function cutCommand(
  node: Command,
  at: At,
  cutting: Cutting,
  background: boolean,
): readonly Tree[] {
  const { index } = cutting;
  const span = spanInFile(at.source, node.pos, node.end);
  const standing = index.stepsAt(span);
  const all = standing.some(({ disposition }) => disposition !== null)
    ? standing
    : [...standing, ...index.stepsTakenInside(span)];
  const refused = refusalsAmong(all, cutting);
  if (refused.length > 0) return [refusalLeaf(node, refused, at, cutting)];
  const carried = carriedTextOf(node, at.source, index);
  // A substitution in a text that another shell reads is that shell's own.
  const substituted = carried === null ? substitutedHere(span, cutting) : [];
  const own = ownSteps([...wholeBatch(all, cutting.room), ...substituted], cutting);
  const here = leavesHere(node, own, all, at, cutting, background);
  if (here !== null) return here;
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
  return cutPlumbing(node, all, at, cutting);
}

/** What is no step by itself, and may serve one. */
function cutPlumbing(
  node: Command,
  all: readonly PlannedStep[],
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const span = spanInFile(at.source, node.pos, node.end);
  if (emptiesFile(node) && !isBeforeOwn(span, cutting)) return [];
  if (setsProfileOnly(node, cutting)) return [];
  const role = roleHere(node, all, cutting);
  const isElsewhere =
    (role === 'setup' || (role === 'assign' && !isSecret(node, all))) &&
    changesElsewhere(span, cutting);
  if (role === null || isElsewhere) return [];
  return [leafOf(node, all, role, at, cutting, false)];
}

function ownSteps(steps: readonly PlannedStep[], { room }: Cutting): readonly PlannedStep[] {
  return steps.filter(
    ({ classified }) => isOwn(classified.step.id, room) && !classified.step.followed,
  );
}

/** The command is a step of the room, or something of it has to be done there; null where neither. */
function leavesHere(
  node: Command,
  own: readonly PlannedStep[],
  all: readonly PlannedStep[],
  at: At,
  cutting: Cutting,
  background: boolean,
): readonly Tree[] | null {
  return own.length > 0
    ? ownLeaves(node, own, at, cutting, background)
    : folderMade(node, all, at, cutting);
}

/** `git clone URL "$WORK/src"` made `$WORK` as well, where the script goes on to put things. */
function folderMade(
  node: Command,
  all: readonly PlannedStep[],
  at: At,
  cutting: Cutting,
): readonly Tree[] | null {
  if (cutting.room.kind === 'host') return null;
  for (const planned of all) {
    const folder = folderMadeBy(planned, cutting);
    if (folder === null) continue;
    const leaf = leafOf(node, [planned], 'step', at, cutting, false);
    const text = `mkdir -p "${folder}"`;
    const reads = new Set([...folder.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name));
    const line = { text, verbatim: false, steps: [planned.classified.step.id] };
    return [{ ...leaf, lines: [line], reads, cwd: null }];
  }
  return null;
}

function ownLeaves(
  node: Command,
  own: readonly PlannedStep[],
  at: At,
  cutting: Cutting,
  background: boolean,
): readonly Tree[] {
  return isSpliced(node, at, cutting) ? [] : [leafOf(node, own, 'step', at, cutting, background)];
}

/**
 * `RAILS="cd /srv/shop && bundle exec"` and `ssh web1 "$RAILS rake db:migrate"`: the shell behind ssh reads
 * several commands, where `$RAILS` of our own would be one name. Its steps are printed as understood.
 */
function isSpliced({ name }: Command, { source }: At, { index }: Cutting): boolean {
  const variable = /^\$\{?(\w+)\}?$/.exec(name?.text ?? '')?.[1];
  if (variable === undefined || source.segments.length === 0) return false;
  return index.plan.trace.assignments.some(
    (one) =>
      one.name === variable &&
      alternativesOf(one.value).some((value) => /&&|\|\||[;|]|^\w+=/.test(valueText(value))),
  );
}

function roleHere(node: Command, steps: readonly PlannedStep[], cutting: Cutting): Role | null {
  return looksAtCheckout(steps, cutting) ? null : roleOfCommand(node, steps);
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
  const cut = cutting.cut(
    sent,
    inside,
    isScriptFile(carried) ? sentBy(node, at, cutting) : cutting,
  );
  const trees = [
    ...carriedSettings(node, at, cutting),
    ...withCarriedInput(cut, node, carried, at, cutting),
  ];
  return leavesEarly(trees) ? [ownShell(trees, node, at)] : trees;
}

/** A script that goes to several machines: the steps that this command takes there. */
function sentBy(node: Command, { source }: At, cutting: Cutting): Cutting {
  const { index, room } = cutting;
  const own = spanInFile(source, node.pos, node.end);
  const isOthers = ({ place }: Step) =>
    [place.through, place.on?.through ?? null].some(
      (through) => through?.file === own.file && !overlaps(through, own),
    );
  const steps = [...room.steps].filter((id) => {
    const step = index.step(id)?.classified.step;
    return step === undefined || !isOthers(step);
  });
  return { ...cutting, room: { ...room, steps: new Set(steps) } };
}

function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
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

export function isOwn(id: StepId, room: Room): boolean {
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
  outside: At,
  cutting: Cutting,
): readonly Tree[] {
  const { index } = cutting;
  const file = index.file(callee);
  if (file !== null) return cutFile(node, file, span, outside, cutting);
  // A menu that an option leads back to has been cut already: there is nobody who chooses once more.
  if (outside.within?.includes(callee) === true) return [];
  const at = { ...outside, within: [...(outside.within ?? []), callee] };
  const site = index.functionNamed(callee, at.source);
  if (site === null) return [];
  const leads = index
    .stepsCalled(span)
    .some(({ classified }) => isOwn(classified.step.id, cutting.room));
  const refused = refusalsAmong(index.stepsCalled(span), cutting);
  if (!leads && refused.length > 0 && refusesHere(span, cutting))
    return plumbingCall(node, callee, span, at, cutting).map((leaf) =>
      leaf.type === 'leaf' ? withRefusals(leaf, refused, cutting) : leaf,
    );
  if (!leads && refused.length === 0)
    return actsAt(span, cutting)
      ? (farewell(node, callee, site, at, cutting) ?? settingsOf(site, at, cutting))
      : plumbingCall(node, callee, span, at, cutting);
  const passesOn = node.args.every(
    (item) => item.type === 'Word' && /^"?\$[@*]"?$/.test(item.text),
  );
  const inside = {
    ...at,
    source: site.source,
    isAsked: false,
    inFunction: node.args.length > 0 ? !passesOn : true,
    fewest: index.fewestArguments(callee),
    caller: { words: node.args.filter((item): item is Word => item.type === 'Word'), at },
  };
  const body = cutting.cutNode(site.node.body, inside, cutting);
  if (!needsCall(body) && at.isAsked !== true) return body.flatMap(inlined);
  keepFunction(callee, site.node, site.source, body, at, cutting);
  const leaf = leafOf(node, [], 'step', at, cutting, false);
  // The lines of the call name no steps: the function's own lines do.
  return [{ ...leaf, steps: body.flatMap(stepsIn), calls: new Set([...leaf.calls, callee]) }];
}

function actsAt(span: Span, { index }: Cutting): boolean {
  return index.stepsCalled(span).some(({ disposition }) => disposition !== null);
}

/**
 * What a function sets whose steps belong elsewhere: `fetch` brings the source and says `REV=…`, and what
 * comes later reads it. Whether it is needed is seen afterwards (keep.ts).
 */
function settingsOf({ node, source }: FunctionSite, at: At, cutting: Cutting): readonly Tree[] {
  if (cutting.room.kind === 'host') return [];
  const own = ownNames(node);
  const body = cutting.cutNode(
    node.body,
    { ...at, source, isAsked: false, inFunction: false },
    cutting,
  );
  const statements = body.flatMap((tree) =>
    tree.type === 'frame' && tree.kind === 'group' ? tree.rows.flatMap((row) => row.body) : [tree],
  );
  return statements.filter(
    (tree) =>
      tree.type === 'leaf' &&
      tree.role === 'assign' &&
      /^[A-Za-z_]\w*=/.test(tree.lines[0]?.text ?? '') &&
      [...tree.writes].every((name) => !own.has(name)),
  );
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
  return cutting.cut(parsed.script.commands, { ...at, source: file, handed: null }, cutting);
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
  // What is only looked at on a host says nothing here, and nobody logs in any more.
  if (called.some(({ classified }) => classified.step.place.kind === 'remote')) return [];
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
  cutting.functions.set(name, functionOf(name, { node, source }, body, at, cutting));
}
