/**
 * `docker save IMAGE | ssh HOST docker load`: an image that goes from the machine that builds it straight
 * into the daemon of a host, or as an archive. CodeBuild reaches no host, so a registry stands between
 * the two.
 */
import type { ClassifiedStep } from '../model/classified.ts';
import type { ImageHandover, ImageName } from '../model/deployment.ts';
import type { Step, StepId } from '../model/step.ts';
import type { Value, Word } from '../model/value.ts';
import { textOf, textsOf } from '../shell/value.ts';
import type { Evidence } from './evidence.ts';
import { isEffectful, machineOf } from './evidence.ts';
import { groupsOfStep } from './host-groups.ts';
import { imageArchivesOf, namesOnly } from './image-archive.ts';
import type { ImageArchive } from './image-archive.ts';
import { isImageVerb } from './image-verb.ts';
import { valueText } from './value-text.ts';

/** Both ends of every image that is sent so, in the order of the script. */
export function imageHandoversOf(evidence: Evidence): readonly ImageHandover[] {
  const same = found.get(evidence.classification);
  if (same !== undefined) return same;
  const handovers = findHandovers(evidence);
  found.set(evidence.classification, handovers);
  return handovers;
}

const found = new WeakMap<Evidence['classification'], readonly ImageHandover[]>();

/** The step loads an image from a stream out of another machine. */
export function loadsSentImage(step: Step): boolean {
  return isImageVerb(step, 'load') && (step.stream !== null || readsSubstitution(step));
}

/** The step gives an image to a pipe that ends on another machine. */
export function sendsImage(step: Step): boolean {
  return (
    isImageVerb(step, 'save') &&
    step.pipeline?.after.some((one) => /^(ssh|sshpass)$/.test(one)) === true
  );
}

/** The path is that of an archive whose images a registry hands over. */
export function isHandedImage(path: string, evidence: Evidence): boolean {
  const handed = imageHandoversOf(evidence);
  return imageArchivesOf(evidence).some(
    ({ save, names }) =>
      handed.some(({ steps }) => steps.includes(save.id)) && namesOnly(path, names),
  );
}

/** `ssh HOST docker load < <(docker save IMAGE)`. */
function readsSubstitution({ stdin, place }: Step): boolean {
  return (
    place.kind === 'remote' &&
    stdin.kind === 'file' &&
    /^\/dev\/fd\/\d+$/.test(valueText(stdin.path))
  );
}

function feeds(save: Step, { place }: Step): boolean {
  const { through } = place;
  return (
    isImageVerb(save, 'save') &&
    through !== null &&
    through.file === save.span.file &&
    through.start <= save.span.start &&
    save.span.end <= through.end
  );
}

function findHandovers(evidence: Evidence): readonly ImageHandover[] {
  const steps = evidence.classification.steps.filter(isEffectful);
  if (!steps.some((step) => buildsImage(step, evidence))) return [];
  const streamed = steps.flatMap(({ step: load }, at) => {
    if (!loadsSentImage(load) || machineOf(load, evidence) !== 'host') return [];
    const isFed = readsSubstitution(load);
    const save = (isFed ? steps : steps.slice(0, at)).findLast(
      ({ step }) =>
        (isFed ? feeds(step, load) : sendsImage(step)) && machineOf(step, evidence) === 'build',
    )?.step;
    const own = [...(save === undefined ? [] : [save.id]), load.id];
    return handover(wordsOf(load, save), save ?? load, [load], own, evidence);
  });
  const archived = imageArchivesOf(evidence).flatMap((archive) => ofArchive(archive, evidence));
  return [...streamed, ...archived];
}

function ofArchive({ save, loads, others }: ImageArchive, evidence: Evidence): ImageHandover[] {
  const own = [save.id, ...others, ...loads.map(({ id }) => id)];
  return handover(imageWords(save.plain), save, loads, own, evidence);
}

/** Empty where not every image is named. */
function handover(
  words: readonly Word[],
  save: Step,
  loads: readonly Step[],
  steps: readonly StepId[],
  evidence: Evidence,
): ImageHandover[] {
  const names = words.flatMap((word) => namesOf(word, save, evidence) ?? []);
  const isReadable = words.every((word) => namesOf(word, save, evidence) !== null);
  if (names.length === 0 || !isReadable) return [];
  const groups = loads.map((load) => groupsOfStep(load, evidence, null));
  return [
    {
      tool: loads[0]?.name ?? 'docker',
      names,
      hostGroups: groups.some((some) => some.length === 0) ? [] : [...new Set(groups.flat())],
      asRoot: loads.some(({ runAs }) => runAs !== null),
      steps,
    },
  ];
}

/** Without this the build would have nothing to push. */
function buildsImage({ kind, step }: ClassifiedStep, evidence: Evidence): boolean {
  return kind === 'container-build' && machineOf(step, evidence) === 'build';
}

/** The words that name images, at the near end of the pipe. */
function wordsOf(load: Step, save: Step | undefined): readonly Word[] {
  const producer = load.stream?.producer ?? [];
  const isNear = /^(docker|podman|nerdctl)$/.test(
    valueText(producer[0]?.value ?? { kind: 'literal', text: '' }),
  );
  return imageWords(isNear ? producer.slice(1) : (save?.plain ?? []));
}

function imageWords(words: readonly Word[]): readonly Word[] {
  const texts = words.map(({ value }) => valueText(value));
  return words.filter(
    (_, at) =>
      !/^(image|save)$/.test(texts[at] ?? '') &&
      !texts[at]?.startsWith('-') &&
      texts[at - 1] !== '--platform',
  );
}

/** Null where only a run could tell the name. */
function namesOf(word: Word, { loop }: Step, { trace }: Evidence): readonly ImageName[] | null {
  const written = trace.sources.get(word.span.file)?.text.slice(word.span.start, word.span.end);
  const code = written?.replace(/^"(.*)"$/, '$1') ?? '';
  const reads = [...code.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name);
  if (loop !== null && loop.variable !== null && reads.includes(loop.variable))
    return inLoop(code, loop.variable, loop.over ?? [], reads.length);
  const texts = textsOf(word.value);
  // What a loop sets has its last value only, once the loop is over.
  if (texts !== null && (texts.length === 1 || loop !== null))
    return texts.map((text) => ({ text, isCode: false }));
  const isReadable = /^[\w./:${}-]+$/.test(code) && !reads.some((name) => /^\d+$/.test(name));
  const isOfLoop =
    loop !== null &&
    trace.assignments.some(
      ({ name, span }) =>
        reads.includes(name) &&
        span.file === loop.span.file &&
        loop.span.start <= span.start &&
        span.end <= loop.span.end,
    );
  if (isOfLoop) return null;
  return isReadable ? [{ text: code, isCode: true }] : null;
}

/** `for i in api worker; do docker save shop/$i | …`: a name for each round. */
function inLoop(
  code: string,
  variable: string,
  over: readonly Value[],
  reads: number,
): readonly ImageName[] | null {
  const texts = over.flatMap((value) => textOf(value) ?? []);
  const isKnown = reads === 1 && texts.length === over.length && texts.length > 0;
  const read = new RegExp(`\\$(${variable}\\b|\\{${variable}\\})`, 'g');
  return isKnown ? texts.map((text) => ({ text: code.replace(read, text), isCode: false })) : null;
}
