/**
 * `cat > .env.prod <<EOF … EOF; scp .env.prod web1:/srv/shop/.env`: a text with secrets that is made here and
 * sent. A hook writes it where it was sent to, with the secrets of the moment, and no artifact holds it.
 */
import type { ClassifiedStep } from '../model/classified.ts';
import type { AwaitedFile, WrittenFile } from '../model/deployment.ts';
import { isEffectful } from './evidence.ts';
import { mappingsOfTransfer } from './transfer-mapping.ts';
import { hostNameOf } from './env-file.ts';
import { resolvedFrom } from './paths.ts';
import { isSecretFile, writersOf } from './secret-files.ts';
import type { Situation } from './situation.ts';
import { valueText } from './value-text.ts';

/** The file that the step writes, or sends, and that a hook writes from now on; null for any other step. */
export function secretWriteOf({ step }: ClassifiedStep, situation: Situation): WrittenFile | null {
  const isIts = ({ write, sends }: WrittenFile) => write === step.id || sends.includes(step.id);
  return secretWritesOf(situation).find(isIts) ?? null;
}

const found = new WeakMap<Situation['classification'], readonly WrittenFile[]>();

/** All of them; a file that goes to several folders, or is written in several goes, is none. */
export function secretWritesOf(situation: Situation): readonly WrittenFile[] {
  const known = found.get(situation.classification);
  if (known !== undefined) return known;
  const sent = situation.classification.steps
    .filter(isEffectful)
    .flatMap((step) => arrivalsOf(step, situation));
  const writes = [...new Set(sent.map(({ write }) => write))];
  const files = writes.flatMap((write) => {
    const own = sent.filter((one) => one.write === write);
    const [first] = own;
    if (first === undefined || own.some(({ path }) => path !== first.path)) return [];
    const groups = own.some(({ hostGroups }) => hostGroups.length === 0)
      ? []
      : [...new Set(own.flatMap(({ hostGroups }) => hostGroups))];
    return [{ ...first, hostGroups: groups, sends: own.flatMap(({ sends }) => sends) }];
  });
  found.set(situation.classification, files);
  return files;
}

/** Files with secrets that a person has to put on the hosts, where it is known which they are. */
export function awaitedFilesOf(situation: Situation): readonly AwaitedFile[] {
  return situation.classification.steps.filter(isEffectful).flatMap((step) => {
    if (secretWriteOf(step, situation) !== null) return [];
    return mappingsOfTransfer(step, situation, situation.release).flatMap(({ from, mapping }) =>
      mapping.destination !== null && isSecretFile(from, step.step.cwd, situation)
        ? [
            {
              path: `${mapping.destination}/${hostNameOf(mapping)}`,
              hostGroups: mapping.hostGroups,
              steps: [step.step.id],
            },
          ]
        : [],
    );
  });
}

function arrivalsOf(sent: ClassifiedStep, situation: Situation): readonly WrittenFile[] {
  const { step } = sent;
  const entries = mappingsOfTransfer(sent, situation, situation.release);
  // What else the copy takes would be left out.
  if (entries.length !== 1) return [];
  return entries.flatMap(({ from, mapping }) => {
    const cwd = step.cwd === null ? null : valueText(step.cwd);
    const [writer, ...others] = writersOf(resolvedFrom(cwd, from), situation);
    if (writer === undefined || others.length > 0 || !isPlainWrite(writer)) return [];
    if (mapping.destination === null || mapping.isDirectory) return [];
    return [
      {
        write: writer.step.id,
        sends: [step.id],
        path: `${mapping.destination}/${hostNameOf(mapping)}`,
        hostGroups: mapping.hostGroups,
      },
    ];
  });
}

/** `cat > FILE <<EOF` and nothing beside it. */
function isPlainWrite({ step }: ClassifiedStep): boolean {
  return (
    step.name === 'cat' &&
    step.words.length === 1 &&
    step.redirections.filter(({ operator }) => operator === '>' || operator === '>|').length === 1
  );
}
