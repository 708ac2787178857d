import type { Plan } from '../model/plan.ts';

/** What things are called in a plan and in all that is made from it: no secret, whoever uses it as one. */
export function planNames({ application, trace, deployment }: Plan): readonly string[] {
  const environments = [...trace.environments, ...deployment.environments];
  const variables = trace.assignments.map(({ name }) => name);
  return [application, ...environments.map(({ name }) => name), ...variables];
}
