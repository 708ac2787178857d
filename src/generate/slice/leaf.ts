/** Statements that stand or fall as one, with their text for the new place. */
import type { PlannedStep } from '../../model/plan.ts';
import type { StepId } from '../../model/step.ts';
import type { Value } from '../../model/value.ts';
import { removesContainer } from '../../plan/container-swap.ts';
import { pathInApplication } from '../../plan/installed.ts';
import { valueText } from '../../plan/value-text.ts';
import type { SyntaxNode } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import { fileSource, parseSource } from '../../syntax/parse-source.ts';
import { callsIn } from './called-function.ts';
import { answerOfCheckout } from './checkout-answers.ts';
import { carriedBy, commandEdits, replacedArguments, secretsIn } from './command-edits.ts';
import type { At, Cutting } from './cutting.ts';
import { answerOfLink } from './link-answers.ts';
import { exportEdits } from './export-edits.ts';
import { libraryEdits, libraryNote } from './library-edits.ts';
import { serverEdits } from './server-edits.ts';
import { settingEdits } from './setting-edits.ts';
import { passwordEdits } from './sudo.ts';
import { namesIn } from './names.ts';
import type { Names } from './names.ts';
import { ownFolderEdits } from './own-folder-edits.ts';
import { ownHostEdits } from './own-host-edits.ts';
import { placedEdits } from './placed-edits.ts';
import { profileEdits } from './profile-edits.ts';
import { isReplaced, releaseEdits } from './release-edits.ts';
import { isCheckRoom, machineOf } from './room.ts';
import { documentLines, edited, sourceLines, stretchLines } from './source-lines.ts';
import { mayFail } from './tolerance.ts';
import type { Edit } from './source-lines.ts';
import type { Leaf, Line } from './tree.ts';

/** A statement that stands or falls as one. */
export function leafOf(
  node: SyntaxNode,
  planned: readonly PlannedStep[],
  role: Leaf['role'],
  at: At,
  cutting: Cutting,
  background: boolean,
): Leaf {
  const ids = planned.map(({ classified }) => classified.step.id);
  const steps = role === 'step' ? ids : [];
  const [first] = planned;
  const cwd = cwdOf(planned, cutting);
  const isDetached = background && role === 'step';
  const lines = leafLines(node, steps, isDetached, at, cutting);
  return {
    type: 'leaf',
    role,
    lines,
    // What is asked for in order to judge a deployment has the say there.
    mayFail:
      !isDetached &&
      !isVerdict(planned, cutting) &&
      !onlyAssigns(lines) &&
      (readsOldLink(lines, cutting) || freesContainer(planned) || mayFail(node, at, cutting)),
    comments: libraryEdits(node, at, cutting).length > 0 ? [libraryNote] : [],
    steps,
    ...withHome(namesOf(node, at, cutting), node, at, cutting),
    calls: callsIn(node, at, cutting),
    asksHost:
      role === 'assign' && cutting.index.asksHost(spanInFile(at.source, node.pos, node.end)),
    machine:
      first === undefined ? at.machine : machineOf(first.classified.step, cutting.index.plan),
    span: spanInFile(at.source, node.pos, node.end),
    cwd: cwd === null ? null : folderOf(cwd, cutting),
    hostGroups: first?.hostGroups ?? [],
    ...scratchOf(role, planned, cutting),
  };
}

/** A new host has no old container yet whose name and ports the new one needs. */
export function freesContainer(planned: readonly PlannedStep[]): boolean {
  return (
    planned.length > 0 &&
    planned.every(
      ({ classified: { step }, destination }) =>
        destination === 'hook/ApplicationStart' &&
        removesContainer(step) &&
        !step.guards.some(({ source }) => source === 'if'),
    )
  );
}

/** What CodeBuild knows stands in the place of the command that may have failed. */
function onlyAssigns([only, ...more]: readonly Line[]): boolean {
  return more.length === 0 && /^\w+=(?!.*(\$\((?!\()|`|<\())\S*$/.test(only?.text ?? '');
}

/** In a container the folder is one of the container's, and on the deploying machine one of its. */
function cwdOf([first]: readonly PlannedStep[], { index, room }: Cutting): Value | null {
  const step = first?.classified.step;
  if (step === undefined || step.place.kind === 'container') return null;
  return room.kind === 'host' && machineOf(step, index.plan) === 'build' ? null : step.cwd;
}

function scratchOf(
  role: Leaf['role'],
  planned: readonly PlannedStep[],
  cutting: Cutting,
): Pick<Leaf, 'entersScratch'> {
  const isScratchFolder = role === 'cd' && planned.some(entersScratch);
  return isScratchFolder && !clonesIntoScratch(cutting) ? { entersScratch: true } : {};
}

function entersScratch({ classified: { step } }: PlannedStep): boolean {
  const [target] = step.plain;
  return target !== undefined && isScratch(target.value);
}

/** A checkout in such a folder is the source of the build, wherever that lies. */
function clonesIntoScratch({ index }: Cutting): boolean {
  return index.plan.steps.some(
    ({ classified: { kind, step } }) =>
      kind === 'source-checkout' &&
      (step.words.some(({ value }) => isScratch(value)) ||
        (step.cwd !== null && isScratch(step.cwd))),
  );
}

function isScratch(value: Value): boolean {
  // Source: the Filesystem Hierarchy Standard 3.0, sections 3.18 and 5.15.
  if (value.kind === 'literal') return /^(\/var)?\/tmp\/./.test(value.text);
  if (value.kind === 'concat') return value.parts.slice(0, 1).some(isScratch);
  return value.kind === 'output' && /^mktemp\b/.test(value.command);
}

/** The live path of releases is a folder now, which `readlink` takes for an error. */
function readsOldLink([first]: readonly Line[], { room, values }: Cutting): boolean {
  return (
    room.kind === 'host' &&
    values.plan.deployment.release !== null &&
    /^\w+="?\$\(readlink\b/.test(first?.text ?? '')
  );
}

function isVerdict(planned: readonly PlannedStep[], { room }: Cutting): boolean {
  return (
    planned.length > 0 &&
    isCheckRoom(room) &&
    planned.every(({ classified }) => classified.kind === 'health-check')
  );
}

/** The working directory as text where it is known: by itself, or as the directory of a release. */
function folderOf(cwd: Value, { values }: Cutting): string | null {
  if (cwd.kind === 'literal') return cwd.text;
  const text = valueText(cwd);
  const { installed, release } = values.plan.deployment;
  if (installed !== null && pathInApplication(text, installed) !== null) return text;
  const directories = release?.directories ?? [];
  return directories.some((one) => text === one || text.startsWith(`${one}/`)) ? text : null;
}

/** A statement of which something falls away. */
export function leafWithout(
  node: SyntaxNode,
  planned: readonly PlannedStep[],
  gone: readonly Edit[],
  at: At,
  cutting: Cutting,
): Leaf {
  const leaf = leafOf(node, planned, 'step', at, cutting, false);
  return { ...leaf, lines: leafLines(node, leaf.steps, false, at, cutting, gone) };
}

/** A home that an edit wrote down must be known. */
function withHome(names: Names, node: SyntaxNode, at: At, cutting: Cutting): Names {
  const isHome = settingEdits(node, at, cutting).some(({ text }) => text.startsWith('"$HOME'));
  return isHome ? { ...names, reads: new Set([...names.reads, 'HOME']) } : names;
}

function leafLines(
  node: SyntaxNode,
  steps: readonly StepId[],
  detached: boolean,
  at: At,
  cutting: Cutting,
  more: readonly Edit[] = [],
): readonly Line[] {
  const edits = [
    ...more,
    ...commandEdits(node, at, steps, cutting),
    ...settingEdits(node, at, cutting),
    ...exportEdits(node, at, cutting),
  ];
  if (!detached) return withTrailing(sourceLines(node, at.source, edits, steps), node, at, cutting);
  const lines = stretchLines(node, { start: node.pos, end: node.end }, at.source, edits, steps);
  return [...inBackground(lines), ...documentLines([node], node.end, at.source, edits, steps)];
}

/** Names after the edits: parameters for secrets, the environment for the argument that chose it. */
export function namesOf(node: SyntaxNode, at: At, cutting: Cutting): Names {
  const gone = [
    ...releaseEdits(node, at, cutting),
    ...libraryEdits(node, at, cutting),
    ...ownFolderEdits(node, at, cutting),
    ...ownHostEdits(node, at, cutting),
    ...profileEdits(node, cutting),
    ...passwordEdits(node),
  ];
  const placed = [...placedEdits(node, at, cutting), ...serverEdits(node, at, cutting)];
  const carried: string[] = placed.flatMap(({ text }) => [
    ...namesIn(parseSource(fileSource('', text)).script).reads,
  ]);
  const { reads: own, writes } = namesIn(node, (inner) => {
    const answer =
      inner.type === 'CommandExpansion'
        ? (answerOfCheckout(inner, at, cutting) ?? answerOfLink(inner, at, cutting))
        : null;
    if (answer !== null) carried.push(...answer.reads);
    if (answer !== null) return true;
    // What the way to the host read goes with the way.
    const text = inner.type === 'CommandExpansion' ? carriedBy(inner, at.source, cutting) : null;
    if (text !== null) carried.push(...namesIn(parseSource(text).script).reads);
    return text !== null || isReplaced(inner, [...gone, ...placed]);
  });
  const reads = new Set([...own, ...carried]);
  const secrets = secretsIn(node, at.source, cutting);
  const replaced = replacedArguments(node, at, cutting);
  const kept = [...reads].flatMap((name) => replaced.get(name) ?? [name]);
  return { reads: new Set([...kept, ...secrets]), writes };
}

/** The author's remark at the end of the line. */
function withTrailing(
  lines: readonly Line[],
  node: SyntaxNode,
  { source }: At,
  { index }: Cutting,
): readonly Line[] {
  if (lines.length !== 1) return lines;
  const comment = index
    .comments(source)
    .find(
      ({ start, alone }) =>
        !alone && start >= node.end && /^[ \t;]*$/.test(source.text.slice(node.end, start)),
    );
  const [line] = lines;
  if (comment === undefined || line === undefined) return lines;
  return [{ ...line, text: `${line.text}  ${source.text.slice(comment.start, comment.end)}` }];
}

/**
 * A process that outlives the hook lets go of its output and input, else CodeDeploy waits for it.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/troubleshooting-deployments.html#troubleshooting-long-running-processes
 */
function inBackground(lines: readonly Line[]): readonly Line[] {
  const text = lines.map((line) => line.text).join('\n');
  const output = /(^|[^0-9<])(&>>?|1?>>?)\s*[^&\s]/.test(text) ? '' : ' >/dev/null';
  const errors = output === '' && !/(2>|&>)/.test(text) ? ' 2>&1' : output === '' ? '' : ' 2>&1';
  const input = /</.test(text) ? '' : ' </dev/null';
  return lines.map((line, index) =>
    index === lines.length - 1
      ? { ...line, text: `${line.text}${output}${errors}${input} &` }
      : line,
  );
}

/** A stretch of a script with the edits for its new place, quotes left as they are. */
export function sourceText(
  node: SyntaxNode,
  start: number,
  end: number,
  at: At,
  cutting: Cutting,
): string {
  const edits = commandEdits(node, at, [], cutting).filter(({ text }) => text !== '"');
  return edited(at.source.text, start, end, edits);
}

/** Comment lines right above a statement. */
export function commentsAbove(
  node: SyntaxNode,
  { source }: At,
  { index }: Cutting,
): readonly string[] {
  const table = index.lines(source);
  const { line: own } = table.positionOf(node.pos);
  // `if a; then b; fi` on one line: the comment above it is the `if`'s. A pattern of `case` has none.
  const before = source.text.slice(table.offsetOfLine(own), node.pos);
  if (!/^\s*(\(?[^()\s]+\)\s*)?$/.test(before)) return [];
  const alone = new Map(
    index
      .comments(source)
      .flatMap((comment) =>
        comment.alone && comment.end <= node.pos ? [[comment.line, comment] as const] : [],
      ),
  );
  const found: string[] = [];
  for (let line = own - 1; ; line--) {
    const comment = alone.get(line);
    if (comment === undefined) return found;
    // What stands right under the first line describes the script, not its first statement.
    if (source.text.startsWith('#!', comment.start)) return [];
    const text = source.text.slice(comment.start, comment.end);
    // `#HOST=old.example.com`: a value of other days says nothing in its new place.
    if (!/^#\s?[A-Za-z_]\w*=\S/.test(text)) found.unshift(text);
  }
}
