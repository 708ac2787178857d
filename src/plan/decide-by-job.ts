/** What a job that runs the script's own commands does for a managed service. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { DeployTarget, StepKind } from '../model/kind.ts';
import type { Step } from '../model/step.ts';
import { commandHead } from './arguments.ts';
import type { Decision } from './decision.ts';
import { converted } from './decision.ts';
import { isEffectful, machineOf } from './evidence.ts';
import type { Situation } from './situation.ts';

// Tools that change what runs on a managed service, and ask how it does.
const tools =
  /^(kubectl|oc|helm3?|helmfile|helmsman|kustomize|kapp|skaffold|werf|kn|argocd|flux|sam|serverless|sls|sst|amplify|chalice|zappa|apex|up|claudia|node-lambda|arc|faas-cli|copilot|ecs-cli|ecs-deploy|ecspresso)$/;
const operations = /^aws (lambda|eks|ecs|apigateway|apigatewayv2)\b/;

/** What the tools do before the release is approved: they check, package, and bring what they need. */
const ofBuild: readonly StepKind[] = [
  'test',
  'lint',
  'build',
  'package',
  'install-deps',
  'container-build',
  'container-push',
  'source-checkout',
];

/**
 * The script's own command deploys, with its options, in its order. The deploy actions of CodePipeline
 * take neither (a chart's values, a version behind an alias, a second cluster).
 * Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-EKS.html,
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-LambdaDeploy.html
 */
export function decideByJob(
  classified: ClassifiedStep,
  situation: Situation,
  target: DeployTarget,
): Decision | null {
  const { kind } = classified;
  if (ofBuild.includes(kind) && !isSettingOfTool(classified.step)) return null;
  // The job signs in by itself.
  if (/^oc (login|logout)$/.test(commandHead(classified.step, 2))) return null;
  if (classified.destination === 'infrastructure' && isMadeOnce(classified.step)) return null;
  return speaksToService(classified.step) ||
    leadsToOtherCluster(classified.step) ||
    (kind === 'health-check' && standsBetween(classified, situation))
    ? converted(`deploy/${target}`, 'plan/deploys-by-job')
    : null;
}

/** What surrounds a function or a cluster is made once; the function itself is looked for by the job. */
function isMadeOnce(step: Step): boolean {
  return /^aws \w+ (add-permission|create-(?!function$)|put-)/.test(commandHead(step, 3));
}

/** `helm repo add`: what the tool remembers on its machine, the job that deploys must be told. */
function isSettingOfTool(step: Step): boolean {
  return /^helm3? (repo (add|update)|plugin install)\b/.test(commandHead(step, 3));
}

const otherClusters =
  /^(gcloud container clusters get-credentials|az aks get-credentials|doctl kubernetes cluster kubeconfig|(ibmcloud|bx) (ks|cs) cluster[ -]config|scw k8s kubeconfig|civo (kubernetes|k8s) config|linode-cli lke kubeconfig-view|vultr-cli kubernetes config|tsh kube login|kubectl config set-cluster)\b/;

/**
 * Access to a cluster that EKS knows nothing of. Sources:
 * https://cloud.google.com/sdk/gcloud/reference/container/clusters/get-credentials,
 * https://learn.microsoft.com/cli/azure/aks, https://docs.digitalocean.com/reference/doctl/,
 * https://cloud.ibm.com/docs/containers?topic=containers-kubernetes-service-cli. Who writes the cluster's
 * address down by itself asks nobody for it.
 */
export function leadsToOtherCluster(step: Step): boolean {
  return otherClusters.test(commandHead(step, 4));
}

/** The step is a command of the service's tool, or runs in a container that such a tool reaches. */
export function speaksToService(step: Step): boolean {
  if (tools.test(step.name ?? '') || operations.test(commandHead(step, 3))) return true;
  return step.place.kind === 'container' && step.wrappers.some(({ name }) => tools.test(name));
}

/** What it asks decides whether the deployment goes on: `invoke`, then `update-alias`. */
function standsBetween({ step }: ClassifiedStep, situation: Situation): boolean {
  if (machineOf(step, situation) === 'host') return false;
  const { steps } = situation.classification;
  const deploys = steps.filter(
    (one) =>
      isEffectful(one) &&
      !ofBuild.includes(one.kind) &&
      one.kind !== 'rollback' &&
      speaksToService(one.step),
  );
  const own = steps.findIndex((one) => one.step.id === step.id);
  const places = deploys.map((one) => steps.indexOf(one));
  const isInLoop = deploys.some(
    ({ step: { loop } }) =>
      loop !== null &&
      step.loop?.span.file === loop.span.file &&
      step.loop.span.start === loop.span.start,
  );
  return places.some((at) => at < own) && (isInLoop || places.some((at) => at > own));
}
