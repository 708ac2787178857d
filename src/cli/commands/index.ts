/** Every command, in the order of the help. A new command is a file and a line here. */
import type { DefineCommand } from '../command.ts';
import { defineAws } from './aws/aws.ts';
import { defineExplain } from './explain.ts';
import { defineGenerate } from './generate.ts';
import { defineInit } from './init.ts';
import { defineReport } from './report.ts';
import { defineRollout } from './rollout/rollout.ts';
import { defineRules } from './rules.ts';
import { defineScan } from './scan.ts';
import { defineVerify } from './verify.ts';

export const commands: readonly DefineCommand[] = [
  defineInit,
  defineScan,
  defineExplain,
  defineGenerate,
  defineVerify,
  defineReport,
  defineRollout,
  defineAws,
  defineRules,
];
