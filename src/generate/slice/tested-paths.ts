/** Files and folders that a condition looks for, by the names that they have where it is asked now. */
import type { PlannedStep } from '../../model/plan.ts';
import type { Step } from '../../model/step.ts';
import { folderAskedBefore } from '../../plan/first-time.ts';
import { sourcePathOf } from '../../plan/source-path.ts';
import { resolvedFrom } from '../../plan/paths.ts';
import { assumedText } from '../../plan/value-text.ts';
import { walk } from '../../syntax/nodes.ts';
import type { SyntaxNode, Word } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import type { At, Cutting } from './cutting.ts';
import { machineOf } from './room.ts';
import type { Edit } from './source-lines.ts';

/**
 * `[ -d /srv/shop/web ] && cd web && npm ci`: what asked on the host for a part of the application asks in
 * CodeBuild for the same part of the source, from whatever folder the command behind it runs in. What asked
 * whether the application is there yet asks what the first script of the deployment saw.
 */
export function testedPathEdits(node: SyntaxNode, at: At, cutting: Cutting): readonly Edit[] {
  if (cutting.room.kind === 'once') return [];
  const edits: Edit[] = [];
  walk(node, (inner) => {
    if (inner.type !== 'Command' && inner.type !== 'TestCommand') return undefined;
    const words = testedWords(inner);
    if (words.length === 0) return undefined;
    const asking = cutting.index
      .stepsAt(spanInFile(at.source, inner.pos, inner.end))
      .find(({ classified: { step } }) => /^(\[{1,2}|test)$/.test(step.name ?? ''));
    if (asking === undefined) return undefined;
    for (const word of words) {
      const path =
        cutting.room.kind === 'host'
          ? pathBefore(word, asking.classified.step, cutting)
          : pathInBuild(word, asking.classified.step, at, cutting);
      if (path !== null) edits.push({ start: word.pos, end: word.end, text: path });
    }
    return undefined;
  });
  return edits;
}

/** The operands of `-f`, `-d` and the like. */
function testedWords(node: SyntaxNode): readonly Word[] {
  const words: Word[] = [];
  if (node.type === 'TestCommand') {
    walk(node.expression, (inner) => {
      if (inner.type === 'TestUnary' && asksFile(inner.operator)) words.push(inner.operand);
      return undefined;
    });
  } else if (node.type === 'Command' && /^(\[|test)$/.test(node.name?.value ?? '')) {
    node.args.forEach((arg, at) => {
      const before = node.args[at - 1];
      if (arg.type === 'Word' && before !== undefined && asksFile(before.text)) words.push(arg);
    });
  }
  return words;
}

function asksFile(operator: string): boolean {
  return /^-[efdsrxL]$/.test(operator);
}

/** What stands in the bundle for a folder that was there before the deployment. */
export function markOf(folder: string): string {
  return `"$BUNDLE/before/${folder.replace(/^\//, '').replace(/[^\w.-]+/g, '-')}"`;
}

/** The mark of the folder; null where the script's own word says the same on the host. */
function pathBefore(word: Word, asking: Step, { index, room }: Cutting): string | null {
  const [event] = room.destinations;
  // The stop runs before anything is remembered; before the files come the folder speaks for itself.
  if (event === 'hook/ApplicationStop') return null;
  if (event === 'hook/BeforeInstall' && !/\.git\b/.test(word.text)) return null;
  const folder = folderAskedBefore(asking, index.order, index.plan.deployment.files);
  return folder === null || machineOf(asking, index.plan) !== 'host' ? null : markOf(folder);
}

/** The word for CodeBuild; null where the script's own word says the same there. */
function pathInBuild(word: Word, asking: Step, at: At, { index, room }: Cutting): string | null {
  const span = spanInFile(at.source, word.pos, word.end);
  const own = asking.words.find((one) => one.span.start === span.start);
  if (own === undefined) return null;
  const text = assumedText(own.value);
  const cwd = folderOf(asking);
  const isRelative = !/^[/~]/.test(text);
  const isSameFolder = index.plan.steps
    .filter((planned) => room.steps.has(planned.classified.step.id) && hangsOn(planned, asking))
    .every(({ classified }) => folderOf(classified.step) === cwd);
  if (isRelative && isSameFolder) return null;
  const path = resolvedFrom(cwd, text);
  const inside =
    machineOf(asking, index.plan) === 'host'
      ? sourcePathOf(path, asking, index.plan.deployment)
      : /^(\/|~|\$|\.\.)/.test(path)
        ? null
        : path;
  if (inside === null || !/^[\w./@+$-]+$/.test(inside)) return null;
  return inside === '.' ? '"$CODEBUILD_SRC_DIR"' : `"$CODEBUILD_SRC_DIR/${inside}"`;
}

function folderOf({ cwd }: Step): string | null {
  return cwd === null ? null : assumedText(cwd);
}

/** The condition decides whether the step runs. */
function hangsOn({ classified }: PlannedStep, { span }: Step): boolean {
  return classified.step.guards.some(
    (guard) =>
      guard.span.file === span.file && guard.span.start <= span.start && span.end <= guard.span.end,
  );
}
