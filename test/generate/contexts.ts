import { readFileSync } from 'node:fs';

import { createRedaction } from '../../src/classify/redaction.ts';
import { emptyApplicationConfig, emptyConfig } from '../../src/fleet/config.ts';
import type { TellingContext } from '../../src/generate/generator.ts';
import { createMarginNotes } from '../../src/generate/margin-notes.ts';
import { parameters } from '../../src/generate/parameters/parameters.ts';
import { pipelineJson } from '../../src/generate/pipeline/pipeline-json.ts';
import { pipelineYaml } from '../../src/generate/pipeline/pipeline-yaml.ts';
import { createRender } from '../../src/generate/render.ts';
import { retire } from '../../src/generate/retire/retire.ts';
import { runbook } from '../../src/generate/runbook/runbook.ts';
import type { ApplicationConfig, FleetConfig } from '../../src/model/config.ts';
import type { OutputFile } from '../../src/model/output-file.ts';
import type { Plan } from '../../src/model/plan.ts';
import { ourLore } from '../trace/our-lore.ts';
import { planNames } from '../../src/plan/plan-names.ts';

export const render = createRender((name) => readFileSync(`templates/${name}`, 'utf8'));

/** What generators know of a plan, with the templates of the package. */
export function contextOf(
  plan: Plan,
  config: Partial<ApplicationConfig> = {},
  fleet: Partial<FleetConfig> = {},
): TellingContext {
  return {
    config: { ...emptyApplicationConfig, ...config },
    fleet: { ...emptyConfig, ...fleet },
    read: () => null,
    render,
    notes: createMarginNotes(plan),
    redaction: createRedaction(plan.secrets, plan.trace.sources, planNames(plan)),
    lore: ourLore,
    failures: [],
    addedStops: [],
  };
}

/** The files of the platform's side, as they are written: secrets taken out. */
export function platformFiles(
  plan: Plan,
  config: Partial<ApplicationConfig> = {},
  fleet: Partial<FleetConfig> = {},
): readonly OutputFile[] {
  const context = contextOf(plan, config, fleet);
  return [pipelineYaml, pipelineJson, parameters, runbook, retire]
    .flatMap((generator) => generator.generate(plan, context))
    .map((file) => ({ ...file, text: context.redaction.redact(file.text) }));
}
