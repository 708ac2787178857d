/** What lets a CodeBuild project in where the deployer's machine was signed in. */
import type { SignIn } from '../../model/build-plan.ts';
import type { Plan } from '../../model/plan.ts';
import type { StepId } from '../../model/step.ts';
import { Values } from '../slice/values.ts';
import type { Block } from './build-blocks.ts';
import { ownBlock } from './build-blocks.ts';
import { secretBlock } from './openings.ts';

/** The sign-ins that these steps want. */
export function signInsFor(plan: Plan, steps: readonly StepId[]): readonly SignIn[] {
  return plan.signIns.filter((one) => one.steps.some((id) => steps.includes(id)));
}

/** Names of their parameters; `open` ones are asked for already. */
export function signInNames(
  signIns: readonly SignIn[],
  open: readonly string[],
): readonly string[] {
  return [...new Set(signIns.flatMap(({ names }) => names))]
    .filter((name) => !open.includes(name))
    .sort();
}

/** Secrets of several environments, and the commands that sign in. */
export function signInBlocks(
  signIns: readonly SignIn[],
  open: readonly string[],
  plan: Plan,
): readonly Block[] {
  const values = new Values(plan);
  const several = plan.deployment.environments.length > 1;
  return [
    ...(several ? signInNames(signIns, open).map((name) => secretBlock(name, values, plan)) : []),
    ...signIns
      .filter(({ lines }) => lines.length > 0)
      .map(({ service, lines }) =>
        ownBlock(`The deployer’s own machine was signed in to ${service}.`, lines),
      ),
  ];
}
