import type { ClassifiedStep } from '../model/classified.ts';
import type { Destination, StepKind } from '../model/kind.ts';
import { deployTargets } from '../model/kind.ts';
import {
  decideBackup,
  decideMigration,
  decideOwnDatabase,
  dumpServed,
  startsInBuild,
} from './decide-data.ts';
import { decideTransfer, decideUnpacking } from './decide-transfer.ts';
import { decideCleanup, decideDirectory, decidePermission, decideSwitch } from './decide-files.ts';
import { decideByJob } from './decide-by-job.ts';
import type { Decision } from './decision.ts';
import { decideAwsCli } from './decide-aws-cli.ts';
import { decideDeployersTools } from './deployers-tools.ts';
import { converted, dropped, manual, replaced } from './decision.ts';
import { argumentTexts, hasFlag } from './arguments.ts';
import { endsInFailure } from './giving-up.ts';
import { isBoundToHost } from './host-bound.ts';
import { hostFilesRead } from './host-files.ts';
import { groupsOfStep } from './host-groups.ts';
import { servesInstaller } from './installer-files.ts';
import { installsMissingTool } from './missing-tool.ts';
import { asksLoopback, asksOwnHost } from './own-host.ts';
import { isInContainer, machineOf } from './evidence.ts';
import { upload } from './upload.ts';
import { decideImage } from './decide-image.ts';
import { withLoginHome } from './login-home.ts';
import { asksOnlyForOptional } from './optional-consent.ts';
import { isOfOtherRepository } from './own-repository.ts';
import { isKnownAbsolute, isWithin, normalPath, resolvedFrom } from './paths.ts';
import { inBuild, onHostAt } from './room.ts';
import { say } from './say.ts';
import { isInScratch } from './scratch.ts';
import { writesSecret } from './secret-files.ts';
import { secretWriteOf } from './secret-writes.ts';
import type { Situation } from './situation.ts';
import { asksBeforeStop } from './stop-question.ts';
import { textOfStep } from './step-text.ts';
import { valueText } from './value-text.ts';
import { completesSource } from './working-copy.ts';

type Decide = (classified: ClassifiedStep, situation: Situation) => Decision;

const byKind: Readonly<Record<StepKind, Decide>> = {
  'source-checkout': decideCheckout,
  'install-deps': decideInstall,
  test: decideCheck,
  lint: decideCheck,
  build: (step, s) => inBuildUnlessContained(step, s, 'build'),
  package: (step, s) => inBuildUnlessContained(step, s, 'post_build'),
  'container-build': (step, s) =>
    machineOf(step.step, s) === 'host'
      ? onHostAt(step, s, 'plan/image-built-on-host')
      : inBuild(step, 'build'),
  'container-push': decidePush,
  transfer: decideUnpacking,
  'stop-service': serviceStep,
  'start-service': serviceStep,
  'restart-service': serviceStep,
  backup: decideBackup,
  'db-migrate': decideMigration,
  'config-write': (step, s) =>
    writesSecret(step, s) ? decideSecretWrite(step, s) : hostOrBuild(step, s),
  permission: decidePermission,
  'symlink-switch': decideSwitch,
  cleanup: decideCleanup,
  'health-check': decideHealthCheck,
  notify: decideNotification,
  'approval-prompt': (step, situation) =>
    asksOnlyForOptional(step, situation)
      ? dropped('plan/optional-question')
      : replaced('stage/Approve', 'plan/approval'),
  rollback: () => replaced('rollback', 'plan/rollback'),
  secret: decideSecret,
  'maintenance-mode': decideMaintenance,
  'cache-clear': decideCache,
  cron: decideCron,
  'cloud-cli': decideCloud,
  provision: decideProvision,
  unknown: () => manual('none', 'plan/unknown-command'),
  // Plumbing never gets here; an answer all the same keeps the table total.
  control: () => dropped('plan/plumbing'),
  log: () => dropped('plan/plumbing'),
  'env-setup': () => dropped('plan/plumbing'),
};

/** The place of a step by its kind, the machine that it runs on, and when it runs. */
export function decideByKind(classified: ClassifiedStep, situation: Situation): Decision {
  const handed = situation.handedRound.steps.get(classified.step.id);
  if (handed !== undefined)
    return replaced('appspec/files', say('plan/handed-round', { path: handed }));
  const cli = decideAwsCli(classified, situation);
  if (cli !== null) return cli;
  const image = decideImage(classified, situation);
  if (image !== null) return image;
  if (servesInstaller(classified, situation) || installsMissingTool(classified, situation))
    return replaced('image', 'plan/image');
  // A file that is written on a host as it stands here is a copy, whatever is written.
  if (upload(classified, situation) !== null) return decideTransfer(classified, situation);
  // What another step sent here and this one moves on, CodeDeploy installs where it ends.
  if (notesOldVersion(classified, situation)) return replaced('rollback', 'plan/backup-of-release');
  const isMove = classified.step.name === 'mv';
  if (isMove && situation.files.some(({ steps }) => steps.includes(classified.step.id)))
    return converted('appspec/files', 'plan/moved-into-place');
  return byKind[classified.kind](classified, situation);
}

/** `readlink current > previous.txt`: which version was live before, CodeDeploy knows by itself. */
function notesOldVersion({ step }: ClassifiedStep, { release }: Situation): boolean {
  const cwd = step.cwd === null ? null : valueText(step.cwd);
  return (
    release !== null &&
    /^(readlink|realpath)$/.test(step.name ?? '') &&
    argumentTexts(step).some((text) => resolvedFrom(cwd, text) === release.live)
  );
}

function decidePush(classified: ClassifiedStep, situation: Situation): Decision {
  if (classified.destination === 'secret') return replaced('secret', 'plan/login-by-hand');
  return machineOf(classified.step, situation) === 'host'
    ? onHostAt(classified, situation)
    : inBuild(classified, 'post_build');
}

/** The source that the pipeline brings takes the place of the application's own repository, and of no other. */
function decideCheckout(classified: ClassifiedStep, situation: Situation): Decision {
  const { step } = classified;
  const onHost = machineOf(step, situation) === 'host';
  if (isInContainer(step)) return replaced('source', 'plan/checkout');
  if (isOfOtherRepository(step, situation)) {
    if (onHost) return onHostAt(classified, situation, 'plan/other-repository');
    return argumentTexts(step)[0] === 'clone'
      ? inBuild(classified, 'install', 'plan/other-repository')
      : manual('source', 'plan/other-working-copy');
  }
  if (completesSource(step)) return inBuild(classified, 'install', 'plan/source-completed');
  return replaced('source', onHost ? 'plan/checkout-on-host' : 'plan/checkout');
}

function decideInstall(step: ClassifiedStep, situation: Situation): Decision {
  const onHost = machineOf(step.step, situation) === 'host';
  if (onHost && isBoundToHost(step) && !isInScratch(step.step))
    return onHostAt(step, situation, 'plan/install-on-host');
  return inBuildUnlessContained(step, situation, 'install');
}

// Checks of the machine's own configuration, which only the machine can make. So are those of
// containers: compose reads the `.env` that lies there.
const hostChecks =
  /^(nginx|apachectl|apache2ctl|httpd|haproxy|promtool|sshd|visudo|named-checkconf|postfix|caddy|varnishd|systemd-analyze|amtool)$/;

function decideCheck(step: ClassifiedStep, situation: Situation): Decision {
  const onHost = machineOf(step.step, situation) === 'host';
  const checksHost =
    hostChecks.test(step.step.name ?? '') ||
    /^docker(-compose)?$/.test(step.step.name ?? '') ||
    step.destination?.startsWith('hook/') === true;
  if (onHost && checksHost) return onHostAt(step, situation);
  return inBuildUnlessContained(step, situation, 'build');
}

/**
 * It makes links that name the folder it runs in, which is another one in CodeBuild. Sources:
 * https://symfony.com/doc/current/bundles/best_practices.html (assets:install),
 * https://laravel.com/docs/filesystem#the-public-disk
 */
function linksAbsolutely({ step }: ClassifiedStep): boolean {
  const text = step.words.map(({ value }) => valueText(value)).join(' ');
  return /\bassets:install\b.*--symlink|\bstorage:link\b/.test(text) && !/--relative\b/.test(text);
}

/**
 * A product's own program, where the product is installed (`/opt/keycloak/bin/kc.sh build`): the build
 * has neither. What lies in a folder of the bundle comes from there.
 */
function belongsToHost({ step }: ClassifiedStep, { files }: Situation): boolean {
  const path = step.words[0] === undefined ? '' : valueText(step.words[0].value);
  if (!isKnownAbsolute(path) || /^\/(usr\/)?(local\/)?s?bin\//.test(path)) return false;
  if (buildTools.test(step.name ?? '')) return false;
  return !files.some(({ destination }) => destination !== null && isWithin(path, destination));
}

/**
 * The bundle brings the folder that the step works in, so that what the build makes there arrives. A
 * folder that the host fills by itself, from an archive or by a copy of its own, is not in the build.
 */
function isBrought({ step }: ClassifiedStep, situation: Situation): boolean {
  if (isOfOtherRepository(step, situation)) return false;
  const { files, release } = situation;
  const cwd = step.cwd === null ? '' : valueText(step.cwd);
  const sent = files.filter(({ destination }) => destination !== null);
  if (sent.length === 0 || sent.length < files.length || !/^(\/|~[\w.-]*\/)[^$?|*]*$/.test(cwd))
    return true;
  // What fills a release is installed under the live name.
  if (release?.directories.some((one) => isWithin(cwd, one)) === true) return true;
  const folder = normalPath(withLoginHome(cwd, step));
  return sent.some(
    ({ isDirectory, destination }) =>
      isDirectory &&
      destination !== null &&
      (isWithin(folder, destination) || isWithin(destination, folder)),
  );
}

const buildTools =
  /^(npm|npx|yarn|pnpm|node|mvn|mvnw|gradle|gradlew|sbt|ant|go|cargo|make|cmake|dotnet|composer(\.phar)?|php\d*(\.\d+)?|bundle|rake|ruby|pip\d*|python\d*(\.\d+)?|mix|hugo|bash|sh)$/;

function inBuildUnlessContained(
  step: ClassifiedStep,
  situation: Situation,
  phase: 'install' | 'build' | 'post_build',
): Decision {
  const onHost = machineOf(step.step, situation) === 'host';
  if (
    onHost &&
    (isInContainer(step.step) || belongsToHost(step, situation) || linksAbsolutely(step))
  )
    return onHostAt(step, situation);
  if (onHost && !isBrought(step, situation))
    return onHostAt(step, situation, 'plan/folder-made-on-host');
  const moved = machineOf(step.step, situation) === 'host';
  return inBuild(step, phase, moved ? 'plan/moved-to-build' : null);
}

function serviceStep(step: ClassifiedStep, situation: Situation): Decision {
  // Restarting the machine itself is nobody's event: its rule says who does it instead.
  if (step.disposition === 'manual' && step.destination === 'infrastructure')
    return manual('infrastructure', step.notes[0] ?? 'plan/rule-wants-person');
  if (machineOf(step.step, situation) === 'host')
    return isStartedAgain(step, situation)
      ? dropped('plan/started-again')
      : onHostAt(step, situation);
  // On the deploying machine a service can only serve the build, such as a database for tests.
  return inBuild(step, 'pre_build', 'plan/service-of-build');
}

/** What starts before the new version comes is started again with it: both would run one after the other. */
function isStartedAgain(
  { kind, step }: ClassifiedStep,
  { classification, positions }: Situation,
): boolean {
  if (!/^(re)?start-service$/.test(kind) || positions.get(step.id) !== 'before') return false;
  const at = classification.steps.findIndex((one) => one.step.id === step.id);
  return classification.steps
    .slice(at + 1)
    .some(
      ({ step: other }) =>
        other.reached &&
        other.guards.length === 0 &&
        other.place.kind === step.place.kind &&
        other.place.hosts.map(valueText).join() === step.place.hosts.map(valueText).join() &&
        other.site.source === step.site.source &&
        other.words.map(({ value }) => valueText(value)).join(' ') ===
          step.words.map(({ value }) => valueText(value)).join(' ') &&
        positions.get(other.id) !== 'before',
    );
}

function hostOrBuild(step: ClassifiedStep, situation: Situation): Decision {
  return machineOf(step.step, situation) === 'host'
    ? onHostAt(step, situation)
    : inBuild(step, 'build');
}

/** A hook writes it with the secrets of the moment, where it is known which file that is. */
function decideSecretWrite(step: ClassifiedStep, situation: Situation): Decision {
  return secretWriteOf(step, situation) === null
    ? manual('secret', 'plan/secret-file')
    : converted('hook/AfterInstall', 'plan/secret-written-on-host');
}

/** `crontab -e` opens an editor, and nobody sits before a hook. Source: crontab(1). */
function decideCron(step: ClassifiedStep, situation: Situation): Decision {
  return step.step.name === 'crontab' && hasFlag(step.step.words, '-e')
    ? manual('infrastructure', 'plan/rule-wants-person')
    : hostOrBuild(step, situation);
}

const endsMaintenance = /\b(up|off|disable|disabled|deactivate|end|stop|false|0)\b/;

/**
 * The notice goes up before the files change and down once the new version runs. A host behind a load
 * balancer needs none: it takes no traffic meanwhile.
 */
function decideMaintenance(step: ClassifiedStep, situation: Situation): Decision {
  if (machineOf(step.step, situation) !== 'host') return hostOrBuild(step, situation);
  const targets = Object.values(situation.config.environments);
  if (targets.length > 0 && targets.every(({ targetGroup }) => targetGroup !== undefined))
    return replaced('none', 'plan/load-balancer');
  const words = argumentTexts(step.step).join(' ');
  const ends = endsMaintenance.test(words) || /^(rm|unlink)$/.test(step.step.name ?? '');
  const event = ends ? 'ApplicationStart' : 'BeforeInstall';
  return converted(`hook/${event}`, say('plan/hook', { event }));
}

function decideHealthCheck(step: ClassifiedStep, situation: Situation): Decision {
  if (machineOf(step.step, situation) === 'host')
    // `kill -0 "$PID" && kill -9 "$PID"`: the question goes where its answer is acted on.
    return onHostAt(
      asksBeforeStop(step, situation) ? { ...step, kind: 'stop-service' } : step,
      situation,
    );
  if (asksOwnHost(step.step, situation))
    return converted('hook/ValidateService', say('plan/hook', { event: 'ValidateService' }));
  if (asksLoopback(step.step))
    return startsInBuild(situation)
      ? inBuild(step, 'build')
      : manual('stage/Smoke', 'plan/asks-this-machine');
  const position = situation.positions.get(step.step.id);
  const isLater = position !== 'before' || situation.platform.name !== 'ec2';
  return isLater ? converted('stage/Smoke', 'plan/smoke') : dropped('plan/check-before');
}

/** A tag or a marker is no message to people: an action of its own sets it, once. */
function decideNotification(
  { step, destination, disposition }: ClassifiedStep,
  situation: Situation,
): Decision {
  const isStage = destination?.startsWith('stage/') === true && disposition === 'converted';
  return isStage && !endsInFailure(step, situation)
    ? converted(destination)
    : replaced('notification', 'plan/notification');
}

function decideSecret(step: ClassifiedStep, situation: Situation): Decision {
  if (step.disposition === 'converted' && machineOf(step.step, situation) === 'host')
    return onHostAt(step, situation);
  if (step.disposition === 'dropped')
    return { ...dropped('plan/keys-not-needed'), destination: step.destination ?? 'secret' };
  // A file with secrets that lies on the host stays there, and its copy is made as before.
  if (hostFilesRead(step, situation).length > 0)
    return onHostAt(step, situation, 'plan/secret-on-host');
  return replaced('secret', say('plan/secret', { app: situation.application.name }));
}

const sharedCache = /^(redis-cli|varnishadm|aws|curl|memcached|cf-purge|fastly|gcloud)$/;

function decideCache(step: ClassifiedStep, situation: Situation): Decision {
  const byRule = step.destination?.startsWith('stage/') === true ? step.destination : null;
  const isShared =
    sharedCache.test(step.step.name ?? '') || machineOf(step.step, situation) === 'build';
  const isLocalBuild =
    machineOf(step.step, situation) === 'build' &&
    /^(npm|yarn|pnpm|composer|pip\d*|php|gradle|mvn)$/.test(step.step.name ?? '');
  if (isLocalBuild) return inBuild(step, 'build');
  const own =
    decideOwnDatabase(step, byRule ?? 'stage/PurgeCache', situation) ??
    decideOwnCache(step, byRule ?? 'stage/PurgeCache', situation);
  if (own !== null) return own;
  if (byRule !== null || isShared)
    return converted(byRule ?? 'stage/PurgeCache', 'plan/once-shared-cache');
  return onHostAt(step, situation);
}

/**
 * `nc localhost 11211`, `varnishadm` without an address: it asks the machine that it runs on, which a job
 * of the pipeline is not. Source: varnishadm(1), "-T".
 */
function decideOwnCache(
  step: ClassifiedStep,
  stage: Destination,
  situation: Situation,
): Decision | null {
  const isOwn =
    asksLoopback(step.step) ||
    /(^|[\s@])(localhost|127\.0\.0\.1)(\s|$)/.test(textOfStep(step.step)) ||
    (step.step.name === 'varnishadm' && !hasFlag(step.step.words, '-T'));
  if (!isOwn || machineOf(step.step, situation) !== 'host') return null;
  const groups = groupsOfStep(step.step, situation, null);
  const isInstalledThere =
    groups.length === 0 ||
    situation.files.some(
      ({ hostGroups }) =>
        hostGroups.length === 0 || groups.some((group) => hostGroups.includes(group)),
    );
  return isInstalledThere ? onHostAt(step, situation) : manual(stage, 'plan/cache-of-its-host');
}

function decideCloud(step: ClassifiedStep, situation: Situation): Decision {
  const head = step.step.words
    .map(({ value }) => (value.kind === 'literal' ? value.text : '?'))
    .join(' ');
  if (/^aws elbv?2? (de)?register-/.test(head)) return replaced('none', 'plan/load-balancer');
  if (machineOf(step.step, situation) === 'host') return onHostAt(step, situation);
  const destination: Destination = step.destination ?? 'buildspec/post_build';
  // No action of this platform deploys to another service: the script's own command does.
  const target = deployTargets.find((one) => destination === `deploy/${one}`);
  const ownJob = target === undefined ? null : decideByJob(step, situation, target);
  if (ownJob !== null) return ownJob;
  if (step.disposition === 'replaced')
    return replaced(
      destination,
      destination === 'infrastructure' ? 'plan/in-infrastructure' : 'plan/deploy-action',
    );
  return converted(destination);
}

function decideProvision(step: ClassifiedStep, situation: Situation): Decision {
  if (step.disposition === 'dropped') return dropped('plan/developers-hooks');
  if (machineOf(step.step, situation) === 'build')
    return decideDeployersTools(step) ?? inBuild(step, 'install');
  const dump = dumpServed(step, situation);
  if (dump !== null) return decideBackup(dump, situation);
  if (enablesOwnUnit(step, situation)) return onHostAt(step, situation);
  return decideDirectory(step, situation) ?? byImage(step);
}

/** `systemctl enable` of a unit that the deployment itself brings: no image could enable it before. */
function enablesOwnUnit({ step }: ClassifiedStep, { classification }: Situation): boolean {
  const [verb, unit] = argumentTexts(step);
  if (step.name !== 'systemctl' || verb !== 'enable' || unit === undefined) return false;
  const file = `/systemd/system/${unit.replace(/\.service$/, '')}.`;
  return classification.steps.some(
    ({ kind, step: other }) =>
      other.reached &&
      (kind === 'config-write' || kind === 'transfer') &&
      `${textOfStep(other)} ${other.redirections.map(({ target }) => (target === null ? '' : valueText(target))).join(' ')}`.includes(
        file,
      ),
  );
}

/** Preparing a machine is done once, in its image, and not again with each deployment. */
function byImage(step: ClassifiedStep): Decision {
  if (step.disposition === 'manual') return manual('image', 'plan/image');
  return replaced('image', 'plan/image');
}
