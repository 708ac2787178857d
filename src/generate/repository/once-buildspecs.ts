import type { OutputFile } from '../../model/output-file.ts';
import type { Plan } from '../../model/plan.ts';
import type { GenerateContext } from '../generator.ts';
import { awsName } from '../pipeline/aws-name.ts';
import { blocksOf, ownBlock } from './build-blocks.ts';
import type { Block } from './build-blocks.ts';
import { buildVariables } from './build-variables.ts';
import type { PhaseView } from './buildspec.ts';
import { parameterRootOf } from './library.ts';
import type { Slices } from './slices.ts';
import { Values } from '../slice/values.ts';
import type { Slice } from '../slice/slice.ts';

/** `buildspec.<action>.yml`: what runs once per deployment, in a CodeBuild project of its own. */
export function onceFiles(
  plan: Plan,
  slices: Slices,
  context: GenerateContext,
): readonly OutputFile[] {
  return plan.deployment.once.flatMap(({ name, needsNetwork }) => {
    const slice = slices.once.get(name);
    if (slice === undefined) return [];
    const blocks = [...openings(slice, plan), ...blocksOf(slice, plan, context)];
    const phases: readonly PhaseView[] = [{ name: 'build', runtimes: [], blocks }];
    const single = plan.deployment.environments.length === 1;
    const { variables, parameters } = buildVariables(plan, [slice]);
    const rendered = context.render('repo/buildspec.yml.hbs', {
      application: plan.application,
      title: `${name}, once per deployment`,
      script: needsNetwork
        ? 'Runs inside the network of the application, where it reaches databases and caches.'
        : '',
      variables,
      parameters: single ? parameters : [],
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

function openings(slice: Slice, plan: Plan): readonly Block[] {
  const values = new Values(plan);
  const open = [...slice.open].sort();
  const blocks: Block[] = [];
  if (open.some((name) => values.provisionOf(name, 'once') === 'environment-file'))
    blocks.push(ownBlock('', ['. "deploy/env/$ENVIRONMENT.sh"']));
  const secrets = open.filter((name) => values.secretOf(name) !== null);
  if (secrets.length > 0 && plan.deployment.environments.length > 1)
    for (const name of secrets)
      blocks.push(
        ownBlock('', [
          `${name}=$(aws ssm get-parameter --name "${parameterRootOf(plan)}/$ENVIRONMENT/${values.secretOf(name) ?? name}" --with-decryption --query Parameter.Value --output text)`,
        ]),
      );
  const given = open.filter((name) => values.provisionOf(name, 'once') === 'script');
  if (given.length > 0)
    blocks.push(
      ownBlock(
        'The scripts never set these: the pipeline must.',
        given.map((name) => `: "\${${name}:?set it as a variable of the pipeline}"`),
      ),
    );
  return blocks;
}
