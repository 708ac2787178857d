import { isRequired } from '../repository/pipeline-variables.ts';
import type { PipelineVariable } from '../repository/pipeline-variables.ts';
import { awsName } from './aws-name.ts';
import type { Manifest, ManifestAction, ManifestStage } from './manifest.ts';

/**
 * Input of CodePipeline's CreatePipeline, as far as we use it; test/generate/pipeline holds it against
 * the types of the AWS SDK, which only aws/ may import.
 * Source: https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_CreatePipeline.html
 */
export interface CreatePipelineInput {
  readonly pipeline: {
    readonly name: string;
    readonly roleArn: string;
    readonly pipelineType: 'V2';
    readonly executionMode: 'QUEUED';
    readonly artifactStore: { readonly type: 'S3'; readonly location: string };
    readonly stages: readonly StageDeclaration[];
    readonly variables?: readonly VariableDeclaration[];
    readonly triggers: readonly TriggerDeclaration[];
  };
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

interface VariableDeclaration {
  readonly name: string;
  readonly defaultValue?: string;
  readonly description: string;
}

interface StageDeclaration {
  readonly name: string;
  readonly actions: readonly ActionDeclaration[];
  readonly onFailure?: { readonly result: 'ROLLBACK' };
}

interface ActionDeclaration {
  readonly name: string;
  readonly actionTypeId: {
    readonly category: 'Source' | 'Build' | 'Approval' | 'Deploy';
    readonly owner: 'AWS';
    readonly provider: string;
    readonly version: '1';
  };
  readonly runOrder: number;
  readonly configuration: Readonly<Record<string, string>>;
  readonly inputArtifacts?: readonly { readonly name: string }[];
  readonly outputArtifacts?: readonly { readonly name: string }[];
  readonly namespace?: string;
}

interface TriggerDeclaration {
  readonly providerType: 'CodeStarSourceConnection';
  readonly gitConfiguration: {
    readonly sourceActionName: string;
    readonly push: readonly { readonly branches: { readonly includes: readonly string[] } }[];
  };
}

/** Account and connection that stand in until Terraform has made the real ones. */
const noAccount = '000000000000';
const noConnection = '00000000-0000-0000-0000-000000000000';

/** The manifest as input of CreatePipeline. What only the account knows has zeros in its place. */
export function createPipelineOf(manifest: Manifest): CreatePipelineInput {
  const { name, source, stages, environments, owner, variables } = manifest;
  const production = environments.at(-1);
  const account = production?.account ?? noAccount;
  const region = production?.region ?? 'eu-west-1';
  return {
    pipeline: {
      name,
      roleArn: `arn:aws:iam::${account}:role/${awsName(`${name}-pipeline`, 64)}`,
      pipelineType: 'V2',
      executionMode: 'QUEUED',
      artifactStore: { type: 'S3', location: `pipewright-artifacts-${account}-${region}` },
      stages: stages.map((stage) =>
        stageOf(
          stage,
          manifest,
          `arn:aws:codeconnections:${region}:${account}:connection/${noConnection}`,
        ),
      ),
      ...(variables.length === 0 ? {} : { variables: variables.map(declared) }),
      // A push would start it without the variables that have no default, which fails.
      triggers: variables.some(isRequired)
        ? []
        : [
            {
              providerType: 'CodeStarSourceConnection',
              gitConfiguration: {
                sourceActionName: 'Source',
                push: [{ branches: { includes: [source.branch] } }],
              },
            },
          ],
    },
    tags: [
      { key: 'Application', value: name },
      ...(owner === null ? [] : [{ key: 'Owner', value: owner }]),
    ],
  };
}

function declared({ name, description, ...variable }: PipelineVariable): VariableDeclaration {
  const { default: text } = variable;
  return { name, ...(text === null ? {} : { defaultValue: text }), description };
}

function stageOf(stage: ManifestStage, manifest: Manifest, connection: string): StageDeclaration {
  return {
    name: stage.name,
    actions: stage.actions.map((action) => actionOf(action, manifest, connection)),
    ...(stage.onFailure === null ? {} : { onFailure: { result: 'ROLLBACK' } }),
  };
}

function actionOf(
  action: ManifestAction,
  manifest: Manifest,
  connection: string,
): ActionDeclaration {
  const { category, provider } = actionTypes[action.type];
  return {
    name: action.name,
    actionTypeId: { category, owner: 'AWS', provider, version: '1' },
    runOrder: action.order,
    configuration: configurationOf(action, manifest, connection),
    ...('input' in action ? { inputArtifacts: inputsOf(action) } : {}),
    ...('output' in action && action.output !== null
      ? { outputArtifacts: [{ name: action.output }] }
      : {}),
    ...(action.type === 'source' ? { namespace: 'SourceVariables' } : {}),
  };
}

function inputsOf(action: Extract<ManifestAction, { readonly input: string }>) {
  const more = action.type === 'job' && action.bundle !== null ? [action.bundle] : [];
  return [action.input, ...more].map((name) => ({ name }));
}

/** Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/structure-action-types.html */
const actionTypes = {
  source: { category: 'Source', provider: 'CodeStarSourceConnection' },
  build: { category: 'Build', provider: 'CodeBuild' },
  job: { category: 'Build', provider: 'CodeBuild' },
  approval: { category: 'Approval', provider: 'Manual' },
  codedeploy: { category: 'Deploy', provider: 'CodeDeploy' },
  ecs: { category: 'Deploy', provider: 'ECS' },
  s3: { category: 'Deploy', provider: 'S3' },
  lambda: { category: 'Deploy', provider: 'Lambda' },
  eks: { category: 'Deploy', provider: 'EKS' },
} as const satisfies Record<ManifestAction['type'], object>;

function configurationOf(
  action: ManifestAction,
  { name, source, build, jobs, variables }: Manifest,
  connection: string,
): Readonly<Record<string, string>> {
  switch (action.type) {
    case 'source':
      return {
        ConnectionArn: connection,
        FullRepositoryId: source.repository ?? `OWNER/${name}`,
        BranchName: source.branch,
        OutputArtifactFormat: source.format,
        ...(variables.some(isRequired) ? { DetectChanges: 'false' } : {}),
      };
    case 'build':
      return {
        ProjectName: build.project,
        ...environmentVariables(action),
      };
    case 'job':
      return {
        ProjectName: jobs.find((job) => job.name === action.job)?.project ?? action.job,
        ...(action.bundle === null ? {} : { PrimarySource: action.input }),
        ...environmentVariables(action),
      };
    case 'approval':
      return { CustomData: action.message };
    case 'codedeploy':
      return { ApplicationName: name, DeploymentGroupName: action.group };
    case 'ecs':
      return {
        ClusterName: action.cluster,
        ServiceName: action.service,
        FileName: 'imagedefinitions.json',
      };
    case 's3':
      return { BucketName: action.bucket, Extract: 'true' };
    case 'lambda':
      return { FunctionName: action.function, FunctionAlias: action.alias };
    case 'eks':
      return { ClusterName: action.cluster, ManifestFiles: action.manifests };
  }
}

/** CodeBuild takes the variables of an action as a JSON text. */
function environmentVariables({
  environment,
  variables,
}: Extract<ManifestAction, { readonly variables: unknown }>): Readonly<Record<string, string>> {
  const own = environment === null ? [] : [{ name: 'ENVIRONMENT', value: environment }];
  const given = (variables ?? []).map((name) => ({ name, value: `#{variables.${name}}` }));
  const all = [...own, ...given].map(({ name, value }) => ({ name, type: 'PLAINTEXT', value }));
  return all.length === 0 ? {} : { EnvironmentVariables: JSON.stringify(all) };
}
