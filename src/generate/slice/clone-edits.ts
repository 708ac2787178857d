import type { PlannedStep } from '../../model/plan.ts';
import type { Word } from '../../model/value.ts';
import { machineOf } from './room.ts';
import { valueText } from '../../plan/value-text.ts';
import type { Plan } from '../../model/plan.ts';
import type { SyntaxNode } from '../../syntax/nodes.ts';
import type { At, Cutting } from './cutting.ts';
import type { Edit } from './source-lines.ts';

/**
 * `git clone URL "$WORK/src"`, `svn export URL "$WORK/src"`: the folder that it filled is the source of
 * the pipeline now, and what works in it by that name works there.
 */
export function cloneEdits(node: SyntaxNode, { source }: At, cutting: Cutting): readonly Edit[] {
  if (cutting.room.kind === 'host') return [];
  const text = source.text.slice(node.pos, node.end);
  // What makes or removes the folder itself must not reach for the source.
  const isRoom = /^\s*(sudo\s+)?(rm|mkdir|rmdir|mktemp)\b/.test(text);
  return clonedFolders(cutting.index.plan).flatMap((folder) => {
    const below = isRoom ? '(?=/["{}]*[\\w.])' : '(?=[/"\\s;)]|$)';
    return [...text.matchAll(new RegExp(`${patternOf(folder)}${below}`, 'g'))]
      .filter(({ index }) => isStart(text.slice(0, index)))
      .map(({ index, 0: found }) => ({
        start: node.pos + index,
        end: node.pos + index + found.length,
        text: isInQuotes(text.slice(0, index)) ? '$CODEBUILD_SRC_DIR' : '"$CODEBUILD_SRC_DIR"',
      }));
  });
}

/**
 * A clone makes the folder that its target lies in: where more is put there, a step of the room does so.
 * Null for anything else.
 */
export function folderMadeBy(planned: PlannedStep, { index, room }: Cutting): string | null {
  const target = isFetched(planned, index.plan) ? targetOf(planned) : undefined;
  const written = target === undefined ? null : writtenTarget(target, index.plan);
  const parent = written === null ? null : (/^(.*[\w}])\/[^/]+$/.exec(written)?.[1] ?? null);
  if (
    written === null ||
    parent === null ||
    /^(\/(var\/)?tmp|~|\$\{?(HOME|TMPDIR|PWD)\}?)$/.test(parent)
  )
    return null;
  const others = index.plan.steps.filter(
    ({ classified: { step } }) => step.reached && step !== planned.classified.step,
  );
  const texts = others.map(({ classified: { step } }) => step.text);
  const beside = new RegExp(
    `${patternOf(parent)}(?!${patternOf(written.slice(parent.length))})[/"\\s;)]`,
  );
  const isMade = texts.some(
    (text) => /\bmkdir\b/.test(text) && new RegExp(patternOf(parent)).test(text),
  );
  const isUsed = others.some(
    ({ classified: { step } }) => room.steps.has(step.id) && beside.test(`${step.text} `),
  );
  return isUsed && !isMade ? parent : null;
}

/** The folders that the source was fetched into, as the script writes them, quotes aside. */
export function clonedFolders(plan: Plan): readonly string[] {
  return [
    ...new Set(
      plan.steps.flatMap((planned) => {
        const target = isFetched(planned, plan) ? targetOf(planned) : undefined;
        if (target === undefined || !/^[/~$?]/.test(valueText(target.value))) return [];
        return writtenTarget(target, plan) ?? [];
      }),
    ),
  ];
}

function writtenTarget({ span }: Word, { trace }: Plan): string | null {
  const written = trace.sources.get(span.file)?.text.slice(span.start, span.end) ?? '';
  const plain = written.replace(/["']/g, '').replace(/\/+$/, '');
  return /^[\w./$~{}-]{2,}$/.test(plain) ? plain : null;
}

function isFetched({ classified, destination, disposition }: PlannedStep, plan: Plan): boolean {
  return (
    classified.kind === 'source-checkout' &&
    destination === 'source' &&
    disposition === 'replaced' &&
    machineOf(classified.step, plan) === 'build'
  );
}

function targetOf({ classified: { step } }: PlannedStep): Word | undefined {
  const [sub, , target] = step.plain;
  const verb = sub === undefined ? '' : valueText(sub.value);
  const fills =
    (step.name === 'git' && verb === 'clone') ||
    (step.name === 'svn' && /^(export|checkout|co)$/.test(verb));
  return fills ? target : undefined;
}

function patternOf(folder: string): string {
  return folder
    .split(/(\$\{?\w+\}?)/)
    .map((part) => {
      const name = /^\$\{?(\w+)\}?$/.exec(part)?.[1];
      return name === undefined
        ? part.replace(/[.+*?^$(){}|[\]\\-]/g, '\\$&')
        : `\\$(?:\\{${name}\\}|${name}(?!\\w))`;
    })
    .join('');
}

/** A path begins there, and no single quotes hold the shell off. */
function isStart(before: string): boolean {
  const isQuoted = (before.replace(/"[^"]*"/g, '').match(/'/g) ?? []).length % 2 === 1;
  return !isQuoted && !/[\w./$}-]$/.test(before);
}

function isInQuotes(before: string): boolean {
  return (before.replace(/\\./g, '').match(/"/g) ?? []).length % 2 === 1;
}
