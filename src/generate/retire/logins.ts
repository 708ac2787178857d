import type { Plan } from '../../model/plan.ts';
import type { Place, Step, StepId } from '../../model/step.ts';
import type { Value } from '../../model/value.ts';
import { optionValues } from '../../plan/arguments.ts';
import { endOf } from '../../plan/transfer-ends.ts';
import { assumedText, valueText } from '../../plan/value-text.ts';
import { alternativesOf } from '../../shell/value.ts';

/** An access over ssh that the scripts used. */
export interface Login {
  readonly user: string | null;
  readonly hosts: readonly string[];
  readonly port: string | null;
  readonly steps: readonly StepId[];
}

type Access = Omit<Login, 'steps'>;

/** Every user with whom the scripts reached hosts, one entry per user and port. */
export function loginsOf({ steps }: Plan): readonly Login[] {
  const found = new Map<string, { access: Access; hosts: Set<string>; steps: Set<StepId> }>();
  for (const { classified } of steps) {
    const { step } = classified;
    if (!step.reached) continue;
    for (const access of [...placesOf(step).flatMap(accessOf), ...copiesOf(step)]) {
      const key = JSON.stringify([access.user, access.port]);
      const entry = found.get(key) ?? { access, hosts: new Set(), steps: new Set() };
      found.set(key, entry);
      // `?` stands for a host that nobody can name.
      for (const host of access.hosts) if (host !== '?') entry.hosts.add(host);
      entry.steps.add(step.id);
    }
  }
  return [...found.values()].map(({ access, hosts, steps: ids }) => ({
    ...access,
    hosts: [...hosts],
    steps: [...ids],
  }));
}

function placesOf({ place, stream }: Step): readonly Place[] {
  const own = place.kind === 'container' ? place.on : place;
  const places = [own, stream?.from ?? null, stream?.to ?? null];
  return places.flatMap((one) => (one?.kind === 'remote' ? [one] : []));
}

function accessOf({ user, hosts, port }: Place): readonly Access[] {
  return [
    {
      user: user === null ? null : assumedText(user),
      hosts: hosts.map(valueText),
      port: port === null ? null : assumedText(port),
    },
  ];
}

/** `scp app.jar deploy@web1:/srv`: a copy logs in by itself, once per host that the path may name. */
function copiesOf(step: Step): readonly Access[] {
  const { name, batch, plain } = step;
  if (batch?.overSsh === false) return [];
  if (batch === undefined && !/^(scp|rsync|sftp)$/.test(name ?? '')) return [];
  const port = portOf(step);
  return plain.flatMap((word) =>
    alternativesOf(word.value)
      .map(endOf)
      .flatMap(({ host, user }) => (host === null ? [] : [{ user, hosts: [host], port }])),
  );
}

/** Source: scp(1), sftp(1): `-P`; rsync(1): the shell of `-e` takes ssh's own `-p`. */
function portOf({ name, words }: Step): string | null {
  const own = name === 'scp' || name === 'sftp' ? optionValues(words, ['-P'])[0] : undefined;
  if (own !== undefined) return assumedText(own);
  return shellsOf(words).flatMap((shell) => /\s-p\s*(\S+)/.exec(shell)?.[1] ?? [])[0] ?? null;
}

/** What rsync is told to reach the host with. */
function shellsOf(words: Step['words']): readonly string[] {
  return optionValues(words, ['-e', '--rsh']).map(assumedText);
}

/** A private key that the scripts used. */
export interface Key {
  /** The file; null where ssh-add reads the key itself. */
  readonly file: string | null;
  /** Variables that ssh-add was handed the key from. */
  readonly variables: readonly string[];
  readonly steps: readonly StepId[];
}

/** Keys that the scripts name: `-i FILE`, `IdentityFile=FILE`, `ssh-add FILE`, `echo "$KEY" | ssh-add -`. */
export function keysOf({ steps, trace }: Plan): readonly Key[] {
  const found = new Map<string, Omit<Key, 'steps'> & { steps: Set<StepId> }>();
  for (const { classified } of steps) {
    const { step } = classified;
    for (const file of keyFilesOf(step)) {
      const isText = file === '-' || file === '?' || file.startsWith('<(');
      const line = isText ? lineAround(step, trace.sources.get(step.span.file)?.text ?? '') : '';
      const variables = [...line.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
      const entry = { file: isText ? null : file, variables, steps: new Set<StepId>() };
      const key = JSON.stringify([entry.file, variables]);
      found.set(key, found.get(key) ?? entry);
      found.get(key)?.steps.add(step.id);
    }
  }
  return [...found.values()].map((key) => ({ ...key, steps: [...key.steps] }));
}

function keyFilesOf(step: Step): readonly string[] {
  const { name, words, plain } = step;
  const places = placesOf(step).flatMap(({ identity }) => identity ?? []);
  // rsync's own `-i` lists changes.
  const options = /^(ssh|scp|sftp)$/.test(name ?? '') ? optionValues(words, ['-i']) : [];
  const settings = optionValues(words, ['-o'])
    .map(assumedText)
    .flatMap((text) => /^IdentityFile[= ](\S+)/i.exec(text)?.[1] ?? []);
  const shells = shellsOf(words).flatMap((text) => /\s-i\s*(\S+)/.exec(text)?.[1] ?? []);
  const added = name === 'ssh-add' && !listsOrRemoves(words) ? plain.map(({ value }) => value) : [];
  const isCopy = /^(ssh|scp|sftp|rsync)$/.test(name ?? '');
  return [
    ...[...places, ...options, ...added].map((value: Value) => assumedText(value)),
    ...(isCopy ? [...settings, ...shells] : []),
  ];
}

/** Source: ssh-add(1): `-d` and `-D` remove, `-l` and `-L` list. */
function listsOrRemoves(words: Step['words']): boolean {
  return words.some(({ value }) => /^-[dDlLxX]$/.test(valueText(value)));
}

/** The line that a step stands on: the command that hands it its input stands before it. */
function lineAround({ span }: Step, text: string): string {
  const from = text.lastIndexOf('\n', span.start - 1) + 1;
  const to = text.indexOf('\n', span.end);
  return text.slice(from, to < 0 ? undefined : to);
}
