import {
  BatchGetBuildsCommand,
  BatchGetProjectsCommand,
  CodeBuildClient,
} from '@aws-sdk/client-codebuild';

import { callAws } from './aws-failure.ts';
import { clientSettings } from './settings.ts';
import type { AwsSettings } from './settings.ts';

/** One build in AWS's words. Times are ISO 8601. */
export interface BuildSummary {
  readonly build: string;
  readonly status: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly failedPhase: string | null;
}

/** As many ids as one call takes. Source: API_BatchGetBuilds, API_BatchGetProjects. */
const batch = 100;

/** The calls of CodeBuild that a rollout needs. Each throws an AwsFailure. */
export function createCodeBuild(settings: AwsSettings) {
  const client = new CodeBuildClient(clientSettings(settings));
  return {
    /** Builds by id; those that AWS no longer knows are left out. */
    async builds(ids: readonly string[]): Promise<readonly BuildSummary[]> {
      const found: BuildSummary[] = [];
      for (let at = 0; at < ids.length; at += batch) {
        const some = ids.slice(at, at + batch);
        const output = await callAws('codebuild:BatchGetBuilds', some[0] ?? '', () =>
          client.send(new BatchGetBuildsCommand({ ids: some })),
        );
        for (const { id, buildStatus, startTime, endTime, phases } of output.builds ?? [])
          if (id !== undefined && buildStatus !== undefined)
            found.push({
              build: id,
              status: buildStatus,
              startedAt: startTime?.toISOString() ?? null,
              endedAt: endTime?.toISOString() ?? null,
              failedPhase:
                phases?.find(({ phaseStatus }) => phaseStatus === 'FAILED')?.phaseType ?? null,
            });
      }
      return found;
    },
    /** The projects that do not exist. */
    async missingProjects(names: readonly string[]): Promise<readonly string[]> {
      const missing: string[] = [];
      for (let at = 0; at < names.length; at += batch) {
        const some = names.slice(at, at + batch);
        const output = await callAws('codebuild:BatchGetProjects', some[0] ?? '', () =>
          client.send(new BatchGetProjectsCommand({ names: some })),
        );
        missing.push(...(output.projectsNotFound ?? []));
      }
      return missing;
    },
  };
}
export type CodeBuild = ReturnType<typeof createCodeBuild>;
