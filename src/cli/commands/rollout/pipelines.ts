import type { FleetConfig } from '../../../model/config.ts';
import type { PlanFile } from '../../../rollout/plan-file.ts';
import type { Io } from '../../io.ts';
import { generatedPipeline } from './generated-pipeline.ts';
import type { RolloutOptions } from './options.ts';

/** The pipeline of an application in AWS. */
export interface PipelineOf {
  readonly app: string;
  readonly pipeline: string;
  /** Null: the one of the environment. */
  readonly region: string | null;
}

/**
 * Which pipeline belongs to an application: the one named in rollout.yaml, else the one that was
 * generated, else one of its own name. The region is that of production, or the fleet's.
 */
export function pipelineOf(
  io: Io,
  app: string,
  plan: PlanFile | null,
  config: FleetConfig,
  options: RolloutOptions & { readonly region?: string },
): PipelineOf {
  const member = plan?.waves.flatMap(({ members }) => members).find((one) => one.app === app);
  const generated = generatedPipeline(io, options.output ?? options.fleet, app);
  const environments = Object.values(config.apps[app]?.environments ?? {});
  return {
    app,
    pipeline: member?.pipeline ?? generated?.name ?? app,
    region:
      options.region ?? member?.region ?? environments.at(-1)?.region ?? config.region ?? null,
  };
}
