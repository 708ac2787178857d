/** What the commands of the rollout have in common. */
import type { Command } from 'commander';

import { NoSuchFolder } from '../../../fleet/discover.ts';
import { sentenceOf } from '../../../messages/messages.ts';
import type { Language, Params } from '../../../model/message.ts';
import { UsageError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { join, withCommonOptions } from '../../shared.ts';
import type { CommonOptions } from '../../shared.ts';

export interface RolloutOptions extends CommonOptions {
  readonly fleet: string;
  readonly output?: string;
  /** False after --no-input. */
  readonly input: boolean;
  readonly format: string;
}

export interface DecisionOptions extends RolloutOptions {
  readonly because?: string;
  readonly by?: string;
  readonly confirm?: boolean;
}

/** Adds the options of every rollout command. */
export function withRolloutOptions(command: Command): Command {
  return withCommonOptions(command)
    .option('--fleet <dir>', 'the fleet; rollout.yaml and the logs stand in it', '.')
    .option('-o, --output <dir>', 'the generated files (default: the fleet)')
    .option('--format <format>', 'table or json', 'table')
    .option('--json', 'the same as --format json');
}

/** Adds the options of a command that writes a decision down. */
export function withDecisionOptions(command: Command): Command {
  return withRolloutOptions(command)
    .option('--because <reason>', 'the reason, for whoever reads the log')
    .option('--by <name>', 'who decides (default: the user of Git)')
    .option('--confirm', 'yes, do it');
}

/** The files of a rollout. */
export interface RolloutFiles {
  readonly dir: string;
  readonly plan: string;
  readonly log: string;
  readonly executions: string;
}

/** Where the rollout of a fleet is kept. Throws when there is no such folder. */
export function rolloutFiles(io: Io, { fleet }: Pick<RolloutOptions, 'fleet'>): RolloutFiles {
  if (io.reader.kindOf(fleet) !== 'directory') throw new NoSuchFolder(fleet);
  return {
    dir: fleet,
    plan: join(fleet, 'rollout.yaml'),
    log: join(fleet, 'rollout-log.jsonl'),
    executions: join(fleet, 'rollout-executions.jsonl'),
  };
}

/** Makes sentences of the rollout in one language. */
export function sayIn(lang: Language): (name: string, params?: Params) => string {
  return (name, params = {}) => sentenceOf({ code: `rollout/${name}`, params }, lang);
}

/** Who decides: the one named, else the user of Git. Throws a UsageError when nobody is. */
export function decider(io: Io, options: DecisionOptions): string {
  const name = options.by ?? io.git.user(options.fleet);
  if (name === null || name.trim() === '') throw new UsageError(sayIn(options.lang)('who'));
  return name.trim();
}

/** Asks for a yes where none was given. Throws a UsageError when nobody can be asked or says no. */
export async function confirmed(io: Io, options: DecisionOptions, question: string): Promise<void> {
  if (options.confirm === true) return;
  const say = sayIn(options.lang);
  const answer = options.input ? await io.prompt.line(`${question} ${say('yes-no')} `) : null;
  if (answer === null) throw new UsageError(`${question} ${say('confirm-needed')}`);
  if (!/^(y|yes|o|oui)$/i.test(answer.trim())) throw new UsageError(say('not-confirmed'));
}
