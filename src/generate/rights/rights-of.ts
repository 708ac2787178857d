/** What the roles of CodeBuild and of the hosts must be allowed, by the commands that run there. */
import type { Plan } from '../../model/plan.ts';
import type { Lore } from '../../model/lore.ts';
import type { Step, StepId } from '../../model/step.ts';
import type { Piece } from '../slice/print.ts';
import type { Slice } from '../slice/slice.ts';
import { clusterAccessOf } from '../repository/cluster-access.ts';
import { slicesOf } from '../repository/slices.ts';
import type { AwsCall } from './aws-call.ts';
import { awsCallOf } from './aws-call.ts';
import { awsCallsInCode } from './aws-call-in-code.ts';
import type { Right } from './rights-of-call.ts';
import { rightsOfCall } from './rights-of-call.ts';
import { rightsOfImages } from './rights-of-images.ts';

export interface Rights {
  readonly known: readonly Right[];
  /** Steps whose rights nothing here can tell: a person gives them. */
  readonly open: readonly StepId[];
}

export interface RightsByRoom {
  readonly build: Rights;
  /** By the name of the action that runs once. */
  readonly once: ReadonlyMap<string, Rights>;
  readonly hosts: Rights;
}

/** The rights of each machine, from the commands that were carried over to it. */
export function rightsOf(plan: Plan, lore: Lore): RightsByRoom {
  const { phases, once, hooks } = slicesOf(plan, lore);
  const rights = (slices: readonly Slice[]): Rights =>
    rightsOfPieces(
      slices.flatMap(({ pieces, functions }) => [...pieces, ...functions]),
      plan,
    );
  return {
    build: rights([...phases.values()]),
    once: new Map(
      [...once].map(([name, slice]) => [name, withClusters(rights([slice]), name, plan)]),
    ),
    hosts: rights([...hooks.values()]),
  };
}

/** `aws eks update-kubeconfig` looks the cluster up. */
function withClusters({ known, open }: Rights, job: string, plan: Plan): Rights {
  const action = plan.deployment.once.find(({ name }) => name === job);
  const clusters = action === undefined ? [] : clusterAccessOf(action, plan).clusters;
  if (clusters.length === 0) return { known, open };
  const resources = clusters.map(
    (name) => `arn:{partition}:eks:{region}:{account}:cluster/${name}`,
  );
  return { known: joined([...known, { actions: ['eks:DescribeCluster'], resources }]), open };
}

function rightsOfPieces(pieces: readonly Piece[], plan: Plan): Rights {
  const ids = new Set(pieces.flatMap(({ steps }) => steps));
  const steps = plan.steps.map(({ classified }) => classified.step).filter(({ id }) => ids.has(id));
  const all = [
    ...steps.map((step) => ({ step: step.id, rights: rightsOfStep(step) })),
    ...pieces.flatMap((piece) => rightsInCode(piece, steps, plan)),
  ];
  return {
    known: joined(all.flatMap(({ rights }) => rights ?? [])),
    open: [...new Set(all.flatMap(({ step, rights }) => (rights === null ? [step] : [])))],
  };
}

interface Found {
  readonly step: StepId;
  readonly rights: readonly Right[] | null;
}

/** Calls that are no steps: of those that are, the steps know more. */
function rightsInCode(piece: Piece, steps: readonly Step[], plan: Plan): readonly Found[] {
  const headOf = ({ service, operation }: AwsCall): string => `${service} ${operation}`;
  const heads = new Set(steps.flatMap((step) => awsCallOf(step) ?? []).map(headOf));
  const code = piece.lines.map(({ text }) => text).join('\n');
  const step = piece.steps[0] ?? stepAt(piece, plan);
  return step === undefined || !/\baws\b/.test(code)
    ? []
    : awsCallsInCode(code, plan)
        .filter((call) => !heads.has(headOf(call)))
        .map((call) => ({ step, rights: rightsOfCall(call) }));
}

/** What a margin note can name of a piece that carries out no step. */
function stepAt({ span }: Piece, { steps }: Plan): StepId | undefined {
  return steps.find(
    ({ classified: { step } }) =>
      step.span.file === span.file && step.span.start < span.end && span.start < step.span.end,
  )?.classified.step.id;
}

// They act with the role of the machine, on what their own files describe.
const otherTools =
  /^(sam|cdk|serverless|sls|terraform|tofu|terragrunt|pulumi|eb|copilot|ecs-cli|ecs-deploy|amplify|chalice|zappa|s3cmd|s3_website|packer|eksctl|aws-vault|rain|awslocal)$/;

function rightsOfStep(step: Step): readonly Right[] | null {
  const all = [step, ...(step.behind ?? [])].map((one) => {
    if (otherTools.test(one.name ?? '') && one.plain.length > 0) return null;
    const call = awsCallOf(one);
    return call === null ? rightsOfImages(one) : rightsOfCall(call);
  });
  return all.some((rights) => rights === null) ? null : all.flatMap((rights) => rights ?? []);
}

/** One statement for each set of resources, all in the same order every time. */
function joined(rights: readonly Right[]): readonly Right[] {
  const byResources = new Map<string, Set<string>>();
  for (const { actions, resources } of rights) {
    const key = JSON.stringify([...new Set(resources)].sort());
    const known = byResources.get(key) ?? new Set<string>();
    actions.forEach((action) => known.add(action));
    byResources.set(key, known);
  }
  const all = [...byResources]
    .map(([key, actions]) => ({
      actions: [...actions].sort(),
      resources: JSON.parse(key) as readonly string[],
    }))
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  return all.filter((right) => !all.some((other) => other !== right && allowsAll(other, right)));
}

/** `bucket/*` allows what `bucket/index.html` asks for. */
function allowsAll(wide: Right, narrow: Right): boolean {
  const isWithin = (resource: string, pattern: string): boolean =>
    pattern.endsWith('*') && pattern !== '*' && resource.startsWith(pattern.slice(0, -1));
  return (
    narrow.actions.every((action) => wide.actions.includes(action)) &&
    narrow.resources.every(
      (resource) =>
        wide.resources.includes(resource) ||
        wide.resources.some((pattern) => isWithin(resource, pattern)),
    ) &&
    !narrow.resources.every((resource) => wide.resources.includes(resource))
  );
}

function keyOf({ actions, resources }: Right): string {
  return [...resources, ...actions].join(' ');
}
