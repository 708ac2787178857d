import type { ClassifiedStep } from '../model/classified.ts';
import type { StepId } from '../model/step.ts';
import type { Decision } from './decision.ts';
import { converted, manual, replaced } from './decision.ts';
import { isInContainer, machineOf } from './evidence.ts';
import { deployPathQuestion } from './host-path.ts';
import { streamsImage } from './upload.ts';
import { publishesFolder } from './folder-publishing.ts';
import { isWithin } from './paths.ts';
import { inBuild, onHostAt } from './room.ts';
import type { PlanCode } from './say.ts';
import { say } from './say.ts';
import { arrivalFromShare } from './share.ts';
import { isSecretFile } from './secret-files.ts';
import { secretWriteOf } from './secret-writes.ts';
import type { Situation } from './situation.ts';
import { transferEndsOf } from './transfer-ends.ts';
import type { TransferEnds } from './transfer-ends.ts';
import { valueText } from './value-text.ts';

/** A copy from the deploying machine to hosts: the bundle brings it, once its folder is known. */
export function decideTransfer(classified: ClassifiedStep, situation: Situation): Decision {
  if (secretWriteOf(classified, situation) !== null)
    return replaced('hook/AfterInstall', 'plan/secret-written-on-host');
  if (sendsSecretFile(classified, situation)) return manual('secret', 'plan/secret-file');
  const own = situation.files.filter(({ steps }) => steps.includes(classified.step.id));
  if (own.some(({ source }) => isOfPerson(source, classified, situation)))
    return manual('appspec/files', 'plan/file-of-person');
  const open = own.find(({ question }) => question !== null);
  if (own.some(({ isPlaced }) => isPlaced === true))
    return converted('hook/AfterInstall', 'plan/placed-by-hook');
  if (open === undefined)
    return own.length > 0 && own.every(({ isSecret }) => isSecret)
      ? converted('secret', 'plan/env-file')
      : converted('appspec/files');
  return manual(
    'appspec/files',
    say('plan/folder-unknown', { source: open.source }),
    deployPathQuestion,
  );
}

function sendsSecretFile(classified: ClassifiedStep, situation: Situation): boolean {
  const from = transferEndsOf(classified)?.from ?? [];
  return from.some(({ path }) => isSecretFile(path, classified.step.cwd, situation));
}

/** Files that move otherwise: on one host, between hosts, back from a host, or on the deploying machine. */
export function decideUnpacking(classified: ClassifiedStep, situation: Situation): Decision {
  const { step, destination } = classified;
  if (arrivalFromShare(classified, situation) !== null)
    return replaced('source', 'plan/share-becomes-source');
  const brought = broughtBecause(step.id, situation);
  if (brought !== null) return converted('appspec/files', brought);
  if (streamsImage(step)) return manual('none', 'plan/transfer-not-understood');
  // What is pushed goes to a repository, from whatever machine.
  if (step.name === 'git') return keep(classified);
  const ends = step.name === 'docker' ? null : transferEndsOf(classified);
  const onHost = machineOf(step, situation) === 'host';
  const between = ends === null ? null : betweenMachines(ends, onHost);
  if (between !== null) return between;
  if (onHost || isInContainer(step)) return onHostAt(classified, situation, 'plan/moved-on-host');
  if (destination?.startsWith('deploy/') === true) return intoStore(classified, situation);
  if (destination === 'appspec/files' && ends === null) {
    // No folder would help: what is sent is not understood.
    return manual('appspec/files', 'plan/transfer-not-understood');
  }
  return destination === null || destination === 'appspec/files'
    ? inBuild(classified, 'post_build')
    : keep(classified);
}

/** The bundle brings it straight to where the step puts it. */
function broughtBecause(id: StepId, { files, taken }: Situation): PlanCode | null {
  const isOwn = ({ steps }: { readonly steps: readonly StepId[] }): boolean => steps.includes(id);
  if (files.some(isOwn)) return 'plan/moved-into-place';
  return taken?.files.some(isOwn) === true ? 'plan/taken-from-checkout' : null;
}

/** What users see waits for the approval; what only stands ready does not. */
function intoStore(classified: ClassifiedStep, situation: Situation): Decision {
  return situation.platform.name === 'ec2' && publishesFolder(classified, situation)
    ? converted('stage/Publish', 'plan/published-by-job')
    : inBuild(classified, 'post_build', 'plan/published-by-build');
}

/** A copy from a host, or from one host to another: nothing of AWS does that by itself. */
function betweenMachines(ends: TransferEnds, onHost: boolean): Decision | null {
  const fromHost = ends.from.some(({ remote }) => remote);
  // Whatever reaches a host from here is in the bundle, if it is known what it is.
  if (!fromHost && ends.to.remote && !onHost)
    return manual('appspec/files', 'plan/transfer-not-understood');
  if (!fromHost && !ends.to.remote) return null;
  return ends.to.remote || onHost
    ? manual('none', 'plan/host-to-host', 'host_to_host')
    : manual('none', 'plan/from-host', 'from_host');
}

function keep({ destination, disposition }: ClassifiedStep): Decision {
  const where = destination ?? 'buildspec/post_build';
  return disposition === 'replaced' ? replaced(where, 'plan/deploy-action') : converted(where);
}

/**
 * A file of the deploying person's own machine, which neither the source has nor the script makes.
 * Source: the Filesystem Hierarchy Standard 3.0, section 3.8 (`/home`); `/Users` on macOS.
 */
function isOfPerson(source: string, { step }: ClassifiedStep, situation: Situation): boolean {
  if (!/^(\/(home|Users|root|mnt|media|Volumes)\/|~)/.test(source)) return false;
  const { steps } = situation.classification;
  const before = steps.slice(
    0,
    steps.findIndex((one) => one.step === step),
  );
  return !before.some(
    ({ step: other }) =>
      other.reached &&
      machineOf(other, situation) === 'build' &&
      [
        ...(other.cwd === null ? [] : [other.cwd]),
        ...other.words.map(({ value }) => value),
        ...other.redirections.flatMap(({ target }) => target ?? []),
      ].some((value) => {
        const text = valueText(value);
        return text.startsWith('/') && (isWithin(source, text) || isWithin(text, source));
      }),
  );
}
