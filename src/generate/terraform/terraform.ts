import { emptyApplicationConfig } from '../../fleet/config.ts';
import type { FleetConfig } from '../../model/config.ts';
import type { OutputFile } from '../../model/output-file.ts';
import type { Plan } from '../../model/plan.ts';
import type { FleetGenerator } from '../generator.ts';
import type { Render } from '../render.ts';

/** Terraform code is the same for every fleet: what differs stands in the manifests and one file of values. */
const files = [
  'README.md',
  'main.tf',
  'outputs.tf',
  'variables.tf',
  'versions.tf',
  ...[
    'codebuild',
    'codedeploy',
    'main',
    'notifications',
    'outputs',
    'registry',
    'roles',
    'variables',
  ].map((name) => `modules/app-pipeline/${name}.tf`),
  ...['shared', 'ec2-target', 'ecs-target', 's3-target'].flatMap((module) =>
    ['main', 'outputs', 'variables'].map((name) => `modules/${module}/${name}.tf`),
  ),
];

/** Terraform's root, which reads every `apps/<application>/pipeline.yaml`, and its modules. */
export const terraform: FleetGenerator = {
  id: 'terraform',
  generate: (plans, { fleet, render }) =>
    plans.length === 0
      ? []
      : [
          ...files.map((name) => rendered(name, name, {}, render)),
          rendered('fleet.auto.tfvars', 'fleet.auto.tfvars.hbs', valuesOf(plans, fleet), render),
        ],
};

function rendered(name: string, template: string, view: object, render: Render): OutputFile {
  const { text, origins } = render(`terraform/${template}`, view);
  return { path: `terraform/${name}`, text, origins, executable: false, from: [] };
}

function valuesOf(plans: readonly Plan[], fleet: FleetConfig) {
  const told = plans.flatMap(({ application, deployment }) => [
    ...deployment.environments.map(({ target }) => target.region),
    ...Object.values((fleet.apps[application] ?? emptyApplicationConfig).environments).map(
      ({ region }) => region,
    ),
  ]);
  const { slack, email } = fleet.notifications ?? {};
  const networked = plans
    .filter(
      ({ build, deployment }) =>
        build.privateHosts.length > 0 || deployment.once.some(({ needsNetwork }) => needsNetwork),
    )
    .map(({ application }) => application);
  return {
    region: fleet.region ?? told.find((region) => region !== undefined) ?? null,
    assumedRegion: 'eu-west-1',
    emails: email ?? null,
    // Slack needs both ids; with one alone there is nothing to set up.
    slack:
      slack?.workspace === undefined || slack.channel === undefined
        ? null
        : { workspace: slack.workspace, channel: slack.channel },
    networked: networked.join(', '),
    example: networked[0] ?? '',
  };
}
