/** What an action of AWS takes and gives. */
export interface ActionType {
  readonly category: string;
  readonly provider: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Least and most. */
  readonly inputs: readonly [number, number];
  readonly outputs: readonly [number, number];
}

const build = {
  provider: 'CodeBuild',
  required: ['ProjectName'],
  optional: [
    'PrimarySource',
    'EnvironmentVariables',
    'BatchEnabled',
    'CombineArtifacts',
    'BuildspecOverride',
    'ServiceRoleArnOverride',
  ],
  inputs: [1, 5],
  outputs: [0, 5],
} as const;

/**
 * The actions of AWS that we write or that people are likely to add. Those with keys that depend on
 * each other (CloudFormation, EKS, EC2, Lambda) name all their keys as optional but the ones that
 * they can't do without.
 * Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/structure-configuration-examples.html
 * and https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-action-artifacts.html
 */
export const actionTypes: readonly ActionType[] = [
  {
    category: 'Source',
    provider: 'CodeStarSourceConnection',
    required: ['ConnectionArn', 'FullRepositoryId', 'BranchName'],
    optional: ['OutputArtifactFormat', 'DetectChanges'],
    inputs: [0, 0],
    outputs: [1, 1],
  },
  {
    category: 'Source',
    provider: 'S3',
    required: ['S3Bucket', 'S3ObjectKey'],
    optional: ['PollForSourceChanges', 'AllowOverrideForS3ObjectKey'],
    inputs: [0, 0],
    outputs: [1, 1],
  },
  {
    category: 'Source',
    provider: 'ECR',
    required: ['RepositoryName'],
    optional: ['ImageTag'],
    inputs: [0, 0],
    outputs: [1, 1],
  },
  {
    category: 'Source',
    provider: 'CodeCommit',
    required: ['RepositoryName', 'BranchName'],
    optional: ['PollForSourceChanges', 'OutputArtifactFormat'],
    inputs: [0, 0],
    outputs: [1, 1],
  },
  { category: 'Build', ...build },
  { category: 'Test', ...build },
  {
    category: 'Build',
    provider: 'ECRBuildAndPublish',
    required: ['ECRRepositoryName'],
    optional: ['DockerFilePath', 'ImageTags', 'RegistryType'],
    inputs: [1, 1],
    outputs: [0, 1],
  },
  {
    category: 'Compute',
    provider: 'Commands',
    required: [],
    optional: [],
    inputs: [1, 10],
    outputs: [0, 1],
  },
  {
    category: 'Approval',
    provider: 'Manual',
    required: [],
    optional: ['NotificationArn', 'CustomData', 'ExternalEntityLink'],
    inputs: [0, 0],
    outputs: [0, 0],
  },
  {
    category: 'Deploy',
    provider: 'CodeDeploy',
    required: ['ApplicationName', 'DeploymentGroupName'],
    optional: [],
    inputs: [1, 1],
    outputs: [0, 0],
  },
  {
    category: 'Deploy',
    provider: 'CodeDeployToECS',
    required: [
      'ApplicationName',
      'DeploymentGroupName',
      'TaskDefinitionTemplateArtifact',
      'AppSpecTemplateArtifact',
    ],
    optional: [
      'TaskDefinitionTemplatePath',
      'AppSpecTemplatePath',
      ...[1, 2, 3, 4].flatMap((n) => [`Image${n}ArtifactName`, `Image${n}ContainerName`]),
    ],
    inputs: [1, 5],
    outputs: [0, 0],
  },
  {
    category: 'Deploy',
    provider: 'ECS',
    required: ['ClusterName', 'ServiceName'],
    optional: ['FileName', 'DeploymentTimeout'],
    inputs: [1, 1],
    outputs: [0, 0],
  },
  {
    category: 'Deploy',
    provider: 'S3',
    required: ['BucketName', 'Extract'],
    optional: ['ObjectKey', 'KMSEncryptionKeyARN', 'CannedACL', 'CacheControl'],
    inputs: [1, 1],
    outputs: [0, 0],
  },
  {
    category: 'Deploy',
    provider: 'Lambda',
    required: ['FunctionName'],
    optional: ['FunctionAlias', 'PublishedTargetVersion', 'DeployStrategy', 'Alarms'],
    inputs: [0, 1],
    outputs: [0, 1],
  },
  {
    category: 'Deploy',
    provider: 'EKS',
    required: ['ClusterName'],
    optional: [
      'ManifestFiles',
      'HelmChartLocation',
      'HelmReleaseName',
      'HelmValuesFiles',
      'Namespace',
      'Subnets',
      'SecurityGroupIds',
    ],
    inputs: [1, 1],
    outputs: [0, 0],
  },
  {
    category: 'Deploy',
    provider: 'EC2',
    required: ['InstanceTagKey', 'InstanceType'],
    optional: [
      'InstanceTagValue',
      'TargetDirectory',
      'PreScript',
      'PostScript',
      'DeploySpec',
      'MaxBatch',
      'MaxError',
      'TargetGroupNameList',
    ],
    inputs: [1, 1],
    outputs: [0, 0],
  },
  {
    category: 'Invoke',
    provider: 'Lambda',
    required: ['FunctionName'],
    optional: ['UserParameters'],
    inputs: [0, 5],
    outputs: [0, 5],
  },
  {
    category: 'Invoke',
    provider: 'CodePipeline',
    required: ['PipelineName'],
    optional: ['SourceRevisions', 'Variables'],
    inputs: [0, 0],
    outputs: [0, 0],
  },
];

/** Actions of AWS whose configuration is not judged here. */
export const otherProviders: readonly string[] = [
  'CloudFormation',
  'CloudFormationStackSet',
  'CloudFormationStackInstances',
  'ServiceCatalog',
  'ElasticBeanstalk',
  'AppConfig',
  'StepFunctions',
  'DeviceFarm',
  'InspectorScan',
  'OpsWorks',
  'AlexaSkillsKit',
];
