import { classifyTrace } from '../../src/classify/classify-trace.ts';
import { emptyApplicationConfig } from '../../src/fleet/config.ts';
import type { Plan } from '../../src/model/plan.ts';
import { planApplication } from '../../src/plan/plan-application.ts';
import { traceApplication } from '../../src/trace/trace-application.ts';
import { ourRules } from '../classify/our-rules.ts';
import { applicationOf } from '../trace/applications.ts';
import { ourLore } from '../trace/our-lore.ts';

/** The plan of an application that is made of these scripts, with other files beside them. */
export function planScripts(
  scripts: Readonly<Record<string, string>>,
  others: Readonly<Record<string, string>> = {},
): Plan {
  const { application, read } = applicationOf(scripts, others);
  const trace = traceApplication(application, read, ourLore);
  const classification = classifyTrace(trace, ourRules, ourLore);
  return planApplication(application, trace, classification, emptyApplicationConfig, read);
}
