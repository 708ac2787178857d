import { AwsFailure } from '../aws/aws-failure.ts';
import { RuleError } from '../classify/rule.ts';
import { ConfigError } from '../fleet/config.ts';
import { NoSuchFolder } from '../fleet/discover.ts';
import { YamlError } from '../fleet/yaml.ts';
import { sentenceOf } from '../messages/messages.ts';
import type { Language } from '../model/message.ts';
import { RolloutFileError } from '../rollout/plan-file.ts';
import { exitCodes } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';

/** The command was used wrongly; the message says what is wrong and what to do. */
export class UsageError extends Error {}

/** A failure as lines for people and an exit code; our own failures keep their stack for PIPEWRIGHT_DEBUG. */
export function explainFailure(
  error: unknown,
  language: Language,
  debug: boolean,
): { readonly text: string; readonly code: ExitCode } {
  const say = (code: string, params: Record<string, string | number> = {}) =>
    sentenceOf({ code, params }, language);
  if (error instanceof NoSuchFolder)
    return { text: say('cli/no-such-folder', { path: error.path }), code: exitCodes.usage };
  if (error instanceof UsageError) return { text: error.message, code: exitCodes.usage };
  if (error instanceof AwsFailure)
    return { text: sentenceOf(error.said, language), code: exitCodes.unreadInput };
  if (error instanceof RolloutFileError) {
    const text = `${error.file}:${error.line}: ${say(error.code, error.params)}`;
    return { text, code: exitCodes.configuration };
  }
  if (error instanceof ConfigError) {
    const lines = error.problems.map(({ path, message, line }) => {
      const place = line == null ? '' : `line ${String(line)}: `;
      return `  ${place}${path === '' ? '' : `${path}: `}${message}`;
    });
    return {
      text: [say('cli/bad-configuration', { file: error.file }), ...lines].join('\n'),
      code: exitCodes.configuration,
    };
  }
  if (error instanceof RuleError || error instanceof YamlError) {
    return { text: `${say('cli/bad-rule')}\n${error.message}`, code: exitCodes.configuration };
  }
  const message = error instanceof Error ? error.message : String(error);
  const stack = debug && error instanceof Error ? `\n${error.stack ?? ''}` : '';
  return { text: `${say('cli/own-failure', { message })}${stack}`, code: exitCodes.ownFailure };
}
