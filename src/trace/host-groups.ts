import type { Step } from '../model/step.ts';
import type { HostGroup } from '../model/trace.ts';
import type { Value } from '../model/value.ts';
import { alternativesOf, coversHost, keyOf, literal, rowOf, textOf } from '../shell/value.ts';
import type { HostFacts } from './host-facts.ts';
import { sharedFacts } from './host-facts.ts';

/** The sets of hosts that get the same steps in one environment, in order of first use. */
export function hostGroupsOf(
  steps: readonly Step[],
  environment: string,
  facts: readonly HostFacts[] = [],
): readonly HostGroup[] {
  const groups = withValues(groupsBy(hostsIn, steps, environment), facts);
  // A site may be copied to hosts where nothing is ever run.
  return groups.length > 0 ? groups : groupsBy(hostsCopiedTo, steps, environment);
}

/** What tells one group from another; what all of them share is the script's own to set. */
function withValues(
  groups: readonly HostGroup[],
  facts: readonly HostFacts[],
): readonly HostGroup[] {
  const own = groups.map(({ hosts }) => ({
    ...sharedFacts(facts, hosts.map(textOf)),
    ...rolesIn(hosts),
  }));
  return groups.map((group, at) => {
    const values = Object.entries(own[at] ?? {}).filter(([name, text]) =>
      own.some((other) => other[name] !== undefined && other[name] !== text),
    );
    return values.length === 0 ? group : { ...group, values: Object.fromEntries(values) };
  });
}

/** The role of hosts that have none of those that the script tells apart: its `*)`. */
const otherRole = 'other';

/** What the column of roles holds for the rows; another word than the known ones is none of them. */
function rolesIn(hosts: readonly Value[]): Readonly<Record<string, string>> {
  const [only, ...more] = hosts.map(rowOf);
  return only?.column == null || more.length > 0 ? {} : { [only.column]: only.text ?? otherRole };
}

type HostsOf = (step: Step, environment: string) => readonly Value[];

function groupsBy(
  hostsOf: HostsOf,
  steps: readonly Step[],
  environment: string,
): readonly HostGroup[] {
  const hosts = new Map<string, { readonly host: Value; readonly steps: string[] }>();
  const reached = steps.filter((step) => step.reached && step.environments.includes(environment));
  const rows = rowsOf(reached.flatMap((step) => hostsOf(step, environment)));
  for (const step of reached) {
    for (const host of eachRow(hostsOf(step, environment), rows)) {
      const known = hosts.get(keyOf(host)) ?? { host, steps: [] };
      known.steps.push(step.id);
      hosts.set(keyOf(host), known);
    }
  }
  const groups = new Map<string, Value[]>();
  for (const { host, steps: ids } of hosts.values()) {
    const key = ids.join(' ');
    groups.set(key, [...(groups.get(key) ?? []), host]);
  }
  const used = new Set<string>();
  return [...groups.values()].map((members) => ({
    name: groupName(members, used),
    hosts: members,
  }));
}

/** The rows of tables whose roles are told apart. */
function rowsOf(hosts: readonly Value[]): readonly Value[] {
  const rows = new Map<string, Value>();
  for (const host of hosts) if (rowOf(host)?.column != null) rows.set(keyOf(host), host);
  return [...rows.values()];
}

/** Any row of a table is each of those that are told apart. */
function eachRow(hosts: readonly Value[], rows: readonly Value[]): readonly Value[] {
  const all = hosts.flatMap((host) => {
    const covered = rowOf(host) === null ? [] : rows.filter((row) => coversHost(host, row));
    return covered.length > 0 ? covered : [host];
  });
  return [...new Map(all.map((host) => [keyOf(host), host])).values()];
}

function hostsIn(step: Step, environment: string): readonly Value[] {
  const variants = step.variants.filter((variant) => variant.environment === environment);
  if (variants.length > 0) return variants.flatMap(({ hosts }) => hosts);
  return step.place.kind === 'container' ? (step.place.on?.hosts ?? []) : step.place.hosts;
}

/** `user@host:path` at the end of `scp` or `rsync`, or of what a batch uploads. */
function hostsCopiedTo(step: Step, environment: string): readonly Value[] {
  const copies = step.name === 'scp' || step.name === 'rsync' || step.batch?.overSsh === true;
  if (!copies || step.place.kind !== 'local') return [];
  const variants = step.variants.filter((variant) => variant.environment === environment);
  const texts = variants.length > 0 ? variants.map(({ words }) => words) : [step.words];
  return texts.flatMap((words) => {
    const target = words.at(-1)?.value;
    return target === undefined ? [] : alternativesOf(target).flatMap(hostOfTarget);
  });
}

function hostOfTarget(target: Value): readonly Value[] {
  const host = /^(?:[^@:/\s]+@)?([\w.-]+):(?!\/\/)/.exec(textOf(target) ?? '')?.[1];
  return host === undefined ? [] : [literal(host)];
}

/** `web` for web1 and web2; `hosts` where the names have nothing in common. */
function groupName(members: readonly Value[], used: Set<string>): string {
  const stems = new Set(members.map(stemOf));
  const [stem] = stems;
  const base = stems.size === 1 && stem ? stem : 'hosts';
  let name = base;
  for (let count = 2; used.has(name); count++) name = `${base}-${count}`;
  used.add(name);
  return name;
}

function stemOf(host: Value): string {
  const row = rowOf(host);
  const role = row?.column == null ? row?.text : (row.text ?? otherRole);
  if (role != null) return role.replace(/[^\w.-]+/g, '-');
  const text = textOf(host);
  if (text === null || /^[\d.:]+$/.test(text)) return '';
  return (text.split('.')[0] ?? '').replace(/[-_]?\d+$/, '').toLowerCase();
}
