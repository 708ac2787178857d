/**
 * `docker save -o shop.tar shop`, `scp shop.tar …`, `docker load -i shop.tar`: an image that goes to the
 * hosts as a file. A registry hands it over without one, so that its making, its way and its removal go.
 */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Step, StepId } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import { argumentTexts, optionValues } from './arguments.ts';
import type { Evidence } from './evidence.ts';
import { isEffectful, machineOf } from './evidence.ts';
import { isImageVerb } from './image-verb.ts';
import { baseName } from './paths.ts';
import { transferEndsOf } from './transfer-ends.ts';
import { valueText } from './value-text.ts';

export interface ImageArchive {
  readonly save: Step;
  readonly loads: readonly Step[];
  /** What packs, sends, unpacks or removes the archive and touches nothing else. */
  readonly others: readonly StepId[];
  /** Every name that the file bears on its way. */
  readonly names: ReadonlySet<string>;
}

/** The archives of images whose whole way is understood; whoever else reads one keeps it a file. */
export function imageArchivesOf(evidence: Evidence): readonly ImageArchive[] {
  const same = found.get(evidence.classification);
  if (same !== undefined) return same;
  const archives = findArchives(evidence);
  found.set(evidence.classification, archives);
  return archives;
}

const found = new WeakMap<Evidence['classification'], readonly ImageArchive[]>();

// Sources: gzip(1), xz(1), bzip2(1), zstd(1), pigz(1).
const packers = /^(gzip|pigz|xz|bzip2|zstd|lz4)$/;
const unpackers = /^(gunzip|unpigz|unxz|bunzip2|unzstd|unlz4|zcat|xzcat|bzcat|zstdcat)$/;
const packed = /\.(gz|xz|bz2|zst|lz4)$/;

function findArchives(evidence: Evidence): readonly ImageArchive[] {
  const steps = evidence.classification.steps.filter(({ step }) => step.reached);
  const saved = steps.flatMap(({ step: save }) => {
    if (!isImageVerb(save, 'save') || machineOf(save, evidence) !== 'build') return [];
    const names = namesOnTheWay(savedFiles(save, steps).map(baseName));
    return names.size === 0 || [...names].some((name) => /\$\(|\?/.test(name))
      ? []
      : [{ save, names }];
  });
  const all = new Set(saved.flatMap(({ names }) => [...names]));
  return saved.flatMap(({ save, names }) => {
    const roles = steps.map((one) =>
      one.step === save ? 'none' : roleOf(one, names, all, evidence),
    );
    if (roles.includes('reads') || !roles.includes('sends')) return [];
    const played = (role: Role): readonly ClassifiedStep[] =>
      steps.filter((one, at) => roles[at] === role && isEffectful(one));
    const loads = played('loads').map(({ step }) => step);
    const sent = played('sends').filter((one) => sendsOnly(one, all));
    const others = [...played('serves'), ...sent].map(({ step }) => step.id);
    return loads.length === 0 ? [] : [{ save, loads, names, others }];
  });
}

/** What packing and unpacking make of the names. */
function namesOnTheWay(files: readonly string[]): ReadonlySet<string> {
  const ends = ['gz', 'xz', 'bz2', 'zst', 'lz4'];
  return new Set(
    files.flatMap((name) => [
      name,
      name.replace(packed, ''),
      ...(packed.test(name) ? [] : ends.map((end) => `${name}.${end}`)),
    ]),
  );
}

type Role = 'none' | 'loads' | 'sends' | 'serves' | 'reads';

/** What the step does with the archive; `all` are the names of every archive. */
function roleOf(
  classified: ClassifiedStep,
  names: ReadonlySet<string>,
  all: ReadonlySet<string>,
  evidence: Evidence,
): Role {
  const { step, kind } = classified;
  // What a function does with its words shows in steps of their own.
  if (kind === 'log' || step.followed) return 'none';
  if (isImageVerb(step, 'load'))
    return machineOf(step, evidence) === 'host' && loadsFrom(step, names, evidence)
      ? 'loads'
      : 'none';
  if (isSent(classified, evidence)) {
    const ends = transferEndsOf(classified);
    return ends?.from.some(({ path }) => namesOnly(path, names)) === true ? 'sends' : 'none';
  }
  return mentions(step, names) ? roleOfReader(step, all) : 'none';
}

function roleOfReader(step: Step, all: ReadonlySet<string>): Role {
  const name = step.name ?? '';
  const isOnly = argumentTexts(step).every((text) => namesOnly(text, all));
  // What is removed together with other things is still removed.
  if (/^(rm|unlink)$/.test(name)) return isOnly ? 'serves' : 'none';
  const isFilter = step.pipeline !== null && step.pipeline.before.length > 0;
  return (packers.test(name) || unpackers.test(name)) && (isFilter || isOnly) ? 'serves' : 'reads';
}

function isSent({ step, kind }: ClassifiedStep, evidence: Evidence): boolean {
  return kind === 'transfer' && step.stream === null && machineOf(step, evidence) === 'build';
}

function sendsOnly(classified: ClassifiedStep, names: ReadonlySet<string>): boolean {
  return transferEndsOf(classified)?.from.every(({ path }) => namesOnly(path, names)) === true;
}

/** One path, or the alternatives of one, and each of them an archive. */
export function namesOnly(path: string, names: ReadonlySet<string>): boolean {
  return path.split('|').every((one) => {
    const name = baseName(one.replace(/^[\w.@-]+:/, ''));
    const isGlob = /^\*\.(tar|tgz|tar\.\w+)$/.test(name);
    return names.has(name) || (isGlob && [...names].some((own) => own.endsWith(name.slice(1))));
  });
}

function mentions(step: Step, names: ReadonlySet<string>): boolean {
  const texts = [
    ...step.words.slice(1).map(({ value }) => value),
    ...step.redirections.flatMap(({ target }) => target ?? []),
  ].map(valueText);
  return texts.some((text) =>
    text
      .split(/[|\s=:]/)
      .some((part) => [...names].some((name) => part === name || part.endsWith(`/${name}`))),
  );
}

/** Where it is written: an option, a redirection, or one at the end of a pipe through a packer. */
function savedFiles(save: Step, steps: readonly ClassifiedStep[]): readonly string[] {
  const said = optionValues(save.words, ['-o', '--output']);
  const values = said.length > 0 ? said : (writtenBy(save) ?? packedBy(save, steps));
  return (values ?? []).flatMap((value) => valueText(value).split('|'));
}

function writtenBy({ redirections }: Step): readonly Value[] | null {
  const targets = redirections
    .filter(({ operator, descriptor }) => operator === '>' && (descriptor ?? 1) === 1)
    .flatMap(({ target }) => target ?? []);
  return targets.length > 0 ? targets : null;
}

function packedBy(save: Step, steps: readonly ClassifiedStep[]): readonly Value[] | null {
  const after = save.pipeline?.after ?? [];
  if (after.length === 0 || !after.every((name) => packers.test(name) || name === 'pv'))
    return null;
  const last = steps.find(
    ({ step }) =>
      step.span.file === save.span.file &&
      step.span.start > save.span.end &&
      step.name === after.at(-1) &&
      step.pipeline !== null &&
      step.pipeline.after.length === 0,
  );
  return last === undefined ? null : writtenBy(last.step);
}

/** `docker load -i F`, `docker load < F`, `zcat F | docker load`. */
function loadsFrom(step: Step, names: ReadonlySet<string>, { trace }: Evidence): boolean {
  if (mentions(step, names)) return true;
  if (step.stdin.kind === 'file') return namesOnly(valueText(step.stdin.path), names);
  if (step.stdin.kind !== 'pipe' || step.stream !== null) return false;
  const before = step.covers.filter(
    ({ file, start, end }) =>
      file === step.span.file && end <= step.span.start && start < step.span.start,
  );
  return before.some(({ file, start, end }) => {
    const text = trace.sources.get(file)?.text.slice(start, end) ?? '';
    return text.split(/[\s'"<|]+/).some((word) => word !== '' && namesOnly(word, names));
  });
}
