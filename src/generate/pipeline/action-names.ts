import { awsName } from './aws-name.ts';
import type { Unordered } from './stages.ts';

// What each type of action deploys to, for names that would otherwise be the same.
const targets: Readonly<Record<Unordered['type'], string>> = {
  source: 'source',
  build: 'build',
  job: 'job',
  approval: 'approval',
  codedeploy: 'hosts',
  ecs: 'service',
  s3: 'site',
  lambda: 'function',
  eks: 'cluster',
};

/**
 * The actions of one stage, each with a name of its own: CodePipeline refuses a stage that has one
 * twice. An action of AWS's beside a job of the same name says what it deploys to.
 * Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html
 */
export function withOwnNames(actions: readonly Unordered[]): readonly Unordered[] {
  const isShared = (name: string): boolean =>
    actions.filter((other) => other.name === name).length > 1;
  const told = actions.map((action) =>
    action.type !== 'job' && isShared(action.name)
      ? { ...action, name: awsName(`${action.name}-${targets[action.type]}`) }
      : action,
  );
  return told.map((action, at) => {
    const before = told.slice(0, at).filter(({ name }) => name === action.name).length;
    return before === 0
      ? action
      : { ...action, name: `${awsName(action.name, 96)}-${String(before + 1)}` };
  });
}
