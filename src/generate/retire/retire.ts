import { roleOfAction } from '../../plan/actions.ts';
import type { OutputFile } from '../../model/output-file.ts';
import type { Plan } from '../../model/plan.ts';
import type { GenerateContext, Generator } from '../generator.ts';
import { manifestOf } from '../pipeline/manifest-of.ts';
import { keysAndPorts } from './keys-and-ports.ts';

/** What retires the old scripts: a guard in the place of each, and the list of what to close. */
export const retire: Generator = {
  id: 'retire',
  generate: (plan, context) => [
    ...entryScripts(plan).map((file) => guard(plan, file, context)),
    ...keysAndPorts(plan, entryScripts(plan), context),
  ],
};

/** Entry scripts, relative to the application; those that others call need no guard. */
function entryScripts({ trace, root }: Plan): readonly string[] {
  return trace.scripts
    .filter(({ role }) => role === 'entry')
    .map(({ file }) => (file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file));
}

function guard(plan: Plan, script: string, context: GenerateContext): OutputFile {
  const { name, source, environments } = manifestOf(plan, context);
  const { actions } = plan.trace;
  const { text, origins } = context.render('retire/guard.sh.hbs', {
    script,
    application: plan.application,
    pipeline: name,
    branch: source.branch,
    region: environments.at(-1)?.region ?? null,
    operations: actions
      .filter((action) => roleOfAction(action, actions) === 'operation')
      .join(', '),
  });
  return { path: `retire/${script}`, text, origins, executable: true, from: [] };
}
