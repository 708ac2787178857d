import type { Lore } from '../../model/lore.ts';
import type { Plan } from '../../model/plan.ts';
import { namesSecret } from '../../plan/secret-names.ts';
import { inputsOf } from '../inputs/inputs.ts';
import type { Telling } from '../inputs/tellings.ts';
import type { Slice } from '../slice/slice.ts';
import { Values } from '../slice/values.ts';
import { neededNames, openNames } from './openings.ts';
import { slicesOf, wantedNames } from './slices.ts';

/** A value that a person gave the script and now gives the pipeline. */
export interface PipelineVariable {
  readonly name: string;
  /** What holds where a release says nothing else; null where each release must say it. */
  readonly default: string | null;
  /** Where the script took it from. */
  readonly description: string;
}

/** No release starts without it. */
export function isRequired(variable: PipelineVariable): boolean {
  return variable.default === null;
}

/** Names that a release may be given, for the build and for each job of its own. */
export interface PipelineVariables {
  readonly all: readonly PipelineVariable[];
  readonly build: readonly string[];
  readonly once: ReadonlyMap<string, readonly string[]>;
}

/** What the caller of the script could say, as variables of the pipeline. */
export function pipelineVariablesOf(plan: Plan, lore: Lore): PipelineVariables {
  const slices = slicesOf(plan, lore);
  const values = new Values(plan);
  const namesOf = (own: readonly Slice[], wanted: readonly string[] = []) =>
    fitting(
      [
        ...neededNames(own, plan, wanted).filter((name) => isShown(name, plan)),
        ...givenNames(own, values, wanted).filter((name) => isOffered(name, values)),
      ],
      values,
    );
  const build = namesOf([...slices.phases.values()], wantedNames(slices));
  const once = new Map([...slices.once].map(([name, slice]) => [name, namesOf([slice])] as const));
  const names = inOrder([...build, ...[...once.values()].flat()], values).slice(0, maxVariables);
  const within = (list: readonly string[]) => list.filter((name) => names.includes(name));
  return {
    all: names.map((name) => variableOf(name, plan, values)).sort(byName),
    build: within(build),
    once: new Map([...once].map(([job, list]) => [job, within(list)])),
  };
}

/** Names of a slice whose caller decided them. */
export function givenNames(
  slices: readonly Slice[],
  values: Values,
  wanted: readonly string[] = [],
): readonly string[] {
  return openNames(slices, wanted).filter((name) => values.provisionOf(name, 'build') === 'given');
}

/**
 * Limits of CodePipeline: variables of a pipeline, characters of a value, of an action's configuration.
 * Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
 */
const maxVariables = 50;
const maxCharacters = 1000;

/** CodePipeline shows its variables to everybody. */
function isShown(name: string, plan: Plan): boolean {
  return !namesSecret(name, plan.trace);
}

/** A variable of a pipeline is never empty: what is empty by default stays a setting of the build. */
function isOffered(name: string, values: Values): boolean {
  const text = values.input(name)?.default ?? null;
  return text === null || (text !== '' && text.length <= maxCharacters);
}

/** As many as the configuration of one action holds; first those that nobody else can know. */
function fitting(names: readonly string[], values: Values): readonly string[] {
  const longest =
    JSON.stringify([{ name: 'ENVIRONMENT', type: 'PLAINTEXT', value: '' }]).length + 60;
  let left = maxCharacters - longest;
  const kept = inOrder(names, values).filter((name) => {
    const text = `,{"name":"${name}","type":"PLAINTEXT","value":"#{variables.${name}}"}`;
    left -= text.length;
    return left >= 0;
  });
  return kept.sort();
}

function inOrder(names: readonly string[], values: Values): readonly string[] {
  const rank = (name: string) => ((values.input(name)?.default ?? null) === null ? 0 : 1);
  return [...new Set(names)].sort(
    (one, other) => rank(one) - rank(other) || (one < other ? -1 : 1),
  );
}

function byName(one: PipelineVariable, other: PipelineVariable): number {
  return one.name < other.name ? -1 : 1;
}

function variableOf(name: string, plan: Plan, values: Values): PipelineVariable {
  const text = values.input(name)?.default ?? null;
  return { name, default: text, description: descriptionOf(name, plan).slice(0, 200) };
}

function descriptionOf(name: string, plan: Plan): string {
  const { deployment, root } = plan;
  const input = inputsOf(plan).all.get(name);
  const place = (file: string) => file.replace(`${root}/`, '');
  if (input !== undefined) return told(input.tellings[0], place(input.tellings[0].file));
  const file = place(deployment.entry?.file ?? '');
  const position = /^ARGUMENT_(\d+)$/.exec(name)?.[1];
  return position === undefined
    ? `the caller of ${file} gave it`
    : `argument ${position} of ${file}`;
}

function told({ by, label, sets }: Telling, file: string): string {
  switch (by) {
    case 'argument':
      return label === '' ? `an argument of ${file}` : `argument ${label} of ${file}`;
    case 'option':
      return `option ${label} of ${file}${sets === null || sets === '' ? '' : ` sets ${sets}`}`;
    case 'prompt':
      return label === '' ? `${file} asked for it` : `${file} asked: ${label}`;
    case 'environment':
      return `from the environment of whoever ran ${file}`;
  }
}
