import type { Deployment, EnvironmentValue, FileMapping, SecretFile } from '../model/deployment.ts';
import type { Blocker, PlannedStep } from '../model/plan.ts';
import type { Refusal } from '../model/refusal.ts';
import { approvalsOf } from './approvals.ts';
import { branchInsistedOn } from './branch-check.ts';
import { environmentBranches } from './environment-branches.ts';
import { checkoutBranch, checkoutRepository } from './checkout.ts';
import { deploymentConfigOf } from './deployment-config.ts';
import { envFileParameters, hostNameOf } from './env-file.ts';
import { plannedEnvironmentsOf } from './environments.ts';
import { imageHandoversOf } from './image-handover.ts';
import { installedOf } from './installed.ts';
import { withMovedProducts } from './moved-products.ts';
import { notificationsOf } from './notifications.ts';
import { onceActionsOf } from './once-actions.ts';
import { permissionsOf } from './permissions.ts';
import { containerPlanOf, sitePlanOf } from './platforms-plan.ts';
import { isOfOtherRepository } from './own-repository.ts';
import { prerequisitesOf } from './prerequisites.ts';
import { awaitedFilesOf, secretWritesOf } from './secret-writes.ts';
import { serviceUsersOf } from './service-users.ts';
import type { Situation } from './situation.ts';
import { smokeChecksOf } from './smoke-checks.ts';

/** Everything beside the steps that decides how the application is delivered. */
export function deploymentOf(
  steps: readonly PlannedStep[],
  refusals: readonly Refusal[],
  blockers: readonly Blocker[],
  values: readonly EnvironmentValue[],
  situation: Situation,
): Deployment {
  const environments = plannedEnvironmentsOf(steps, situation, blockers);
  const production = environments
    .filter((environment) => environment.production)
    .map(({ name }) => name);
  const branches = environmentBranches(
    steps,
    environments.map(({ name }) => name),
    situation,
  );
  const users = serviceUsersOf(steps, situation);
  const ofAppspec = steps.filter(({ destination }) => destination === 'appspec/permissions');
  const entry = situation.trace.scripts.find(({ role }) => role === 'entry');
  return {
    environments,
    config: deploymentConfigOf(situation),
    files: broughtFiles(situation)
      .filter((mapping) => !mapping.isSecret && !isLeftToPeople(mapping, steps))
      .map((mapping) => withMovedProducts(mapping, steps, situation)),
    secretFiles: secretFilesOf(situation),
    writtenFiles: secretWritesOf(situation).filter(({ write }) =>
      steps.some(
        ({ classified, disposition }) =>
          classified.step.id === write && disposition === 'converted',
      ),
    ),
    awaitedFiles: awaitedFilesOf(situation),
    images: situation.platform.name === 'ec2' ? imageHandoversOf(situation) : [],
    permissions: permissionsOf(
      ofAppspec.map(({ classified }) => classified),
      situation,
    ),
    release: situation.release,
    directory: directoryOf(situation),
    ...(situation.taken?.checkout.destination == null
      ? {}
      : { leftCheckout: situation.taken.checkout.destination }),
    installed: situation.platform.name === 'ec2' ? installedOf(situation.files) : null,
    users,
    once: onceActionsOf(steps, situation),
    approvals: approvalsOf(steps, production, situation.trace),
    notifications: notificationsOf(steps, situation),
    smokeChecks: smokeChecksOf(steps),
    prerequisites: prerequisitesOf(steps, users, situation),
    values,
    container: containerPlanOf(steps, situation),
    site: sitePlanOf(steps, situation),
    branch: branchOf(steps, production, branches, situation) ?? branchInsistedOn(refusals, steps),
    ...(branches === null ? {} : { branches }),
    repository: situation.config.repository ?? repositoryOf(steps, situation),
    entry: entry === undefined ? null : { file: entry.file, start: 0, end: 0 },
  };
}

function broughtFiles({ files, taken }: Situation): readonly FileMapping[] {
  return files.flatMap((one) => (one === taken?.checkout ? taken.files : [one]));
}

/** What none of its steps brings by itself: its folder is known, but not its files. */
function isLeftToPeople(mapping: FileMapping, steps: readonly PlannedStep[]): boolean {
  const own = steps.filter(({ classified }) => mapping.steps.includes(classified.step.id));
  return (
    mapping.destination !== null &&
    own.length > 0 &&
    own.every(({ disposition }) => disposition === 'manual')
  );
}

/** Settings with secrets, whose places on the hosts are known. */
function secretFilesOf({ files }: Situation): readonly SecretFile[] {
  const found = new Map<string, SecretFile>();
  for (const [mapping, parameter] of envFileParameters(files)) {
    const { destination, byEnvironment, hostGroups, steps } = mapping;
    if (destination === null && byEnvironment === null) continue;
    const same = found.get(parameter);
    const isForAll = hostGroups.length === 0 || same?.hostGroups.length === 0;
    found.set(parameter, {
      parameter,
      destination,
      byEnvironment,
      fileName: hostNameOf(mapping),
      hostGroups: isForAll ? [] : [...new Set([...(same?.hostGroups ?? []), ...hostGroups])],
      steps: [...(same?.steps ?? []), ...steps],
    });
  }
  return [...found.values()];
}

/** The live folder of a release layout, else where the largest part of the bundle goes. */
function directoryOf({ release, files, config }: Situation): string | null {
  if (release !== null) return release.live;
  const folder = files.find(({ isDirectory, destination }) => isDirectory && destination !== null);
  const first = folder ?? files.find(({ destination }) => destination !== null);
  return first?.destination ?? config.answers['app_directory'] ?? null;
}

/** Where each environment has a branch of its own, the one that goes to production has the say. */
function branchOf(
  steps: readonly PlannedStep[],
  [production]: readonly string[],
  branches: Readonly<Record<string, string>> | null,
  situation: Situation,
): string | null {
  if (situation.config.branch !== undefined) return situation.config.branch;
  if (branches !== null && production !== undefined) return branches[production] ?? null;
  const named = steps
    .filter(({ classified: { kind, step } }) => kind === 'source-checkout' && step.reached)
    .filter(({ classified }) => !isOfOtherRepository(classified.step, situation))
    .map(({ classified }) => checkoutBranch(classified.step));
  return named.find((branch) => branch !== null) ?? null;
}

function repositoryOf(steps: readonly PlannedStep[], situation: Situation): string | null {
  const named = steps
    .filter(({ classified }) => classified.kind === 'source-checkout')
    .filter(({ classified }) => !isOfOtherRepository(classified.step, situation))
    .map(({ classified }) => checkoutRepository(classified.step));
  return named.find((repository) => repository !== null) ?? null;
}
