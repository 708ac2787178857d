import type { OutputFile } from '../../model/output-file.ts';
import type { Plan } from '../../model/plan.ts';
import type { GenerateContext } from '../generator.ts';
import { awsName } from '../pipeline/aws-name.ts';
import { blocksOf } from './build-blocks.ts';
import { buildVariables } from './build-variables.ts';
import type { PhaseView } from './buildspec.ts';
import { openings } from './openings.ts';
import type { Slices } from './slices.ts';

/** `buildspec.<action>.yml`: what runs once per deployment, in a CodeBuild project of its own. */
export function onceFiles(
  plan: Plan,
  slices: Slices,
  context: GenerateContext,
): readonly OutputFile[] {
  return plan.deployment.once.flatMap(({ name, needsNetwork }) => {
    const slice = slices.once.get(name);
    if (slice === undefined) return [];
    const blocks = [...openings([slice], plan), ...blocksOf(slice, plan, context)];
    const phases: readonly PhaseView[] = [{ name: 'build', runtimes: [], blocks }];
    const { variables, parameters } = buildVariables(
      plan,
      [slice],
      blocks.map(({ line, text }) => `${line}\n${text}`),
    );
    const rendered = context.render('repo/buildspec.yml.hbs', {
      application: plan.application,
      title: `${name}, once per deployment`,
      script: needsNetwork
        ? 'Runs inside the network of the application, where it reaches databases and caches.'
        : '',
      variables,
      parameters,
      phases,
      reports: [],
      cache: [],
      artifacts: { folder: '', files: [] },
    });
    const from = [...new Set(blocks.flatMap(({ steps }) => steps))];
    return [
      {
        ...rendered,
        path: `buildspec.${awsName(name).toLowerCase()}.yml`,
        executable: false,
        from,
      },
    ];
  });
}
