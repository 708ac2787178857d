import { readFileSync } from 'node:fs';

import { createRedaction } from '../../src/classify/redaction.ts';
import { emptyApplicationConfig, emptyConfig } from '../../src/fleet/config.ts';
import type { GenerateContext } from '../../src/generate/generator.ts';
import { createMarginNotes } from '../../src/generate/margin-notes.ts';
import { createRender } from '../../src/generate/render.ts';
import type { ApplicationConfig, FleetConfig } from '../../src/model/config.ts';
import type { Plan } from '../../src/model/plan.ts';

export const render = createRender((name) => readFileSync(`templates/${name}`, 'utf8'));

/** What generators know of a plan, with the templates of the package. */
export function contextOf(
  plan: Plan,
  config: Partial<ApplicationConfig> = {},
  fleet: Partial<FleetConfig> = {},
): GenerateContext {
  return {
    config: { ...emptyApplicationConfig, ...config },
    fleet: { ...emptyConfig, ...fleet },
    read: () => null,
    render,
    notes: createMarginNotes(plan),
    redaction: createRedaction(plan.secrets, plan.trace.sources),
  };
}
