/** How a job reaches the clusters that its commands speak to: the deployer's kubeconfig stays at home. */
import type { OnceAction, PlannedEnvironment } from '../../model/deployment.ts';
import type { Plan } from '../../model/plan.ts';
import type { Step } from '../../model/step.ts';
import { commandHead, optionValues } from '../../plan/arguments.ts';
import { leadsToOtherCluster } from '../../plan/decide-by-job.ts';
import { valueText } from '../../plan/value-text.ts';
import { alternativesOf } from '../../shell/value.ts';
import { awsName } from '../pipeline/aws-name.ts';
import { quoteShell } from '../quote-shell.ts';
import type { Block } from './build-blocks.ts';
import { ownBlock } from './build-blocks.ts';

export interface ClusterAccess {
  /** Names of clusters of EKS. */
  readonly clusters: readonly string[];
  readonly blocks: readonly Block[];
}

const none: ClusterAccess = { clusters: [], blocks: [] };
const tools = /^(kubectl|oc|helm3?|helmfile|helmsman|kustomize|kapp|skaffold|werf|kn|argocd|flux)$/;

/** Access to the clusters of one job; a job whose own commands ask for it needs none of ours. */
export function clusterAccessOf({ steps: ids }: OnceAction, plan: Plan): ClusterAccess {
  const own = plan.steps
    .filter(
      ({ classified, disposition }) =>
        disposition === 'converted' && ids.includes(classified.step.id),
    )
    .map(({ classified }) => classified.step);
  const speaking = own.filter(
    ({ name, wrappers }) => tools.test(name ?? '') || wrappers.some((one) => tools.test(one.name)),
  );
  const asks = own.some(
    (step) =>
      /^(aws eks update-kubeconfig|eksctl utils write-kubeconfig)$/.test(commandHead(step, 3)) ||
      leadsToOtherCluster(step) ||
      // The session of OpenShift is one of those that the job signs in to.
      step.name === 'oc',
  );
  const settings = plan.steps.filter(
    ({ disposition, classified }) => disposition === null && classified.step.reached,
  );
  const isWritten = settings.some(({ classified }) => leadsToOtherCluster(classified.step));
  if (speaking.length === 0 || asks || isWritten) return none;
  const contexts = [...new Set(plan.steps.flatMap((one) => contextsOf(one.classified.step)))];
  const { environments } = plan.deployment;
  const told = [...new Set(environments.map(({ target }) => target.cluster ?? null))];
  const [only = null] = told;
  if (contexts.length === 0) return byEnvironment(environments, plan);
  if (contexts.length === 1 && told.length === 1 && only !== null)
    return accessOf([{ cluster: only, context: contexts[0] as string }], false);
  return accessOf(
    contexts.map((context) => ({ cluster: clusterOfContext(context), context })),
    contexts.some((context) => !isArn(context)),
  );
}

/** `--context NAME`, and what `kubectl config use-context` chooses. */
function contextsOf(step: Step): readonly string[] {
  if (!step.reached) return [];
  const all = [step.words, ...step.variants.map(({ words }) => words)];
  const named = all.flatMap((words) => optionValues(words, ['--context', '--kube-context']));
  const texts = named.flatMap((value) => alternativesOf(value)).map(valueText);
  const isChoice = /^(kubectl|oc) config use-context$/.test(commandHead(step, 3));
  const chosen = isChoice && step.plain[2] !== undefined ? alternativesOf(step.plain[2].value) : [];
  return [...texts, ...chosen.map(valueText)].filter((text) => /^[\w@.:/-]+$/.test(text));
}

function isArn(context: string): boolean {
  return /^arn:[\w-]+:eks:/.test(context);
}

/** `arn:aws:eks:eu-west-3:…:cluster/shop`, `user@shop.eu-west-3.eksctl.io`: how tools of AWS name contexts. */
function clusterOfContext(context: string): string {
  if (isArn(context)) return context.replace(/^.*\//, '');
  const [, cluster] = /@([\w-]+)\.[\w-]+\.eksctl\.io$/.exec(context) ?? [];
  return cluster ?? awsName(context.replace(/^.*@/, ''), 100);
}

interface Wanted {
  readonly cluster: string;
  readonly context: string;
}

function accessOf(wanted: readonly Wanted[], isGuess: boolean): ClusterAccess {
  const lines = wanted.map(
    ({ cluster, context }) =>
      `aws eks update-kubeconfig --name ${quoteShell(cluster)} --alias ${quoteShell(context)}`,
  );
  const comment = isGuess
    ? 'The contexts that the script names; each cluster is taken to be named like its context.'
    : 'The cluster, under the name that the script has for it.';
  return {
    clusters: wanted.map(({ cluster }) => cluster),
    blocks: [ownBlock(comment, lines)],
  };
}

/** Nothing names a context: the configuration of each environment tells the cluster. */
function byEnvironment(environments: readonly PlannedEnvironment[], plan: Plan): ClusterAccess {
  const clusters = environments.map(({ name, target }) => ({
    name,
    cluster: target.cluster ?? awsName(plan.application),
  }));
  const names = [...new Set(clusters.map(({ cluster }) => cluster))];
  const isGuess = environments.some(({ target }) => target.cluster === undefined);
  const comment = isGuess
    ? 'The cluster is taken to be named like the application: the script does not say which it is.'
    : 'The cluster of the environment.';
  const [only] = names;
  const lines =
    names.length === 1 && only !== undefined
      ? [`aws eks update-kubeconfig --name ${quoteShell(only)}`]
      : [
          'case "$ENVIRONMENT" in',
          ...clusters.map(({ name, cluster }) => `  ${name}) cluster=${quoteShell(cluster)} ;;`),
          '  *) echo "No cluster is known for $ENVIRONMENT" >&2; exit 1 ;;',
          'esac',
          'aws eks update-kubeconfig --name "$cluster"',
        ];
  return { clusters: names, blocks: [ownBlock(comment, lines)] };
}
