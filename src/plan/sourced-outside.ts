/** Files that a script sources and the repository does not hold: what is taken from them. */
import type { Message } from '../model/message.ts';
import type { Step } from '../model/step.ts';
import type { Trace } from '../model/trace.ts';
import { say } from './say.ts';
import { valueText } from './value-text.ts';

/** What every shell has by itself. Source: bash manual, 5.2. */
const own =
  /^(HOME|USER|LOGNAME|PATH|PWD|OLDPWD|SHELL|LANG|LC_\w+|TERM|HOSTNAME|RANDOM|SECONDS|UID|EUID|PPID|IFS|LINENO|BASH_\w+|OPTARG|OPTIND|REPLY|PIPESTATUS|FUNCNAME|TMPDIR|CI|CODEBUILD_\w+|GITHUB_\w+|AWS_\w+)$/;
/** As many as a sentence holds. */
const maxNames = 12;

/** The file, and the names that the script reads from there on and no script sets; null for any other step. */
export function sourcedOutside(step: Step, { sources, assignments }: Trace): Message | null {
  const [file] = step.plain;
  if (step.unresolved !== 'missing-file' || !/^(source|\.)$/.test(step.name ?? '')) return null;
  if (file === undefined) return null;
  const set = new Set(assignments.map(({ name }) => name));
  const text = sources.get(step.span.file)?.text.slice(step.span.end) ?? '';
  const read = [...text.matchAll(/\$\{?([A-Z][A-Z0-9_]+)\b/g)].map(([, name = '']) => name);
  const names = [...new Set(read)].filter((name) => !set.has(name) && !own.test(name));
  const params = { file: valueText(file.value), names: names.slice(0, maxNames).join(', ') };
  return say(names.length === 0 ? 'plan/sourced-outside' : 'plan/sourced-names', params);
}
