import {
  CodeDeployClient,
  GetDeploymentCommand,
  GetDeploymentGroupCommand,
  StopDeploymentCommand,
} from '@aws-sdk/client-codedeploy';

import { AwsFailure, callAws } from './aws-failure.ts';
import { clientSettings } from './settings.ts';
import type { AwsSettings } from './settings.ts';

export interface DeploymentSummary {
  readonly id: string;
  readonly status: string;
  /** Blue/green: the old instances wait to be ended, and traffic can go back to them at once. */
  readonly oldInstancesWait: boolean;
}

const noSuchGroup = ['ApplicationDoesNotExistException', 'DeploymentGroupDoesNotExistException'];

/** The calls of CodeDeploy that a rollout needs. Each throws an AwsFailure. */
export function createCodeDeploy(settings: AwsSettings) {
  const client = new CodeDeployClient(clientSettings(settings));
  return {
    /** Null when CodeDeploy does not know it: the action may have been another service's. */
    async deployment(id: string): Promise<DeploymentSummary | null> {
      return unless(
        ['DeploymentDoesNotExistException', 'InvalidDeploymentIdException'],
        async () => {
          const output = await callAws('codedeploy:GetDeployment', id, () =>
            client.send(new GetDeploymentCommand({ deploymentId: id })),
          );
          const info = output.deploymentInfo;
          const status = info?.status ?? 'unknown';
          return {
            id,
            status,
            oldInstancesWait:
              info?.instanceTerminationWaitTimeStarted === true && status !== 'Succeeded',
          };
        },
      );
    },
    /** Stops a deployment and lets CodeDeploy go back. */
    async stop(id: string): Promise<void> {
      await callAws('codedeploy:StopDeployment', id, () =>
        client.send(new StopDeploymentCommand({ deploymentId: id, autoRollbackEnabled: true })),
      );
    },
    /** Whether the deployment group exists. */
    async hasGroup(application: string, group: string): Promise<boolean> {
      const found = await unless(noSuchGroup, () =>
        callAws('codedeploy:GetDeploymentGroup', `${application}/${group}`, () =>
          client.send(
            new GetDeploymentGroupCommand({
              applicationName: application,
              deploymentGroupName: group,
            }),
          ),
        ),
      );
      return found !== null;
    },
  };
}
export type CodeDeploy = ReturnType<typeof createCodeDeploy>;

async function unless<Result>(
  reasons: readonly string[],
  call: () => Promise<Result>,
): Promise<Result | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof AwsFailure && reasons.includes(error.reason)) return null;
    throw error;
  }
}
