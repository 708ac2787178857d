import type { Command } from 'commander';

import { withRolloutOptions } from '../rollout/options.ts';
import type { RolloutOptions } from '../rollout/options.ts';

export interface AwsOptions extends RolloutOptions {
  readonly region?: string;
}

/** Adds the options of every command that talks to AWS. */
export function withAwsOptions(command: Command): Command {
  return withRolloutOptions(command).option(
    '--region <region>',
    'where to look (default: as pipewright.yaml or AWS_REGION say)',
  );
}
