import type { FileChange } from '../../model/host.ts';
import type { OutputFile } from '../../model/output-file.ts';
import type { StepId } from '../../model/step.ts';
import { createNormalise } from './line-numbers.ts';
import type { Normalise } from './line-numbers.ts';
import { lockPath, lockText, parseLock, sha256 } from './lock.ts';
import type { Lock, LockedApplication } from './lock.ts';
import { mergeFile } from './merge-file.ts';
import type { FileOutcome } from './merge-file.ts';
import { isSafePath } from './safe-path.ts';
import { parseTraceFile, tracedLines, traceFileText, tracePath } from './trace-file.ts';
import type { LinesOf, TracedLines, TracedStep } from './trace-file.ts';

/** What was generated for one application, or, with `application` null, for all of them together. */
export interface GeneratedPart {
  readonly application: string | null;
  readonly files: readonly OutputFile[];
  /** Names by which margin notes call the scripts. */
  readonly scripts: readonly string[];
  readonly steps: ReadonlyMap<StepId, TracedStep>;
  readonly linesOf: LinesOf;
  readonly inputs: LockedApplication['inputs'];
}

export interface MergedTree {
  /**
   * All that has to be written, in the order in which it takes its place: a run that is killed in
   * between leaves old bases beside new files, which the next run takes as the same text and not as
   * edits; new bases beside old files would look like edits.
   */
  readonly changes: readonly FileChange[];
  readonly outcomes: readonly TreeOutcome[];
}

export interface TreeOutcome {
  readonly path: string;
  readonly outcome: FileOutcome | 'outside';
  readonly before: string | null;
  readonly after: string | null;
}

/** The output folder as it stands. */
export interface OutputFolder {
  /** The text of a file below it; null where there is none. */
  readonly read: (path: string) => string | null;
  /** Whether the path, links followed, still lies inside. */
  readonly isInside: (path: string) => boolean;
}

/** Where the text stands that was generated last. */
export const basePath = (path: string): string => `.pipewright/base/${path}`;

/**
 * What writing means for a folder as it stands: three ways against what was generated last. Parts
 * that were not generated now (another application, one that failed) stay as they are. Pure.
 */
export function mergeTree(
  parts: readonly GeneratedPart[],
  made: Pick<Lock, 'version' | 'rules'>,
  folder: OutputFolder,
): MergedTree {
  const { read } = folder;
  const before = parseLock(read(lockPath));
  const merged = parts.map((part) => mergePart(part, before, folder));
  const lock = lockOf(parts, made, before);
  const files = merged.flatMap((part) => part.files);
  const bases = merged.flatMap((part) => part.bases);
  const ours = [
    { path: tracePath, text: traceText(merged, read), executable: false },
    { path: lockPath, text: lockText(lock), executable: false },
  ];
  return {
    changes: [...files, ...bases, ...ours].filter(({ path, text }) => read(path) !== text),
    outcomes: merged.flatMap(({ outcomes }) => outcomes),
  };
}

interface MergedPart {
  readonly files: readonly FileChange[];
  readonly bases: readonly FileChange[];
  readonly outcomes: readonly TreeOutcome[];
  readonly traced: ReadonlyMap<string, readonly TracedLines[]>;
  /** Every path that belongs to the part, made now or before. */
  readonly paths: readonly string[];
}

function mergePart(part: GeneratedPart, before: Lock | null, folder: OutputFolder): MergedPart {
  const normalise = createNormalise(part.scripts);
  const next = new Map(part.files.map((file) => [file.path, file]));
  const paths = [...new Set([...next.keys(), ...pathsBefore(part.application, before)])].sort();
  const files: FileChange[] = [];
  const bases: FileChange[] = [];
  const outcomes: TreeOutcome[] = [];
  const traced = new Map<string, readonly TracedLines[]>();
  for (const path of paths) {
    const file = next.get(path);
    if (![path, basePath(path)].every((one) => isSafePath(one) && folder.isInside(one))) {
      outcomes.push({ path, outcome: 'outside', before: null, after: null });
      continue;
    }
    const merged = mergePath(path, file, normalise, folder);
    outcomes.push(merged.outcome);
    const executable = file?.executable ?? false;
    files.push({ path, text: merged.outcome.after, executable });
    bases.push({ path: basePath(path), text: file?.text ?? null, executable: false });
    if (file !== undefined && merged.outcome.after !== null)
      traced.set(path, tracedLines(file.origins, merged.lines, part.steps, part.linesOf));
  }
  return { files, bases, outcomes, traced, paths };
}

function mergePath(
  path: string,
  file: OutputFile | undefined,
  normalise: Normalise,
  { read }: OutputFolder,
): { readonly outcome: TreeOutcome; readonly lines: readonly (number | null)[] } {
  const current = read(path);
  const states = { base: read(basePath(path)), current, next: file?.text ?? null };
  const { outcome, text, lines } = mergeFile(states, normalise);
  return { outcome: { path, outcome, before: current, after: text }, lines };
}

function pathsBefore(application: string | null, before: Lock | null): readonly string[] {
  if (before === null) return [];
  const outputs = application === null ? before.shared : before.applications[application]?.outputs;
  return Object.keys(outputs ?? {});
}

function lockOf(
  parts: readonly GeneratedPart[],
  made: Pick<Lock, 'version' | 'rules'>,
  before: Lock | null,
): Lock {
  const hashes = (files: readonly OutputFile[]) =>
    Object.fromEntries(
      files.filter(({ path }) => isSafePath(path)).map(({ path, text }) => [path, sha256(text)]),
    );
  const shared = parts.find(({ application }) => application === null);
  const applications = parts.flatMap(({ application, inputs, files }) =>
    application === null ? [] : [[application, { inputs, outputs: hashes(files) }] as const],
  );
  return {
    schema: 'pipewright/lock/1',
    ...made,
    applications: { ...before?.applications, ...Object.fromEntries(applications) },
    shared: shared === undefined ? (before?.shared ?? {}) : hashes(shared.files),
  };
}

/** Lines of files that were not touched now keep their entries. */
function traceText(merged: readonly MergedPart[], read: OutputFolder['read']): string {
  const kept = { ...parseTraceFile(read(tracePath)).files };
  for (const { paths } of merged) for (const path of paths) Reflect.deleteProperty(kept, path);
  const fresh = merged.flatMap(({ traced }) => [...traced]);
  return traceFileText({ files: { ...kept, ...Object.fromEntries(fresh) } });
}
