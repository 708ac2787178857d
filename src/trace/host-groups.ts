import type { Step } from '../model/step.ts';
import type { HostGroup } from '../model/trace.ts';
import type { Value } from '../model/value.ts';
import { alternativesOf, keyOf, literal, textOf } from '../shell/value.ts';

/** The sets of hosts that get the same steps in one environment, in order of first use. */
export function hostGroupsOf(steps: readonly Step[], environment: string): readonly HostGroup[] {
  const groups = groupsBy(hostsIn, steps, environment);
  // A site may be copied to hosts where nothing is ever run.
  return groups.length > 0 ? groups : groupsBy(hostsCopiedTo, steps, environment);
}

type HostsOf = (step: Step, environment: string) => readonly Value[];

function groupsBy(
  hostsOf: HostsOf,
  steps: readonly Step[],
  environment: string,
): readonly HostGroup[] {
  const hosts = new Map<string, { readonly host: Value; readonly steps: string[] }>();
  for (const step of steps) {
    if (!step.reached || !step.environments.includes(environment)) continue;
    for (const host of hostsOf(step, environment)) {
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
  const text = textOf(host);
  if (text === null || /^[\d.:]+$/.test(text)) return '';
  return (text.split('.')[0] ?? '').replace(/[-_]?\d+$/, '').toLowerCase();
}
