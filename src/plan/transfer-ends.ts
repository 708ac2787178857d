/** Both ends of a step that moves files. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Step } from '../model/step.ts';
import type { Value, Word } from '../model/value.ts';
import { alternativesOf, textOf } from '../shell/value.ts';
import { hasFlag, optionValues } from './arguments.ts';
import { normalPath, resolvedFrom } from './paths.ts';
import { valueText } from './value-text.ts';

export interface TransferEnd {
  readonly remote: boolean;
  readonly host: string | null;
  /** Who logs in there; null where the path says nobody. */
  readonly user: string | null;
  /** As text for people; `$NAME` where it is not known. */
  readonly path: string;
  /** An archive carries it, in a stream from machine to machine. */
  readonly isStreamed: boolean;
  /** The folders that an archive keeps: the path below the target; null outside one and for `.`. */
  readonly kept: string | null;
  /** The path names one file, whatever it looks like. */
  readonly isFile: boolean;
}

export interface TransferEnds {
  readonly from: readonly TransferEnd[];
  readonly to: TransferEnd;
  readonly excludes: readonly string[];
  /** rsync's options that choose files, in their order; empty where `excludes` says it all. */
  readonly filters: readonly string[];
  readonly deletes: boolean;
}

const copiers = ['scp', 'rsync', 'cp', 'mv', 'install'];

/** The ends of a transfer, from its words or from what a rule captured; null when neither says them. */
export function transferEndsOf(classified: ClassifiedStep): TransferEnds | null {
  return endsOfWrite(classified.step) ?? endsOfTransfer(classified);
}

function endsOfTransfer({ step, captures }: ClassifiedStep): TransferEnds | null {
  if (step.stream !== null) return endsOfStream(step);
  // Nothing that AWS installs with reaches an FTP server: its ends are no hosts.
  if (step.batch?.overSsh === false) return null;
  if (step.name === 'mirror' && step.batch !== undefined) return endsOfMirror(step);
  if (step.name !== null && (copiers.includes(step.name) || step.batch !== undefined))
    return endsOfCopy(step);
  if (
    step.redirections.some(({ operator }) => operator.startsWith('>')) &&
    step.stdin.kind === 'pipe'
  ) {
    return null;
  }
  const to = captures['dest.path'] ?? captures['dest'];
  const from = captures['source'] ?? captures['src'] ?? captures['source.path'];
  if (to === undefined || from === undefined) return null;
  return { from: [endOf(from)], to: endOf(to), ...takesAll, deletes: 'delete' in captures };
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
    filters: step.name === 'rsync' ? filtersOf(step.words) : [],
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

const choosing =
  /^(--(exclude|include|filter|exclude-from|include-from|files-from)|-f)(=.*)?$|^-[A-Za-z]*C[A-Za-z]*$|^--cvs-exclude$/s;

/** Source: rsync(1), "FILTER RULES": the first rule that matches decides, so that their order counts. */
function filtersOf(words: readonly Word[]): readonly string[] {
  const texts = words.map(({ value }) => valueText(value));
  const options = texts.flatMap((text, at) => {
    if (!choosing.test(text)) return [];
    if (/^-[A-Za-z]*C|^--cvs/.test(text)) return ['--cvs-exclude'];
    const name = text === '-f' ? '--filter' : text;
    return name.includes('=') ? [name] : [`${name}=${texts[at + 1] ?? ''}`];
  });
  return options.every((option) => option.startsWith('--exclude=')) ? [] : options;
}

// lftp's `-x` is a regular expression; only those that stand for one path have a place in a list of paths.
function endsOfMirror(step: Step): TransferEnds | null {
  const ends = endsOfCopy(step);
  if (ends === null) return null;
  const expressions = optionValues(step.words, ['-x', '--exclude']).map(valueText);
  const paths = expressions
    .map((text) => text.replace(/^\^|\$$/g, '').replace(/\\\./g, '.'))
    .filter((text) => !/[\\^$*+?()[\]{}|]/.test(text));
  const globs = optionValues(step.words, ['-X', '--exclude-glob']).map(valueText);
  return {
    ...ends,
    excludes: [...paths, ...globs],
    deletes: hasFlag(step.words, '-e', '--delete'),
  };
}

const takesAll = { excludes: [], filters: [] };
const plainEnd = { user: null, isStreamed: false, kept: null, isFile: false };

/** `user@host:path` in two, with all hosts that it may be; a local path has none. Source: rsync(1), scp(1). */
export function endOf(value: Value): TransferEnd {
  const [first = value, ...others] = alternativesOf(value);
  const end = endOfOne(first);
  if (end.host === null) return end;
  const hosts = [end.host, ...others.map((other) => endOfOne(other).host ?? '')];
  return { ...end, host: [...new Set(hosts.filter((host) => host !== ''))].join('|') };
}

function endOfOne(first: Value): TransferEnd {
  const parts = first.kind === 'concat' ? first.parts : [first];
  const at = parts.findIndex((part) => part.kind === 'literal' && /^[^/]*:/.test(part.text));
  const before = parts.slice(0, Math.max(at, 0));
  const isHost = at >= 0 && before.every((part) => !valueText(part).includes('/'));
  // `s3://bucket`, `gs://bucket`: a store is no host, and what goes there no file of one.
  const isAddress =
    /^[a-z][a-z0-9+.-]*:\/\//.test(valueText(first)) &&
    !/^(rsync|scp|sftp|ssh):/.test(valueText(first));
  if (!isHost || isAddress)
    return { ...plainEnd, remote: false, host: null, path: valueText(first) };
  const text = parts.map(valueText).join('');
  const colon = before.map(valueText).join('').length + valueText(parts[at] as Value).indexOf(':');
  const path = text.slice(colon + 1).replace(/^:/, '');
  const [, user = null, host = ''] = /^(?:(.*)@)?(.*)$/s.exec(text.slice(0, colon)) ?? [];
  return {
    ...plainEnd,
    remote: true,
    host,
    user,
    path: path === '' ? '~' : path,
  };
}

// `tar czf - -C dist . | ssh host 'tar xzf - -C /srv'`
function endsOfStream(step: Step): TransferEnds | null {
  const { stream } = step;
  if (stream === null) return null;
  const named = archiveFolder(stream.consumer) ?? savedTo(stream.consumer) ?? targetOfWrite(step);
  const base = unpackedIn(step);
  const folder = base === null ? (named ?? '~') : resolvedFrom(base, named ?? '.');
  const hosts = stream.to.hosts.map(valueText);
  return {
    from: packedPaths(stream.producer).map((packed) => ({
      ...packed,
      isFile: false,
      user: null,
      remote: stream.from.kind === 'remote',
      host: null,
      isStreamed: true,
    })),
    to: {
      ...plainEnd,
      remote: stream.to.kind === 'remote',
      host: hosts.length === 0 ? null : hosts.join('|'),
      path: folder,
    },
    excludes: optionValues(stream.producer, ['--exclude']).map(valueText),
    filters: [],
    deletes: false,
  };
}

/**
 * One file of this machine that is written on another as it is: `cat FILE | ssh host tee PATH`,
 * `ssh host 'cat > PATH' < FILE`. Null for any other step.
 */
export function endsOfWrite(step: Step): TransferEnds | null {
  const path = step.place.kind === 'remote' ? writtenPath(step) : null;
  const from = path === null ? null : fileSentTo(step);
  if (path === null || from === null) return null;
  const hosts = step.place.hosts.map(valueText);
  return {
    from: [{ ...plainEnd, remote: false, host: null, path: from, isFile: true }],
    to: {
      ...plainEnd,
      remote: true,
      host: hosts.length === 0 ? null : hosts.join('|'),
      path,
      isFile: true,
    },
    ...takesAll,
    deletes: false,
  };
}

function writtenPath({ name, words, plain, redirections }: Step): string | null {
  const [first, ...others] = plain;
  if (name === 'tee' && first !== undefined && others.length === 0 && !hasFlag(words, '-a'))
    return valueText(first.value);
  if (name !== 'cat' || first !== undefined) return null;
  const target = redirections.find(({ operator }) => operator === '>')?.target ?? null;
  return target === null ? null : valueText(target);
}

/** What the step reads from the near machine; a redirection of its own would read a file of its host. */
function fileSentTo({ stream, stdin, redirections }: Step): string | null {
  if (stream !== null) {
    const [command, path, ...rest] = stream.producer.map(({ value }) => valueText(value));
    const isFile = command === 'cat' && path !== undefined && rest.length === 0;
    return isFile && stream.from.kind === 'local' && !/^-|[*?]/.test(path) ? path : null;
  }
  const isOwn = redirections.some(({ operator }) => operator.startsWith('<'));
  return stdin.kind === 'file' && !isOwn ? valueText(stdin.path) : null;
}

/** `ssh host 'cd DIR && tar x'`: where the shell of the far end went. */
function unpackedIn({ place, stream, cwd }: Step): string | null {
  return place.kind === 'remote' && stream?.to.kind === 'remote' && cwd !== null
    ? valueText(cwd)
    : null;
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
function archiveFolder(words: readonly Word[]): string | null {
  const folder = optionValues(words, ['-C', '--directory', '-d'])[0];
  return folder === undefined ? null : valueText(folder);
}

/** What `tar c…` packs, seen from the folder that it starts in, and the path that a member keeps. */
function packedPaths(words: readonly Word[]): readonly Pick<TransferEnd, 'path' | 'kept'>[] {
  if (words[0] !== undefined && valueText(words[0].value) === 'git') return packedByGit(words);
  const folder = archiveFolder(words);
  const plain = plainWordsOfTar(words);
  const isBundle = /^[cvzjJpf]+$/.test(plain[0] ?? '') && (plain[0] ?? '').includes('c');
  const afterBundle = isBundle ? plain.slice((plain[0] ?? '').includes('f') ? 2 : 1) : plain;
  const paths = afterBundle.filter(
    (path) => path !== '-' && !/\.(tgz|tar|tar\.\w+|zip)$/.test(path),
  );
  const members = paths.length === 0 ? ['.'] : paths;
  const isTar = words[0] !== undefined && valueText(words[0].value) === 'tar';
  return members.map((path) => ({
    path: folder === null ? path : path === '.' ? folder : `${folder}/${path}`,
    kept: isTar && !/^\.?\/?$|^\.\/$|\*$/.test(path) ? normalPath(path).replace(/^\//, '') : null,
  }));
}

/**
 * What `git archive` packs: the whole tree or paths of it, by their names; the folder that a revision
 * names, without it. Source: git-archive(1).
 */
function packedByGit(words: readonly Word[]): readonly Pick<TransferEnd, 'path' | 'kept'>[] {
  const base = optionValues(words, ['-C'])[0];
  const texts = words.map(({ value }) => valueText(value));
  const plain = texts.slice(texts.indexOf('archive') + 1).filter((text) => !text.startsWith('-'));
  const [revision = '', ...paths] = plain;
  const root = base === undefined ? '' : `${valueText(base)}/`;
  const inside = /^[^:]+:(.+)$/.exec(revision)?.[1];
  if (inside !== undefined) return [{ path: `${root}${inside}`, kept: null }];
  if (paths.length === 0) return [{ path: root === '' ? '.' : root, kept: null }];
  return paths.map((path) => ({ path: `${root}${path}`, kept: normalPath(path) }));
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
