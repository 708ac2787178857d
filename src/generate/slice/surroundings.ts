/** Commands to which the folder they start in, or the variables around them, make no difference. */
import type { Command } from '../../syntax/nodes.ts';
import { walk } from '../../syntax/nodes.ts';
import { fileSource, parseSource } from '../../syntax/parse-source.ts';
import type { Leaf } from './tree.ts';

/** They do what their words say, and start nothing of the application's. */
const deafToVariables =
  /^(systemctl|service|kill|pkill|killall|pgrep|initctl|supervisorctl|nginx|sleep|cp|mv|rm|ln|mkdir|rmdir|touch|chmod|chown|chgrp|setfacl|cat|tee|tail|head|grep|egrep|sed|awk|cut|tr|sort|wc|ls|find|test|\[|echo|printf|true|false|:|timeout|as_user|set|date|basename|dirname|readlink|crontab|logger|tar|gzip|gunzip|unzip|sync)$/;

/** They speak to a service, by a name that is the same from everywhere. */
const deafToFolders =
  /^(systemctl|service|kill|pkill|killall|pgrep|initctl|supervisorctl|nginx|sleep|echo|printf|true|:|as_user|set)$/;

/** A variable that was exported for what the script starts is not for this statement. */
export function ignoresVariables(leaf: Leaf): boolean {
  return surroundingsOf(leaf).variables;
}

/** The statement does the same from every folder. */
export function ignoresFolder(leaf: Leaf): boolean {
  return surroundingsOf(leaf).folder;
}

/** `venv/bin/celery inspect active`, `./status.sh`: a program that the folder has. */
export function callsFromFolder({ lines }: Leaf): boolean {
  const text = lines.map((line) => line.text).join('\n');
  return namesOfCommands(text).some((name) => /^\.{0,2}[\w-][\w.-]*\/|^\.{1,2}\//.test(name));
}

interface Deaf {
  readonly variables: boolean;
  readonly folder: boolean;
}

const known = new WeakMap<Leaf, Deaf>();

function surroundingsOf(leaf: Leaf): Deaf {
  const found = known.get(leaf) ?? deafnessOf(leaf);
  known.set(leaf, found);
  return found;
}

function deafnessOf({ lines, calls }: Leaf): Deaf {
  if (calls.size > 0) return { variables: false, folder: false };
  const text = lines.map((line) => line.text).join('\n');
  const names = namesOfCommands(text);
  // `pkill -F shop.pid` reads a file, as a redirection does.
  const opens =
    /(?<![<>&\d])[<>]{1,2}\s*(?![&>]|\/)/.test(text) ||
    /\b(pkill|pgrep)\s([^;|&\n]*\s)?(-F\s*|--pidfile[\s=])["']?(?![/$~"'])/.test(text);
  return {
    variables: names.every((name) => deafToVariables.test(name)),
    folder: namesOfCommands(text, asksAfar).every((name) => deafToFolders.test(name)) && !opens,
  };
}

/** `curl http://localhost/-/reload`, `docker stop web`, `… | grep -q ok`: no word of it names a file. */
function asksAfar({ name, args }: Command): boolean {
  const words = args.map(({ text }) => text);
  const plain = words.filter((word) => !word.startsWith('-'));
  if (name?.value === 'curl')
    return (
      plain.some((word) => /^["']?https?:\/\//.test(word)) &&
      !words.some(
        (word, at) =>
          /@|^-\w*[oOTFKcbE]$|^--(output|remote|upload|form|config|c(acert|ert|ookie))/.test(
            word,
          ) && words[at + 1] !== '/dev/null',
      )
    );
  if (/^(docker|podman)$/.test(name?.value ?? ''))
    return /^(stop|start|restart|rm|rmi|pull|ps|inspect|kill|logs)$/.test(words[0] ?? '');
  return /^[ef]?grep$/.test(name?.value ?? '') && plain.length === 1;
}

/** Whatever the text runs; the program behind `as_user NAME` and `timeout N`, too. */
function namesOfCommands(
  text: string,
  isLeftOut: (command: Command) => boolean = () => false,
): readonly string[] {
  const names: string[] = [];
  walk(parseSource(fileSource('', text)).script, (node) => {
    if (node.type !== 'Command' || node.name === undefined || isLeftOut(node)) return undefined;
    names.push(node.name.value);
    if (!/^(as_user|timeout)$/.test(node.name.value)) return undefined;
    const words = node.args.flatMap((item) => (item.type === 'Word' ? [item.value] : []));
    names.push(words.filter((word) => !word.startsWith('-'))[1] ?? '');
    return undefined;
  });
  return names;
}
