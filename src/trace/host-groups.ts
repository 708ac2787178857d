import type { Step } from '../model/step.ts';
import type { HostGroup } from '../model/trace.ts';
import type { Value } from '../model/value.ts';
import { keyOf, textOf } from '../shell/value.ts';

/** The sets of hosts that get the same steps in one environment, in order of first use. */
export function hostGroupsOf(steps: readonly Step[], environment: string): readonly HostGroup[] {
  const hosts = new Map<string, { readonly host: Value; readonly steps: string[] }>();
  for (const step of steps) {
    if (!step.reached || !step.environments.includes(environment)) continue;
    for (const host of hostsIn(step, environment)) {
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
