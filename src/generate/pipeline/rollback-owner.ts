import type { Plan } from '../../model/plan.ts';
import { hasRevision } from '../../plan/revision.ts';
import type { ManifestJob, RollbackOwner } from './manifest.ts';

/** Jobs that leave a mark and judge nothing: when one fails, the release stays. */
const marks = ['Tag', 'Marker', 'Release'];

/** A job that belongs to the deployment itself: when it fails, the release has failed. */
export function judgesRelease(job: Pick<ManifestJob, 'name'>): boolean {
  return !marks.includes(job.name);
}

/**
 * The pipeline goes back where CodeDeploy can't see the failure (a smoke test from outside) or would
 * take back its own group only (several groups); else CodeDeploy does, which is faster and needs no
 * earlier run of the pipeline.
 */
export function rollbackOwnerOf(plan: Plan, jobs: readonly ManifestJob[]): RollbackOwner {
  const { deployment, platform } = plan;
  const late = deployment.once.filter(({ when }) => when === 'after-deploy');
  const isJudged = jobs.some(
    (job) => judgesRelease(job) && late.some(({ name }) => name === job.name),
  );
  if (platform.name !== 'ec2' || !hasRevision(plan)) return 'pipeline';
  const hasSeveral = deployment.environments.some(({ hostGroups }) => hostGroups.length > 1);
  return isJudged || hasSeveral ? 'pipeline' : 'codedeploy';
}
