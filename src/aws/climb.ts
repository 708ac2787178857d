import type { PipelineFacts, RungName } from '../model/rollout.ts';
import type { CodeDeploy } from './codedeploy.ts';
import type { CodePipeline } from './codepipeline.ts';

/** Asks AWS to go back. Gives the id of the execution that this started; null where none did. Throws an AwsFailure. */
export async function climb(
  rung: RungName,
  target: string,
  facts: PipelineFacts,
  services: { readonly codePipeline: CodePipeline; readonly codeDeploy: CodeDeploy },
): Promise<string | null> {
  switch (rung) {
    case 'stop-deployment':
      await services.codeDeploy.stop(target);
      return null;
    case 'rollback-stage':
      return services.codePipeline.rollbackStage(facts.pipeline, facts.stage, target);
    case 'start-last-good':
      return services.codePipeline.start(facts.pipeline, facts.sourceAction ?? '', target);
  }
}
