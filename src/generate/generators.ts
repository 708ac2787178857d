import type { FleetGenerator, Generator } from './generator.ts';
import { parameters } from './parameters/parameters.ts';
import { pipelineJson } from './pipeline/pipeline-json.ts';
import { pipelineYaml } from './pipeline/pipeline-yaml.ts';
import { retire } from './retire/retire.ts';
import { runbook } from './runbook/runbook.ts';
import { terraform } from './terraform/terraform.ts';

/** Every generator of files that tell of an application's code; a new one is a folder, a template and a line here. */
export const generators: readonly Generator[] = [
  pipelineYaml,
  pipelineJson,
  parameters,
  runbook,
  retire,
];

/** Every generator of the files that all applications share. */
export const fleetGenerators: readonly FleetGenerator[] = [terraform];
