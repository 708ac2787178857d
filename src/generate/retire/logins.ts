import type { Plan } from '../../model/plan.ts';
import type { Step, StepId } from '../../model/step.ts';
import { transferEndsOf } from '../../plan/transfer-ends.ts';
import { optionValues } from '../../plan/arguments.ts';
import { valueText } from '../../plan/value-text.ts';

/** An access over ssh that the scripts used. */
export interface Login {
  readonly user: string | null;
  readonly hosts: readonly string[];
  readonly port: string | null;
  readonly steps: readonly StepId[];
}

/** Every user with whom the scripts reached hosts, one entry per user and port. */
export function loginsOf({ steps }: Plan): readonly Login[] {
  const found = new Map<
    string,
    { login: Omit<Login, 'hosts' | 'steps'>; hosts: Set<string>; steps: Set<StepId> }
  >();
  const add = (
    user: string | null,
    hosts: readonly string[],
    port: string | null,
    step: StepId,
  ) => {
    const key = JSON.stringify([user, port]);
    const entry = found.get(key) ?? { login: { user, port }, hosts: new Set(), steps: new Set() };
    found.set(key, entry);
    // `?` stands for a host that nobody can name.
    for (const host of hosts) if (host !== '?') entry.hosts.add(host);
    entry.steps.add(step);
  };
  for (const { classified } of steps) {
    const { step } = classified;
    if (!step.reached) continue;
    const place = step.place.kind === 'container' ? step.place.on : step.place;
    if (place?.kind === 'remote') {
      add(
        place.user === null ? null : valueText(place.user),
        place.hosts.map(valueText),
        place.port === null ? null : valueText(place.port),
        step.id,
      );
    }
    for (const host of copyHostsOf(classified)) {
      const [, user, name] = /^(?:([^@]*)@)?(.*)$/.exec(host) ?? [];
      add(user ?? null, name === undefined ? [] : [name], portOf(step), step.id);
    }
  }
  return [...found.values()].map(({ login, hosts, steps: ids }) => ({
    ...login,
    hosts: [...hosts],
    steps: [...ids],
  }));
}

function copyHostsOf(classified: Plan['steps'][number]['classified']): readonly string[] {
  if (classified.kind !== 'transfer') return [];
  const ends = transferEndsOf(classified);
  if (ends === null) return [];
  return [...ends.from, ends.to].flatMap(({ remote, host }) =>
    remote && host !== null ? [host] : [],
  );
}

function portOf({ name, words }: Step): string | null {
  const value = name === 'scp' || name === 'sftp' ? optionValues(words, ['-P'])[0] : undefined;
  return value === undefined ? null : valueText(value);
}

/** Key files that the scripts name: `-i FILE`, `IdentityFile=FILE`, `ssh-add FILE`. */
export function keyFilesOf({ steps, trace }: Plan): readonly {
  readonly key: string;
  readonly steps: readonly StepId[];
}[] {
  const found = new Map<string, StepId[]>();
  for (const { classified } of steps) {
    const { step } = classified;
    const carrier = step.place.through;
    const source = carrier === null ? undefined : trace.sources.get(carrier.file);
    const texts = [
      ...(/^(ssh|scp|sftp|rsync|ssh-add)$/.test(step.name ?? '') ? [step.text] : []),
      ...(carrier === null || source === undefined
        ? []
        : [source.text.slice(carrier.start, carrier.end)]),
    ];
    for (const key of texts.flatMap(keysIn)) {
      const known = found.get(key) ?? [];
      if (!known.includes(step.id)) known.push(step.id);
      found.set(key, known);
    }
  }
  return [...found].map(([key, ids]) => ({ key, steps: ids }));
}

function keysIn(text: string): readonly string[] {
  const [head = ''] = text.split('\n');
  const named = [...head.matchAll(/(?:\s-i\s*|IdentityFile[= ])["']?([^\s"']+)/g)];
  const added = /^ssh-add\s+(?:-\S+\s+)*["']?([^\s"']+)/.exec(head);
  return [...named.map((match) => match[1] ?? ''), ...(added === null ? [] : [added[1] ?? ''])];
}
