/** Every condition on which the script gave up, and what asks it now. */
import type { Refusal } from '../../model/refusal.ts';
import type { Lore } from '../../model/lore.ts';
import type { Plan } from '../../model/plan.ts';
import { jobBuildspec } from '../pipeline/jobs.ts';
import { hookPath } from '../repository/hooks.ts';
import { slicesOf } from '../repository/slices.ts';
import type { Slice } from '../slice/slice.ts';
import { codeSpan, text } from './blocks.ts';
import type { Section } from './blocks.ts';
import { inCell, shortened } from './cells.ts';
import type { Page } from './speaker.ts';

/** Null for a script that checks nothing. */
export function checksSection(page: Page): Section | null {
  const { plan, context, say } = page;
  const rows = new Map<string, { cells: readonly string[]; steps: string[] }>();
  for (const refusal of plan.refusals) {
    const cells = [
      context.notes.ofSpans([refusal.guard.span]),
      codeSpan(shortened(conditionOf(refusal, page))),
      homeOf(refusal, page),
    ].map(inCell);
    // Several calls of one function ask the same.
    const row = rows.get(cells.join('|'));
    if (row === undefined) rows.set(cells.join('|'), { cells, steps: [...refusal.steps] });
    else row.steps.push(...refusal.steps);
  }
  if (rows.size === 0) return null;
  return {
    title: say('runbook/heading-checks'),
    blocks: [
      text(say('runbook/checks')),
      {
        kind: 'table',
        head: [
          say('runbook/table-script'),
          say('runbook/table-ended'),
          say('runbook/table-outcome'),
        ],
        rows: [...rows.values()],
      },
    ],
  };
}

/** What had to hold for the script to end. A pattern of `case` says nothing without the word before it. */
function conditionOf({ guard }: Refusal, { context }: Page): string {
  const written =
    guard.source === 'case'
      ? context.redaction.redact(guard.text)
      : context.redaction.text(guard.span);
  const condition = written.replace(/\s+/g, ' ').trim();
  if (!guard.negated) return condition;
  return /&&|\|\||;/.test(condition) ? `! { ${condition}; }` : `! ${condition}`;
}

/** By what was really generated: a condition that could not be printed there is a person's. */
function homeOf(refusal: Refusal, { plan, context, say, sentence }: Page): string {
  const files = filesWith(refusal, plan, context.lore);
  if (files.length > 0) return say('runbook/check-in', { files: files.map(codeSpan).join(', ') });
  if (refusal.isKept) return say('runbook/check-left');
  if (refusal.because.code === 'plan/refusal-variable' && !isRead(refusal, plan, context.lore))
    return say('runbook/check-unread');
  return sentence(refusal.because);
}

/** Some file that was generated reads what the condition asked for. */
function isRead({ guard: { reads, text: asked } }: Refusal, plan: Plan, lore: Lore): boolean {
  // `${!name}` asks for a whole list.
  if (asked.includes('${!')) return true;
  const { hooks, phases, once } = slicesOf(plan, lore);
  const texts = [...hooks.values(), ...phases.values(), ...once.values()].flatMap(
    ({ pieces, functions }) =>
      [...pieces, ...functions].flatMap(({ lines }) => lines.map((line) => line.text)),
  );
  const exported = [...hooks.values(), ...phases.values(), ...once.values()].flatMap((slice) => [
    ...slice.exported,
  ]);
  return reads.some(
    (name) =>
      exported.includes(name) || texts.some((one) => new RegExp(`\\$\\{?${name}\\b`).test(one)),
  );
}

function filesWith({ steps }: Refusal, plan: Plan, lore: Lore): readonly string[] {
  const { hooks, phases, once } = slicesOf(plan, lore);
  const asks = ({ refusals }: Slice) => steps.some((id) => refusals.has(id));
  return [
    ...([...phases.values()].some(asks) ? ['buildspec.yml'] : []),
    ...[...hooks].flatMap(([event, slice]) => (asks(slice) ? [hookPath(event)] : [])),
    ...[...once].flatMap(([name, slice]) => (asks(slice) ? [jobBuildspec(name)] : [])),
  ];
}
