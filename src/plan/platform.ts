import type { ClassifiedStep } from '../model/classified.ts';
import type { Step } from '../model/step.ts';
import type { PlatformName } from '../model/kind.ts';
import { platformNames } from '../model/kind.ts';
import type { PlatformChoice } from '../model/plan.ts';
import { commandHead } from './arguments.ts';
import { pushesSite } from './decide-commit.ts';
import type { Evidence } from './evidence.ts';
import { isEffectful, machineOf } from './evidence.ts';
import { say } from './say.ts';
import { bucketCopyOf } from './bucket-copy.ts';
import { isStaticSite } from './static-site.ts';

interface Sign {
  readonly platform: PlatformName;
  /** Matches the command's name and first plain arguments. */
  readonly head: RegExp;
}

/** The own tool of a platform that takes code and runs it. */
export const platformHead =
  /^(heroku|firebase|flyctl|fly|vercel|netlify|surge|now|cf|eb|wrangler|gh-pages|az|gcloud|doctl|railway) /;

// Commands that change what runs on a platform; queries of the same tools are no sign.
const signs: readonly Sign[] = [
  {
    platform: 'ecs',
    head: /^aws ecs (update-service|create-service|(create|update)-express-gateway-service|register-task-definition|run-task|deploy)\b/,
  },
  { platform: 'ecs', head: /^(ecs-deploy|ecs-cli|copilot)\b/ },
  {
    platform: 'lambda',
    head: /^aws lambda (update-function-\w+|create-function|publish-version|update-alias)\b/,
  },
  { platform: 'lambda', head: /^(sam|serverless|sls|chalice|zappa) (deploy|update)\b/ },
  {
    platform: 'eks',
    head: /^(kubectl|oc) (apply|set|rollout|replace|create|patch|scale|delete)\b/,
  },
  { platform: 'eks', head: /^(helm|helmfile|helm3) (upgrade|install|sync|apply)\b/ },
  { platform: 'eks', head: /^(skaffold|kapp|kustomize|argocd) / },
  { platform: 'other', head: /^(ansible-playbook|lftp|ftp|ncftpput|cap|mina|fab|dep|deployer)\b/ },
  { platform: 'other', head: platformHead },
];

// What only a machine that serves the application does.
const hostWork = ['start-service', 'restart-service', 'stop-service', 'db-migrate', 'install-deps'];

/** Where the application runs, from what the scripts do; a person's answer comes first. */
export function platformOf(evidence: Evidence): PlatformChoice {
  const answer = platformNames.find((name) => name === evidence.config.answers['platform']);
  if (answer !== undefined) {
    return {
      name: answer,
      confidence: 1,
      because: [say('plan/platform-answered', { platform: answer })],
    };
  }
  const steps = evidence.classification.steps.filter(isEffectful);
  const onHost = steps.filter((step) => machineOf(step.step, evidence) === 'host');
  return (
    platformOfTools(steps, onHost) ??
    platformOfSite(steps, evidence) ??
    platformOfPush(steps, onHost) ??
    platformOfRegistry(steps, onHost) ??
    platformOfHosts(steps, onHost)
  );
}

function platformOfTools(
  steps: readonly ClassifiedStep[],
  onHost: readonly ClassifiedStep[],
): PlatformChoice | null {
  const found = signs.flatMap(({ platform, head }) => {
    const step = steps.find((one) => head.test(toolOf(one.step)));
    return step === undefined ? [] : [{ platform, step }];
  });
  const [first] = found;
  if (first === undefined) return null;
  const serves = onHost.filter(({ kind }) => hostWork.includes(kind));
  // A cloud tool beside services on hosts: the hosts serve, the tool does something for them.
  if (serves.length > 1) return null;
  const rivals = new Set(found.map(({ platform }) => platform)).size;
  return {
    name: first.platform,
    confidence: rivals > 1 ? 0.6 : 0.95,
    because: [say(`plan/platform-${first.platform}`, { command: toolOf(first.step.step) })],
  };
}

/** What of a step can be a sign; a verb that goes to an FTP server is one by its client. */
function toolOf(step: Step): string {
  return step.batch?.overSsh === false
    ? `${step.batch.client} ${step.name ?? ''}`
    : commandHead(step, 3);
}

function platformOfSite(
  steps: readonly ClassifiedStep[],
  evidence: Evidence,
): PlatformChoice | null {
  const bucket = steps.find(({ step }) => bucketCopyOf(step) !== null);
  const onHost = steps.filter((step) => machineOf(step.step, evidence) === 'host');
  const copies = steps.filter(
    ({ kind, step }) => kind === 'transfer' && !/^aws /.test(commandHead(step, 2)),
  );
  if (bucket !== undefined && onHost.length === 0 && copies.length === 0) {
    return {
      name: 's3',
      confidence: 0.95,
      because: [say('plan/platform-s3', { command: commandHead(bucket.step, 3) })],
    };
  }
  return isStaticSite(steps, evidence)
    ? { name: 's3', confidence: 0.75, because: [say('plan/platform-site')] }
    : null;
}

/** A site whose branch is pushed lives where the branch is read: GitHub Pages and its kin. */
function platformOfPush(
  steps: readonly ClassifiedStep[],
  onHost: readonly ClassifiedStep[],
): PlatformChoice | null {
  const push = onHost.length === 0 ? pushesSite(steps) : null;
  return push === null
    ? null
    : {
        name: 'other',
        confidence: 0.8,
        because: [say('plan/platform-other', { command: commandHead(push.step, 2) })],
      };
}

// What takes a package for others to install; the application itself runs nowhere.
const registryHead =
  /^((npm|yarn|pnpm|bun|lerna|cargo|poetry|flit|hatch|uv|vsce|ovsx) (npm )?publish|twine upload|gem push|(\.\/)?(mvnw?|gradlew?) .*\b(deploy|publish\w*)|(dotnet )?nuget push|(semantic-release|goreleaser|np)\b|gh release|pod trunk)\b/;

/** A package that a registry gets is all that leaves the machine. */
function platformOfRegistry(
  steps: readonly ClassifiedStep[],
  onHost: readonly ClassifiedStep[],
): PlatformChoice | null {
  const isPublished = ({ step }: ClassifiedStep) => registryHead.test(commandHead(step, 4));
  const published = steps.find(isPublished);
  const others = steps.some((step) => step.kind === 'transfer' && !isPublished(step));
  return published === undefined || others || onHost.length > 0
    ? null
    : {
        name: 'other',
        confidence: 0.8,
        because: [say('plan/platform-other', { command: commandHead(published.step, 2) })],
      };
}

function platformOfHosts(
  steps: readonly ClassifiedStep[],
  onHost: readonly ClassifiedStep[],
): PlatformChoice {
  const service = onHost.find(({ kind }) => hostWork.includes(kind));
  const transfer = steps.find(({ kind }) => kind === 'transfer');
  const sign = service ?? onHost[0] ?? transfer;
  if (sign === undefined)
    return { name: 'ec2', confidence: 0.4, because: [say('plan/platform-no-sign')] };
  return {
    name: 'ec2',
    confidence: service === undefined ? 0.8 : 0.95,
    because: [say('plan/platform-ec2', { command: commandHead(sign.step, 2) })],
  };
}
