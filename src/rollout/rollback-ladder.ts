import type { Message } from '../model/message.ts';
import type { PipelineFacts, RungName } from '../model/rollout.ts';

/** One way back: whether it is open now, and why. */
export interface Rung {
  readonly rung: RungName;
  readonly open: boolean;
  /** What AWS would be asked to act on; null when the rung is closed. */
  readonly target: string | null;
  readonly because: Message;
}

/**
 * The ways back, the gentlest first. Stopping a deployment costs nothing but needs one that runs or
 * whose old instances still stand; going back with the stage needs a good execution of the pipeline as
 * it is now; starting the last good commit builds it again and always works while the commit is known.
 * Sources: CodeDeploy StopDeployment; CodePipeline user guide, stage-rollback.
 */
export function rollbackLadder(facts: PipelineFacts): readonly Rung[] {
  return [stopRung(facts), stageRung(facts), startRung(facts)];
}

function open(rung: RungName, target: string, name: string, params: Message['params']): Rung {
  return { rung, open: true, target, because: { code: `rollout/rung/${name}`, params } };
}

function closed(rung: RungName, name: string, params: Message['params'] = {}): Rung {
  return { rung, open: false, target: null, because: { code: `rollout/rung/${name}`, params } };
}

const running: readonly string[] = ['Created', 'Queued', 'InProgress', 'Baking', 'Ready'];

function stopRung({ deployment }: PipelineFacts): Rung {
  const rung = 'stop-deployment';
  if (deployment === null) return closed(rung, 'no-deployment');
  const { id, status, oldInstancesWait } = deployment;
  if (!running.includes(status)) return closed(rung, 'deployment-over', { id, status });
  return open(rung, id, oldInstancesWait ? 'old-instances-wait' : 'deployment-runs', { id });
}

/** The target may not be what stands there now, nor itself a rollback, nor of an older structure. */
function stageRung({ version, executionMode, stage, current, good }: PipelineFacts): Rung {
  const rung = 'rollback-stage';
  if (executionMode === 'PARALLEL') return closed(rung, 'parallel');
  const others = good.filter(({ execution, type }) => execution !== current && type === 'standard');
  const [latest] = others;
  if (latest === undefined) return closed(rung, 'no-good-execution', { stage });
  const target = others.find((one) => one.version === version);
  if (target === undefined)
    return closed(rung, 'pipeline-changed', { version, then: latest.version });
  return open(rung, target.execution, 'good-execution', { execution: target.execution, stage });
}

function startRung({ current, good, sourceAction }: PipelineFacts): Rung {
  const rung = 'start-last-good';
  const target = good.find(
    ({ execution, type, revision }) =>
      execution !== current && type === 'standard' && revision !== null,
  );
  if (sourceAction === null || target?.revision == null) return closed(rung, 'no-good-commit');
  return open(rung, target.revision, 'good-commit', { commit: target.revision.slice(0, 12) });
}

/** The rung to climb: the gentlest that is open. */
export function firstOpen(ladder: readonly Rung[]): Rung | null {
  return ladder.find((rung) => rung.open) ?? null;
}
