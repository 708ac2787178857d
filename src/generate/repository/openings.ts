import type { Plan } from '../../model/plan.ts';
import type { Slice } from '../slice/slice.ts';
import { Values } from '../slice/values.ts';
import type { Block } from './build-blocks.ts';
import { ownBlock } from './build-blocks.ts';
import { answerOfCodeBuild } from './ci-names.ts';
import { isOptional } from './optional-names.ts';
import { parameterRootOf } from './parameter-root.ts';
import { settingBlock, settingElsewhere } from './set-elsewhere.ts';

/** What must be known before the first command of a CodeBuild project. */
export function openings(
  slices: readonly Slice[],
  plan: Plan,
  /** Names that are wanted at the end, whoever sets them. */
  wanted: readonly string[] = [],
): readonly Block[] {
  const values = new Values(plan);
  const open = openNames(slices, wanted);
  const by = (provision: string) =>
    open.filter((name) => values.provisionOf(name, 'build') === provision);
  const several = plan.deployment.environments.length > 1;
  const missing = [...new Set(slices.flatMap(({ missingFiles }) => [...missingFiles]))];
  return [
    ...chosenBlock(by('environment')),
    ...environmentBlock(by('environment-file')),
    ...whoBlock(by('ambient')),
    ...(several ? by('secret').map((name) => secretBlock(name, values, plan)) : []),
    ...(slices.some(({ sourcesFile }) => sourcesFile)
      ? []
      : givenBlocks([...by('script'), ...unsaid(by('given'), values)], values, missing)),
  ];
}

/** Nobody logs in to CodeBuild, so that nothing sets these. */
function whoBlock(names: readonly string[]): readonly Block[] {
  const own = names.filter((name) => name === 'USER' || name === 'LOGNAME');
  return own.length === 0
    ? []
    : [
        ownBlock(
          'Nobody logs in to CodeBuild.',
          own.map((name) => `export ${name}="\${${name}:-codebuild}"`),
        ),
      ];
}

/** What each release must say. */
function unsaid(names: readonly string[], values: Values): readonly string[] {
  return names.filter((name) => (values.input(name)?.default ?? null) === null);
}

function chosenBlock(names: readonly string[]): readonly Block[] {
  return names.map((name) =>
    ownBlock('The pipeline says which environment this is.', [`export ${name}="$ENVIRONMENT"`]),
  );
}

function environmentBlock(names: readonly string[]): readonly Block[] {
  if (names.length === 0) return [];
  return [
    ownBlock('What is particular to the environment.', [
      '# shellcheck source=/dev/null',
      '. "deploy/env/$ENVIRONMENT.sh"',
    ]),
  ];
}

/** `parameter-store` takes no variable in its path, and the environment is one. */
export function secretBlock(name: string, values: Values, plan: Plan): Block {
  const path = `${parameterRootOf(plan)}/$ENVIRONMENT/${values.secretOf(name) ?? name}`;
  return ownBlock('', [
    `${name}=$(aws ssm get-parameter --name "${path}" --with-decryption --query Parameter.Value --output text)`,
    `export ${name}`,
  ]);
}

/** Names without which the first command gives up: nobody but the pipeline can set them. */
export function neededNames(
  slices: readonly Slice[],
  plan: Plan,
  wanted: readonly string[] = [],
): readonly string[] {
  if (slices.some(({ sourcesFile }) => sourcesFile)) return [];
  const values = new Values(plan);
  return openNames(slices, wanted).filter(
    (name) =>
      values.provisionOf(name, 'build') === 'script' &&
      answerOfCodeBuild(name, plan) === null &&
      settingElsewhere(name, plan) === null &&
      !isOffered(name, values),
  );
}

/** Names that the code of a CodeBuild project reads and does not set. */
export function openNames(slices: readonly Slice[], wanted: readonly string[]): readonly string[] {
  const set = new Set(slices.flatMap(({ sets }) => [...sets]));
  return [
    ...new Set([
      ...slices.flatMap((slice) => [...slice.open]),
      ...wanted.filter((name) => !set.has(name)),
    ]),
  ].sort();
}

function isOffered(name: string, values: Values): boolean {
  return values.isTold(name) || isOptional(name, values.plan);
}

function givenBlocks(
  names: readonly string[],
  values: Values,
  missing: readonly string[],
): readonly Block[] {
  const renamed = names.flatMap((name) => {
    const text = answerOfCodeBuild(name, values.plan);
    return text === null ? [] : [{ name, text }];
  });
  const others = names.filter((name) => !renamed.some((one) => one.name === name));
  const { plan } = values;
  const set = others.flatMap((name) => {
    const setting = values.isTold(name) ? null : settingElsewhere(name, plan);
    return setting === null ? [] : [{ name, setting }];
  });
  const open = others.filter((name) => !set.some((one) => one.name === name));
  const optional = open.filter((name) => isOffered(name, values));
  const needed = open.filter((name) => !optional.includes(name));
  const needs = needed.map((name) => `: "\${${name}:?set it as a variable of the pipeline}"`);
  const because =
    missing.length === 0
      ? 'The scripts never set these: the pipeline must.'
      : `The script read ${missing.join(', ')}, which CodeBuild does not have: the pipeline must set these.`;
  const offers = optional.map((name) => `export ${name}="\${${name}:-}"`);
  return [
    ...(renamed.length === 0
      ? []
      : [
          ownBlock(
            'What another build service called these.',
            renamed.map(({ name, text }) => `export ${name}="${text}"`),
          ),
        ]),
    ...set.map(({ name, setting }) => settingBlock(name, setting, plan)),
    ...(needs.length === 0 ? [] : [ownBlock(because, needs)]),
    ...(offers.length === 0
      ? []
      : [ownBlock('The scripts get along without these: the pipeline may set them.', offers)]),
  ];
}
