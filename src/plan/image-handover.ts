/**
 * `docker save IMAGE | ssh HOST docker load`: an image that goes from the machine that builds it straight
 * into the daemon of a host. CodeBuild reaches no host, so a registry stands between the two.
 */
import type { ClassifiedStep } from '../model/classified.ts';
import type { ImageHandover, ImageName } from '../model/deployment.ts';
import type { Step } from '../model/step.ts';
import type { Value, Word } from '../model/value.ts';
import { textOf } from '../shell/value.ts';
import type { Evidence } from './evidence.ts';
import { isEffectful, machineOf } from './evidence.ts';
import { groupsOfStep } from './host-groups.ts';
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
export function loadsSentImage({ stream, name, plain }: Step): boolean {
  return stream !== null && containerTool.test(name ?? '') && isVerb(textsOf(plain), 'load');
}

/** The step gives an image to a pipe that ends on another machine. */
export function sendsImage({ name, plain, pipeline }: Step): boolean {
  return (
    containerTool.test(name ?? '') &&
    isVerb(textsOf(plain), 'save') &&
    pipeline?.after.some((one) => /^(ssh|sshpass)$/.test(one)) === true
  );
}

const containerTool = /^(docker|podman|nerdctl)$/;

function isVerb([first, second]: readonly string[], verb: string): boolean {
  return first === verb || (first === 'image' && second === verb);
}

function findHandovers(evidence: Evidence): readonly ImageHandover[] {
  const steps = evidence.classification.steps.filter(isEffectful);
  if (!steps.some((step) => buildsImage(step, evidence))) return [];
  return steps.flatMap(({ step: load }, at) => {
    if (!loadsSentImage(load) || machineOf(load, evidence) !== 'host') return [];
    const save = steps
      .slice(0, at)
      .findLast(({ step }) => sendsImage(step) && machineOf(step, evidence) === 'build')?.step;
    const words = wordsOf(load, save);
    const names = words.flatMap((word) => namesOf(word, save ?? load, evidence) ?? []);
    const isReadable = words.every((word) => namesOf(word, save ?? load, evidence) !== null);
    if (names.length === 0 || !isReadable) return [];
    return [
      {
        tool: load.name ?? 'docker',
        names,
        hostGroups: groupsOfStep(load, evidence, null),
        asRoot: load.runAs !== null,
        steps: [...(save === undefined ? [] : [save.id]), load.id],
      },
    ];
  });
}

/** Without this the build would have nothing to push. */
function buildsImage({ kind, step }: ClassifiedStep, evidence: Evidence): boolean {
  return kind === 'container-build' && machineOf(step, evidence) === 'build';
}

/** The words that name images, at the near end of the pipe. */
function wordsOf(load: Step, save: Step | undefined): readonly Word[] {
  const producer = load.stream?.producer ?? [];
  const isNear = containerTool.test(valueText(producer[0]?.value ?? { kind: 'literal', text: '' }));
  const words = isNear ? producer.slice(1) : (save?.plain ?? []);
  const texts = textsOf(words);
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
  const text = textOf(word.value);
  if (text !== null) return [{ text, isCode: false }];
  const isReadable = /^[\w./:${}-]+$/.test(code) && !reads.some((name) => /^\d+$/.test(name));
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

function textsOf(words: readonly Word[]): readonly string[] {
  return words.map(({ value }) => valueText(value));
}
