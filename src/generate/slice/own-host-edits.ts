import { askedHosts } from '../../plan/own-host.ts';
import type { For, SyntaxNode } from '../../syntax/nodes.ts';
import { walk } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import type { At, Cutting } from './cutting.ts';
import type { Edit } from './source-lines.ts';

/**
 * `for srv in $WEBS; do curl http://$srv/health`: CodeDeploy goes to each of them by itself, and there a host asks
 * no other one, which may still have the old version or be down.
 */
export function ownHostEdits(node: SyntaxNode, at: At, cutting: Cutting): readonly Edit[] {
  if (cutting.room.kind !== 'host' || at.machine === 'host') return [];
  const edits: Edit[] = [];
  walk(node, (inner) => {
    if (inner.type !== 'For') return undefined;
    const [first] = inner.wordlist ?? [];
    const last = inner.wordlist?.at(-1);
    if (first !== undefined && last !== undefined && asksEachHost(inner, at, cutting))
      edits.push({ start: first.pos, end: last.end, text: '$(hostname -f)' });
    return undefined;
  });
  return edits;
}

/** A check of the deploying machine that a hook makes now, of a host by the variable of the loop. */
function asksEachHost(loop: For, { source }: At, { index, room }: Cutting): boolean {
  const { steps, deployment } = index.plan;
  const hosts = new Set(
    deployment.environments.flatMap(({ hostGroups }) => hostGroups.flatMap((one) => one.hosts)),
  );
  const around = spanInFile(source, loop.pos, loop.end);
  const named = new RegExp(`\\$\\{?${loop.name.value}\\b`);
  return steps.some(({ classified: { kind, step } }) => {
    const { file, start, end } = step.span;
    const isInside = file === around.file && around.start <= start && end <= around.end;
    const asked = kind === 'health-check' && isInside ? askedHosts(step) : [];
    return (
      room.steps.has(step.id) &&
      step.place.kind === 'local' &&
      asked.length > 0 &&
      asked.every((host) => hosts.has(host)) &&
      named.test(step.text)
    );
  });
}
