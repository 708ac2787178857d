import { actionChoiceOfPlan } from '../../plan/action-choice.ts';
import type { OutputFile } from '../../model/output-file.ts';
import type { Plan } from '../../model/plan.ts';
import type { GenerateContext, Generator } from '../generator.ts';
import { manifestOf } from '../pipeline/manifest-of.ts';
import { entryScriptsOf } from './entry-scripts.ts';
import { keysAndPorts } from './keys-and-ports.ts';

/** What retires the old scripts: a guard in the place of each, and the list of what to close. */
export const retire: Generator = {
  id: 'retire',
  generate: (plan, context) => [
    ...entryScriptsOf(plan).map((file) => guard(plan, file, context)),
    ...keysAndPorts(plan, entryScriptsOf(plan), context),
  ],
};

function guard(plan: Plan, script: string, context: GenerateContext): OutputFile {
  const { name, source, environments } = manifestOf(plan, context);
  const { actions } = plan.trace;
  const { roles } = actionChoiceOfPlan(plan);
  const { text, origins } = context.render('retire/guard.sh.hbs', {
    script,
    application: plan.application,
    pipeline: name,
    branch: source.branch,
    region: environments.at(-1)?.region ?? null,
    operations: actions
      .filter((action) => /^(operation|other)$/.test(roles.get(action) ?? ''))
      .join(', '),
  });
  return { path: `retire/${script}`, text, origins, executable: true, from: [] };
}
