/** The words of a step, as the plan's decisions need them. */
import type { Step } from '../model/step.ts';
import type { Value, Word } from '../model/value.ts';
import { textOf } from '../shell/value.ts';
import { valueText } from './value-text.ts';

// Options of the commands looked at here whose value is the next word.
const valueOptions: Readonly<Record<string, readonly string[]>> = {
  rsync: [
    '-e',
    '--rsh',
    '-f',
    '--filter',
    '--exclude',
    '--include',
    '--exclude-from',
    '--include-from',
    '--files-from',
    '--rsync-path',
    '--chown',
    '--chmod',
    '--bwlimit',
    '--timeout',
    '--password-file',
    '--log-file',
    '--temp-dir',
    '-T',
    '--partial-dir',
    '--backup-dir',
  ],
  scp: ['-i', '-P', '-o', '-c', '-F', '-J', '-l', '-S'],
  tar: ['-C', '--directory', '-f', '--file', '--exclude', '-X', '-T', '--transform'],
  unzip: ['-d', '-x'],
  cp: ['-t', '-S'],
  mv: ['-t', '-S'],
  install: ['-o', '-g', '-m', '-t', '--owner', '--group', '--mode'],
  ln: ['-t', '-S'],
  git: ['-C', '-c', '--git-dir', '--work-tree', '-b', '--branch', '--depth'],
  docker: [
    '-t',
    '--tag',
    '-f',
    '--file',
    '--build-arg',
    '--name',
    '-p',
    '-v',
    '-e',
    '--env',
    '--env-file',
    '--network',
    '--restart',
    '--platform',
    '--target',
    '--context',
  ],
  curl: [
    '-X',
    '-H',
    '-d',
    '-o',
    '-u',
    '-m',
    '-w',
    '-F',
    '-A',
    '-b',
    '-c',
    '-e',
    '--data',
    '--data-raw',
    '--data-urlencode',
    '--max-time',
    '--connect-timeout',
    '--retry',
    '--retry-delay',
    '--header',
    '--request',
    '--user',
    '--output',
    '--write-out',
    '--cacert',
    '--cert',
    '--key',
    '--resolve',
    '-T',
  ],
  wget: ['-O', '-o', '-T', '-t', '--timeout', '--tries', '--header', '-P'],
  chown: ['--reference', '--from'],
  chmod: ['--reference'],
  aws: [
    '--region',
    '--profile',
    '--output',
    '--query',
    '--endpoint-url',
    '--cluster',
    '--service',
    '--task-definition',
    '--desired-count',
    '--distribution-id',
    '--paths',
    '--exclude',
    '--include',
    '--acl',
    '--cache-control',
    '--function-name',
    '--zip-file',
  ],
};

/** Arguments without options and their values; the command's name is left out. */
export function plainArguments(step: Pick<Step, 'words' | 'name'>): readonly Word[] {
  const withValue = valueOptions[step.name ?? ''] ?? [];
  const found: Word[] = [];
  for (let at = 1; at < step.words.length; at += 1) {
    const word = step.words[at] as Word;
    const text = textOf(word.value);
    if (text !== null && withValue.includes(text)) at += 1;
    else if (!valueText(word.value).startsWith('-') || text === '-') found.push(word);
  }
  return found;
}

/** The texts of the plain arguments, for people. */
export function argumentTexts(step: Pick<Step, 'words' | 'name'>): readonly string[] {
  return plainArguments(step).map((word) => valueText(word.value));
}

/** Every value of an option: `--exclude x`, `--exclude=x`; short ones also attached (`-Cdir`). */
export function optionValues(words: readonly Word[], names: readonly string[]): readonly Value[] {
  const found: Value[] = [];
  words.forEach((word, at) => {
    const text = valueText(word.value);
    const next = words[at + 1];
    if (names.includes(text) && next !== undefined) found.push(next.value);
    const attached = names.find((name) => text.startsWith(`${name}=`));
    if (attached !== undefined)
      found.push({ kind: 'literal', text: text.slice(attached.length + 1) });
  });
  return found;
}

/** One of the flags stands among the words; single letters are also found in clusters (`-avz`). */
export function hasFlag(words: readonly Word[], ...names: readonly string[]): boolean {
  return words.some((word) => {
    const text = valueText(word.value);
    return names.some((name) =>
      /^-[A-Za-z]$/.test(name)
        ? /^-[A-Za-z]+$/.test(text) && text.includes(name.slice(1))
        : text === name || text.startsWith(`${name}=`),
    );
  });
}

/** Name and first plain arguments, such as `aws ecs update-service`. */
export function commandHead(step: Pick<Step, 'words' | 'name'>, count: number): string {
  return [step.name ?? '', ...argumentTexts(step).slice(0, count - 1)].join(' ');
}
