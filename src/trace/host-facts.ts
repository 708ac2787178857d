/** What a loop over hosts knew of each of them: the variables that its turns set. */
import { textOf } from '../shell/value.ts';
import type { CompoundList } from '../syntax/nodes.ts';
import { walk as visitNodes } from '../syntax/nodes.ts';
import type { Draft } from './draft.ts';
import type { ShellState } from './shell-state.ts';

/** By host and name; several texts where turns did not agree. */
export type HostFacts = Map<string, Map<string, Set<string>>>;

/** Notes what a turn of a loop has set that reached one host. */
export function noteTurn(
  facts: HostFacts,
  drafts: readonly Draft[],
  body: CompoundList,
  state: ShellState,
): void {
  const hosts = new Set(
    drafts.flatMap(({ place, reached }) => (reached ? place.hosts.map(textOf) : [])),
  );
  const [host] = hosts;
  if (hosts.size !== 1 || host == null) return;
  const known = facts.get(host) ?? new Map<string, Set<string>>();
  facts.set(host, known);
  for (const name of assignedIn(body)) {
    const variable = state.variable(name);
    const text = variable?.kind === 'scalar' && variable.value !== null && textOf(variable.value);
    // The host's own name is the host's to say.
    if (typeof text !== 'string' || text.includes(host)) continue;
    known.set(name, (known.get(name) ?? new Set()).add(text));
  }
}

function assignedIn(body: CompoundList): ReadonlySet<string> {
  const names = new Set<string>();
  visitNodes(body, (node) => {
    if (node.type === 'Assignment') names.add(node.name);
    return node.type !== 'Function';
  });
  return names;
}

/** The variables that are one and the same text for all of these hosts. */
export function sharedFacts(
  all: readonly HostFacts[],
  hosts: readonly (string | null)[],
): Readonly<Record<string, string>> {
  const [first, ...others] = hosts.map((host) => factsOf(all, host));
  return Object.fromEntries(
    [...(first ?? [])].filter(([name, text]) => others.every((one) => one.get(name) === text)),
  );
}

function factsOf(all: readonly HostFacts[], host: string | null): ReadonlyMap<string, string> {
  const texts = new Map<string, Set<string>>();
  for (const facts of all)
    for (const [name, own] of (host === null ? undefined : facts.get(host)) ?? [])
      texts.set(name, new Set([...(texts.get(name) ?? []), ...own]));
  return new Map(
    [...texts].flatMap(([name, own]) => {
      const [only] = own;
      return own.size === 1 && only !== undefined ? [[name, only] as const] : [];
    }),
  );
}
