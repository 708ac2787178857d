import { bucketCopyOf } from './bucket-copy.ts';
import type { ClassifiedStep } from '../model/classified.ts';
import type { StepKind } from '../model/kind.ts';
import type { Step } from '../model/step.ts';
import { commandHead } from './arguments.ts';
import { decideByJob } from './decide-by-job.ts';
import type { Decision } from './decision.ts';
import { converted, replaced } from './decision.ts';
import { isEffectful, machineOf } from './evidence.ts';
import { upload } from './upload.ts';
import { platformHead } from './platform.ts';
import type { Situation } from './situation.ts';
import { valueText } from './value-text.ts';

const servingKinds = [
  'transfer',
  'start-service',
  'stop-service',
  'restart-service',
  'cleanup',
  'cloud-cli',
  'config-write',
  'secret',
];

/** What a platform other than hosts does with a step by itself; null where it makes no difference. */
export function decideByPlatform(
  classified: ClassifiedStep,
  situation: Situation,
): Decision | null {
  switch (situation.platform.name) {
    case 's3':
      return decideForSite(classified, situation);
    case 'ecs':
      return pushesImage(situation)
        ? decideForService(classified, situation)
        : byJobOrInstead(classified, situation, 'ecs');
    case 'lambda':
    case 'eks':
      return byJobOrInstead(classified, situation, situation.platform.name);
    case 'other':
      return decideElsewhere(classified, situation);
    case 'ec2':
      return null;
  }
}

function decideForSite(classified: ClassifiedStep, situation: Situation): Decision | null {
  if (classified.kind !== 'transfer') return null;
  if (upload(classified, situation) !== null)
    return replaced('deploy/s3', 'plan/site-instead-of-hosts');
  // Before the approval nothing may be published, so that the build is no place for it.
  return bucketCopyOf(classified.step) === null
    ? null
    : converted('stage/Deploy', 'plan/site-by-job');
}

const platformTools = /^(aws|kubectl|oc|helm|ecs-cli|sam)$/;

/** A managed service takes the place of everything that ran containers or code on hosts. */
function decideForService(classified: ClassifiedStep, situation: Situation): Decision | null {
  const { kind, destination } = classified;
  // Waiting for the service to be stable is a part of the deploy action.
  if (kind === 'health-check' && platformTools.test(classified.step.name ?? ''))
    return replaced('deploy/ecs', 'plan/deploy-action');
  if (kind === 'cloud-cli' && destination?.startsWith('deploy/') !== false) {
    return decideByRule(classified, 'ecs');
  }
  // `aws ecs describe-task-definition … | jq … > FILE`: the deploy action renders what it registers itself.
  if (kind === 'config-write' && classified.step.pipeline?.before.includes('aws') === true)
    return replaced('deploy/ecs', 'plan/deploy-action');
  return insteadOfHosts(classified, situation, 'ecs');
}

/**
 * The deploy action of ECS takes the image that the build names in imagedefinitions.json. Of one that
 * somebody else pushed, the build knows nothing.
 * Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECS.html
 */
function pushesImage({ classification }: Situation): boolean {
  return classification.steps.some(
    ({ kind, step }) => kind === 'container-push' && step.reached && / push\b/.test(step.text),
  );
}

function byJobOrInstead(
  classified: ClassifiedStep,
  situation: Situation,
  target: 'ecs' | 'lambda' | 'eks',
): Decision | null {
  return (
    decideByJob(classified, situation, target) ??
    madeForJob(classified, situation, target) ??
    insteadOfHosts(classified, situation, target)
  );
}

/**
 * `if ! aws iam get-role …; then aws iam create-role …; fi` and then what takes the role: the first time,
 * the one needs the other, so that both stand in the job. Without a question it would fail the next time.
 */
function madeForJob(
  classified: ClassifiedStep,
  situation: Situation,
  target: 'ecs' | 'lambda' | 'eks',
): Decision | null {
  const { step, destination } = classified;
  const isMade =
    destination === 'infrastructure' &&
    step.name === 'aws' &&
    step.guards.some(({ text }) => /\baws\b.*\b(get|describe|head|list)-/.test(text));
  const { steps } = situation.classification;
  const later = steps.slice(steps.indexOf(classified) + 1);
  return isMade &&
    machineOf(step, situation) === 'build' &&
    later.some((one) => isEffectful(one) && decideByJob(one, situation, target) !== null)
    ? converted(`deploy/${target}`, 'plan/made-for-job')
    : null;
}

function insteadOfHosts(
  classified: ClassifiedStep,
  situation: Situation,
  target: 'ecs' | 'lambda' | 'eks',
): Decision | null {
  const onHost =
    machineOf(classified.step, situation) === 'host' || upload(classified, situation) !== null;
  return onHost && servingKinds.includes(classified.kind)
    ? replaced(`deploy/${target}`, 'plan/service-instead-of-hosts')
    : null;
}

function decideByRule(classified: ClassifiedStep, target: 'ecs'): Decision {
  return classified.disposition === 'converted'
    ? converted(`deploy/${target}`)
    : replaced(`deploy/${target}`, 'plan/deploy-action');
}

/** CodeBuild runs the tool that deploys elsewhere, once per environment. */
function decideElsewhere(classified: ClassifiedStep, situation: Situation): Decision | null {
  return classified.kind === 'transfer' ||
    classified.kind === 'cloud-cli' ||
    changesPlatform(classified, situation)
    ? converted('stage/Deploy', 'plan/deploys-elsewhere')
    : null;
}

/** What such a tool changes on the platform wherever it stands: its settings, its processes, its notice. */
const changes: readonly StepKind[] = [
  'maintenance-mode',
  'config-write',
  'start-service',
  'stop-service',
  'restart-service',
];

/**
 * `maintenance:on`, the push, the migration, `maintenance:off`: the platform's own commands hold only in
 * their order, so that one job runs them. A migration before the first of them still has its own action.
 */
function changesPlatform(classified: ClassifiedStep, situation: Situation): boolean {
  const { step, kind } = classified;
  const isOwn = machineOf(step, situation) === 'build' && platformHead.test(commandHead(step, 3));
  if (!isOwn || classified.disposition === 'manual' || step.redirections.some(writes)) return false;
  if (changes.includes(kind)) return true;
  if (kind !== 'db-migrate' && kind !== 'backup') return false;
  const { steps } = situation.classification;
  const before = steps.slice(0, steps.indexOf(classified));
  return before.some(
    (other) =>
      isEffectful(other) &&
      (other.kind === 'transfer' ||
        other.kind === 'cloud-cli' ||
        other.kind === 'maintenance-mode') &&
      machineOf(other.step, situation) === 'build',
  );
}

function writes({ operator, target }: Step['redirections'][number]): boolean {
  return /^&?>/.test(operator) && target !== null && valueText(target) !== '/dev/null';
}
