import type { Plan } from '../../model/plan.ts';
import type { PipelineVariables } from '../repository/pipeline-variables.ts';
import type { Slices } from '../repository/slices.ts';
import { inputsOf } from './inputs.ts';
import type { Input, Inputs } from './inputs.ts';

/** Where a value is now that somebody could give the old script. */
export type FateKind =
  /** A variable of the pipeline with a default. */
  | 'variable'
  /** A variable of the pipeline that each release must say. */
  | 'required'
  /** A variable of the build that the pipeline does not offer: empty, too long, or one too many. */
  | 'setting'
  | 'environment'
  | 'action'
  | 'branch'
  | 'secret'
  | 'approval'
  /** Written down where it says a place. */
  | 'fixed'
  /** The code works it out as the script did. */
  | 'worked-out'
  /** Only steps that stay manual read it. */
  | 'manual'
  /** Nothing that is left reads it. */
  | 'unread';

export interface Fate {
  readonly input: Input;
  readonly kind: FateKind;
}

/** What became of everything that a caller could say, in the order of the scripts. */
export function fatesOf(
  plan: Plan,
  slices: Slices,
  variables: PipelineVariables,
): { readonly fates: readonly Fate[]; readonly bare: Inputs['bare'] } {
  const { all, bare } = inputsOf(plan);
  const inUse = namesInUse(slices);
  const fates = [...all.values()]
    .sort((one, other) => one.tellings[0].pos - other.tellings[0].pos)
    .map((input) => ({ input, kind: kindOf(input, inUse, variables, plan) }));
  return { fates, bare };
}

const byRole: Readonly<Partial<Record<Input['role'], FateKind>>> = {
  environment: 'environment',
  action: 'action',
  secret: 'secret',
  consent: 'approval',
  placed: 'fixed',
  branch: 'branch',
};

function kindOf(
  { name, role }: Input,
  inUse: ReadonlySet<string>,
  { all }: PipelineVariables,
  plan: Plan,
): FateKind {
  const variable = all.find((one) => one.name === name);
  if (variable !== undefined) return variable.default === null ? 'required' : 'variable';
  const known = byRole[role];
  if (known !== undefined) return known;
  if (!inUse.has(name)) return withoutReader(name, plan);
  return role === 'given' ? 'setting' : 'worked-out';
}

function withoutReader(name: string, { steps }: Plan): FateKind {
  const pattern = new RegExp(`\\$\\{?${name}\\b`);
  const readers = steps.filter(
    ({ disposition, classified }) => disposition !== null && pattern.test(classified.step.text),
  );
  if (readers.some(({ disposition }) => disposition === 'manual')) return 'manual';
  return readers.some(({ destination }) => destination === 'source') ? 'branch' : 'unread';
}

function namesInUse({ phases, hooks, once, buildNames }: Slices): ReadonlySet<string> {
  const slices = [...phases.values(), ...hooks.values(), ...once.values()];
  return new Set([...buildNames, ...slices.flatMap(({ open, sets }) => [...open, ...sets])]);
}
