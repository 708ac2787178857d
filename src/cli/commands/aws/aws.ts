import type { DefineCommand } from '../../command.ts';
import { defineAwsPreflight } from './preflight.ts';
import { defineAwsSecrets } from './secrets.ts';

/** `aws`: what the account still lacks, and the secrets that must be in it. */
export const defineAws: DefineCommand = (program, io, finish) => {
  const aws = program.command('aws').description('the account: what it lacks, its secrets');
  defineAwsPreflight(aws, io, finish);
  defineAwsSecrets(aws, io, finish);
};
