/** Both ends of a step that moves files. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Step } from '../model/step.ts';
import type { Value, Word } from '../model/value.ts';
import { alternativesOf, textOf } from '../shell/value.ts';
import { hasFlag, optionValues } from './arguments.ts';
import { valueText } from './value-text.ts';

export interface TransferEnd {
  readonly remote: boolean;
  readonly host: string | null;
  /** As text for people; `$NAME` where it is not known. */
  readonly path: string;
}

export interface TransferEnds {
  readonly from: readonly TransferEnd[];
  readonly to: TransferEnd;
  readonly excludes: readonly string[];
  readonly deletes: boolean;
}

const copiers = ['scp', 'rsync', 'cp', 'mv', 'install'];

/** The ends of a transfer, from its words or from what a rule captured; null when neither says them. */
export function transferEndsOf(classified: ClassifiedStep): TransferEnds | null {
  const { step, captures } = classified;
  if (step.stream !== null) return endsOfStream(step);
  if (step.name !== null && copiers.includes(step.name)) return endsOfCopy(step);
  if (step.name === 'sftp') return endsOfBatch(step);
  if (
    step.redirections.some(({ operator }) => operator.startsWith('>')) &&
    step.stdin.kind === 'pipe'
  ) {
    return null;
  }
  const to = captures['dest.path'] ?? captures['dest'];
  const from = captures['source'] ?? captures['src'] ?? captures['source.path'];
  if (to === undefined || from === undefined) return null;
  return { from: [endOf(from)], to: endOf(to), excludes: [], deletes: 'delete' in captures };
}

function endsOfCopy(step: Step): TransferEnds | null {
  const target = optionValues(step.words, ['-t', '--target-directory'])[0];
  const words = step.plain.map((word) => word.value);
  const to = target ?? words.at(-1);
  const from = target === undefined ? words.slice(0, -1) : words;
  if (to === undefined || from.length === 0) return null;
  return {
    from: from.map(endOf),
    to: endOf(to),
    excludes: optionValues(step.words, ['--exclude']).map(valueText),
    deletes:
      step.name === 'rsync' &&
      hasFlag(
        step.words,
        '--delete',
        '--delete-after',
        '--delete-before',
        '--delete-during',
        '--delete-excluded',
      ),
  };
}

/** `user@host:path` in two; a local path has no host. Source: rsync(1), scp(1). */
export function endOf(value: Value): TransferEnd {
  const first = alternativesOf(value)[0] ?? value;
  const parts = first.kind === 'concat' ? first.parts : [first];
  const at = parts.findIndex((part) => part.kind === 'literal' && /^[^/]*:/.test(part.text));
  const before = parts.slice(0, Math.max(at, 0));
  const isHost = at >= 0 && before.every((part) => !valueText(part).includes('/'));
  if (!isHost) return { remote: false, host: null, path: valueText(first) };
  const text = parts.map(valueText).join('');
  const colon = before.map(valueText).join('').length + valueText(parts[at] as Value).indexOf(':');
  const path = text.slice(colon + 1).replace(/^:/, '');
  return {
    remote: true,
    host: text.slice(0, colon).replace(/^.*@/, ''),
    path: path === '' ? '~' : path,
  };
}

// `tar czf - -C dist . | ssh host 'tar xzf - -C /srv'`
function endsOfStream(step: Step): TransferEnds | null {
  const { stream } = step;
  if (stream === null) return null;
  const folder =
    archiveFolder(stream.consumer) ?? savedTo(stream.consumer) ?? targetOfWrite(step) ?? '~';
  const remoteHost = stream.to.hosts[0];
  return {
    from: packedPaths(stream.producer).map((path) => ({
      remote: stream.from.kind === 'remote',
      host: null,
      path,
    })),
    to: {
      remote: stream.to.kind === 'remote',
      host: remoteHost === undefined ? null : valueText(remoteHost),
      path: folder,
    },
    excludes: optionValues(stream.producer, ['--exclude']).map(valueText),
    deletes: false,
  };
}

/** `ssh host pg_dump db > FILE`: the near end of the stream is a redirection. */
function savedTo([operator, target]: readonly Word[]): string | null {
  const isFile = operator !== undefined && textOf(operator.value) === '>' && target !== undefined;
  return isFile ? valueText(target.value) : null;
}

function targetOfWrite(step: Step): string | null {
  const target = step.redirections.find(({ operator }) => operator.startsWith('>'))?.target;
  return target === undefined || target === null ? null : valueText(target);
}

/** Where an archive is unpacked: `-C DIR`. */
export function archiveFolder(words: readonly Word[]): string | null {
  const folder = optionValues(words, ['-C', '--directory', '-d'])[0];
  return folder === undefined ? null : valueText(folder);
}

/** What `tar c…` packs, seen from the folder that it starts in. */
export function packedPaths(words: readonly Word[]): readonly string[] {
  const folder = archiveFolder(words);
  const plain = plainWordsOfTar(words);
  const isBundle = /^[cvzjJpf]+$/.test(plain[0] ?? '') && (plain[0] ?? '').includes('c');
  const afterBundle = isBundle ? plain.slice((plain[0] ?? '').includes('f') ? 2 : 1) : plain;
  const paths = afterBundle.filter(
    (path) => path !== '-' && !/\.(tgz|tar|tar\.\w+|zip)$/.test(path),
  );
  const members = paths.length === 0 ? ['.'] : paths;
  return folder === null
    ? members
    : members.map((path) => (path === '.' ? folder : `${folder}/${path}`));
}

// The near end of a stream has words but is no step, so nobody has read them as tar does.
const tarValues = ['-C', '--directory', '-f', '--file', '--exclude', '-X', '-T', '--transform'];

function plainWordsOfTar(words: readonly Word[]): readonly string[] {
  const texts = words.slice(1).map(({ value }) => valueText(value));
  return texts.filter(
    (text, at) =>
      (!text.startsWith('-') || text === '-') && !tarValues.includes(texts[at - 1] ?? ''),
  );
}

// sftp -b - host <<EOF / cd DIR / put FILE / EOF
function endsOfBatch(step: Step): TransferEnds | null {
  const text = step.stdin.kind === 'text' ? textOf(step.stdin.text) : null;
  if (text === null) return null;
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/));
  const folder = lines.find(([verb]) => verb === 'cd')?.[1] ?? null;
  const puts = lines.filter(([verb]) => verb === 'put' || verb === 'mput');
  if (puts.length === 0) return null;
  const target = puts[0]?.filter((part) => !part.startsWith('-'))[2];
  const host = step.plain.at(-1);
  const path =
    target === undefined
      ? (folder ?? '~')
      : target.startsWith('/') || folder === null
        ? target
        : `${folder}/${target}`;
  return {
    from: puts.map((put) => ({
      remote: false,
      host: null,
      path: put.filter((part) => !part.startsWith('-'))[1] ?? '.',
    })),
    to: {
      remote: true,
      host: host === undefined ? null : valueText(host.value).replace(/^.*@/, ''),
      path,
    },
    excludes: [],
    deletes: false,
  };
}
