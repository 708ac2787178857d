/** Terminals that a command asks for, which neither CodeBuild nor a hook has. */
import type { Command, Word } from '../../syntax/nodes.ts';
import type { Edit } from './source-lines.ts';

/** Options of `docker exec` and `docker run` with a value of their own. Source: docker-exec(1), docker-run(1). */
const valued =
  /^(-[euwvphml]|--(env|env-file|user|workdir|volume|publish|hostname|memory|label|name|network|net|mount|entrypoint|cpus|add-host|platform|restart|link|volumes-from|log-driver|log-opt|ulimit|shm-size|gpus|device|cap-add|security-opt|tmpfs|ip|dns))$/;

/**
 * `docker exec -it web php artisan migrate` fails with "the input device is not a TTY" where nobody sits;
 * `docker-compose exec` wants one unless it is told not to, its successor looks for itself.
 * Source: docker/cli and docker/compose, `exec` and `run`.
 */
export function terminalEdits({ name, args }: Command): readonly Edit[] {
  const words = [...(name === undefined ? [] : [name]), ...args].filter(
    (item): item is Word => item.type === 'Word',
  );
  const at = words.findIndex(({ text }) => /^(docker|podman|docker-compose)$/.test(text));
  const tool = words[at]?.text;
  if (tool === undefined || (at > 0 && words[0]?.text !== 'sudo')) return [];
  const verb = words.findIndex((word, place) => place > at && /^(exec|run)$/.test(word.text));
  const isCompose = tool === 'docker-compose' || words[at + 1]?.text === 'compose';
  if (verb < 0 || (!isCompose && verb !== at + 1)) return [];
  const options = optionsOf(words.slice(verb + 1));
  const edits = options.flatMap(withoutTerminal);
  const end = words[verb]?.end ?? 0;
  const isTold = options.some(({ text }) => /^(-\w*T\w*|--no-(tty|TTY))$/.test(text));
  return isTold || tool !== 'docker-compose' ? edits : [...edits, { start: end, end, text: ' -T' }];
}

/**
 * `RED=$(tput setaf 1)` fails where no terminal is named, and the script with it: nothing is drawn, and questions
 * are answered as for one without colours. Null for every other substitution. Source: tput(1), "EXIT CODES".
 */
export function withoutTerminalAnswer(text: string): string | null {
  const [, capability] =
    /^(?:\$\(|`)\s*tput\s+(?:-T\s*\S+\s+)?(\w+)[^|;&()`]*[)`]$/.exec(text) ?? [];
  if (capability === undefined) return null;
  return { colors: '0', cols: '80', lines: '24' }[capability] ?? '';
}

/** The options in front of the container. */
function optionsOf(words: readonly Word[]): readonly Word[] {
  const options: Word[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined || !word.text.startsWith('-')) break;
    options.push(word);
    if (valued.test(word.text)) at++;
  }
  return options;
}

function withoutTerminal({ text, pos, end }: Word): readonly Edit[] {
  if (text === '-it' || text === '-ti') return [{ start: pos, end, text: '-i' }];
  return text === '-t' || text === '--tty' ? [{ start: pos - 1, end, text: '' }] : [];
}
