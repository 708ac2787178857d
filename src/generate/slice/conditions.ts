/** Which conditions and loops around a step fall away in its new place. */
import type { PlannedGuard } from '../../model/deployment.ts';
import type { Span } from '../../model/source.ts';
import type { StepId } from '../../model/step.ts';
import type { For, While } from '../../syntax/nodes.ts';
import type { At, Cutting } from './cutting.ts';
import { machineOf } from './room.ts';
import type { Room } from './room.ts';
import type { ScriptIndex } from './script-index.ts';
import type { Tree } from './tree.ts';
import { stepsIn } from './tree.ts';

/** Answered elsewhere in the pipeline, so that the step runs whenever its place is reached. */
const answered: readonly PlannedGuard['home'][] = ['action', 'approval', 'always', 'pipeline'];

/** Whether the conditions with these places need not be asked any more by the steps under them. */
export function dropsCondition(
  clauses: readonly Span[],
  steps: readonly StepId[],
  { index, room }: Cutting,
  /** Where the guards of the steps stand: the patterns of a `case` lie outside of what it asks. */
  guarding: readonly Span[] = clauses,
): boolean {
  if (steps.length === 0 || steps.some((id) => isRefusedBy(id, clauses, room, index))) return false;
  if (clauses.some((clause) => index.effectsWithin(clause).some((id) => !room.steps.has(id))))
    return true;
  const homes = steps.flatMap((id) =>
    (index.step(id)?.guards ?? []).filter(({ guard }) =>
      guarding.some((clause) => overlaps(clause, guard.span)),
    ),
  );
  if (homes.length > 0) return homes.every(({ home }) => answered.includes(home));
  return room.kind === 'once' && steps.every((id) => isForOneOfTheHosts(id, index));
}

/** Without its condition, what gives up would give up always. */
function isRefusedBy(
  id: StepId,
  clauses: readonly Span[],
  room: Room,
  index: ScriptIndex,
): boolean {
  if (!room.refusals.has(id)) return false;
  const own = index.step(id)?.guards.at(-1)?.guard.span;
  return own !== undefined && clauses.some((clause) => overlaps(clause, own));
}

/**
 * `migrate=yes` on the first host of a loop: among what the same carrier sends to the hosts, the step is
 * known to run on some of them only. An action of the pipeline runs once anyway.
 */
function isForOneOfTheHosts(id: StepId, index: ScriptIndex): boolean {
  const place = index.step(id)?.classified.step.place;
  if (place?.kind !== 'remote' || place.through === null) return false;
  const all = index
    .stepsCarriedBy(place.through)
    .map(({ classified }) => classified.step.place.hosts.length);
  return place.hosts.length < Math.max(0, ...all);
}

function overlaps(one: Span, other: Span): boolean {
  return one.file === other.file && one.start < other.end && other.start < one.end;
}

/** A loop over hosts: CodeDeploy goes to each of them by itself, an action of the pipeline runs once. */
export function isHostLoop(
  node: For | While,
  span: Span,
  body: readonly Tree[],
  at: At,
  { index, room }: Cutting,
): boolean {
  if (at.machine === 'host') return false;
  const planned = body.flatMap(stepsIn).flatMap((id) => index.step(id) ?? []);
  const staysLocal = planned.some(
    ({ classified }) => machineOf(classified.step, index.plan) === 'build',
  );
  if (room.kind !== 'host' && staysLocal) return false;
  const known = index.plan.steps.some(
    ({ classified: { step } }) =>
      step.loop?.overHosts === true &&
      step.loop.span.file === span.file &&
      step.loop.span.start === span.start,
  );
  if (known) return true;
  const list = node.type === 'For' ? (node.wordlist ?? []).map((word) => word.text).join(' ') : '';
  if (
    /(host|server|serveur|srv|node|machine|instance|front)/i.test(
      `${list} ${node.type === 'For' ? node.name.value : ''}`,
    )
  )
    return true;
  const text = at.source.text.slice(node.body.pos, node.body.end);
  const name =
    node.type === 'For'
      ? node.name.value
      : (/read\s+(?:-\w+\s+)*(\w+)/.exec(
          at.source.text.slice(node.clause.pos, node.clause.end),
        )?.[1] ?? '');
  return namesMadeOf(name, text).some((one) =>
    new RegExp(`\\b(ssh|scp|rsync)\\b[^\\n]*(@|\\s|")\\$\\{?${one}\\b`).test(text),
  );
}

/** The variable of a loop, and what its body makes of it: `host=web$n.example.com`. */
function namesMadeOf(name: string, body: string): readonly string[] {
  const names = new Set(name === '' ? [] : [name]);
  for (const one of names)
    for (const [, made = ''] of body.matchAll(
      new RegExp(`(?:^|[\\s;])(\\w+)=["']?[^\\s;]*\\$\\{?${one}\\b`, 'gm'),
    ))
      names.add(made);
  return [...names];
}
