import type { Plan } from '../../model/plan.ts';
import type { Slice } from '../slice/slice.ts';
import { Values } from '../slice/values.ts';
import { givenNames } from './pipeline-variables.ts';

interface Entry {
  readonly name: string;
  readonly value: string;
}

/** The `env` section: the environment, and secrets by the path of their parameter. */
export function buildVariables(
  plan: Plan,
  slices: readonly Slice[],
  texts: readonly string[],
  /** Names that are wanted at the end, whoever sets them. */
  wanted: readonly string[] = [],
  /** Names that tools read by themselves. */
  silent: readonly string[] = [],
): { readonly variables: readonly Entry[]; readonly parameters: readonly Entry[] } {
  const values = new Values(plan);
  const open = new Set(slices.flatMap((slice) => [...slice.open]));
  const parameters = [...new Set([...open, ...silent])].sort().flatMap((name) => {
    const secret = values.secretOf(name);
    const parameter = plan.parameters.find((one) => one.name === secret);
    return parameter === undefined ? [] : [{ name, value: parameter.path }];
  });
  const usesEnvironment =
    texts.some((text) => /\$\{?ENVIRONMENT\b/.test(text)) ||
    [...open].some(
      (name) =>
        name === 'ENVIRONMENT' ||
        (values.provisionOf(name, 'build') === 'secret' &&
          plan.deployment.environments.length > 1) ||
        ['environment', 'environment-file'].includes(values.provisionOf(name, 'build')),
    );
  const [first] = plan.deployment.environments;
  // What a release says comes first: the project's own variables only stand in for it. Source:
  // https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html
  const given = givenNames(slices, values, wanted).flatMap((name) => {
    const value = values.input(name)?.default ?? null;
    return value === null ? [] : [{ name, value }];
  });
  const variables = [
    ...(usesEnvironment && first !== undefined ? [{ name: 'ENVIRONMENT', value: first.name }] : []),
    ...given,
  ];
  // Only one environment has its paths written down; several read them by name.
  const isOnly = plan.deployment.environments.length === 1;
  return { variables, parameters: isOnly ? parameters : [] };
}
