import type { FleetGenerator, Generator } from './generator.ts';
import { parameters } from './parameters/parameters.ts';
import { pipelineJson } from './pipeline/pipeline-json.ts';
import { pipelineYaml } from './pipeline/pipeline-yaml.ts';
import { repository } from './repository/repository.ts';
import { retire } from './retire/retire.ts';
import { runbook } from './runbook/runbook.ts';
import { terraform } from './terraform/terraform.ts';

/** Every generator of an application's files; a new one is a folder, a template and a line here. */
export const generators: readonly Generator[] = [
  repository,
  pipelineYaml,
  pipelineJson,
  parameters,
  runbook,
  retire,
];

/** Every generator of the files that all applications share. */
export const fleetGenerators: readonly FleetGenerator[] = [terraform];
