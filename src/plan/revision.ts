import type { Plan } from '../model/plan.ts';

/** Something goes to the hosts: CodeDeploy gets a revision, which it refuses without an appspec. */
export function hasRevision({ steps, deployment }: Pick<Plan, 'steps' | 'deployment'>): boolean {
  return (
    deployment.files.some(
      ({ destination, byEnvironment }) => destination !== null || byEnvironment !== null,
    ) ||
    steps.some(
      ({ destination, disposition }) =>
        disposition === 'converted' && /^(hook|appspec)\//.test(destination ?? ''),
    )
  );
}
