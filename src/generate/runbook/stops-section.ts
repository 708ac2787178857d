import type { PlannedStep } from '../../model/plan.ts';
import type { StepFailure } from '../../model/step-failure.ts';
import { nameOf } from '../failure/output-scripts.ts';
import { codeSpan, list, text } from './blocks.ts';
import type { Block, Item, Section } from './blocks.ts';
import { inCell, shortened } from './cells.ts';
import type { Page } from './speaker.ts';

interface Told extends StepFailure {
  readonly planned: PlannedStep;
}

/** Steps whose failure the script passed over and the deployment does not, and the other way round. */
export function stopsSection(page: Page): Section {
  const { plan, context, say } = page;
  const planned = new Map(plan.steps.map((one) => [one.classified.step.id, one]));
  const told = context.failures.flatMap((failure): readonly Told[] => {
    const step = planned.get(failure.step);
    return step === undefined ? [] : [{ ...failure, planned: step }];
  });
  const hardened = told.filter(({ change }) => change === 'hardened');
  const softened = told.filter(({ change }) => change === 'softened');
  return {
    title: say('runbook/heading-stops'),
    blocks: [
      ...(hardened.length === 0 ? noStops(page) : stopsOf(hardened, page)),
      ...addedOf(page),
      ...(softened.length === 0
        ? []
        : [text(say('runbook/goes-on')), list(itemsOf(softened, page))]),
    ],
  };
}

function noStops({ context, say }: Page): readonly Block[] {
  return [text(say(context.addedStops.length === 0 ? 'runbook/no-stops' : 'runbook/no-own-stops'))];
}

/** What was added, file by file. */
function addedOf({ context, say }: Page): readonly Block[] {
  const items = context.addedStops.map(({ kind, path }): Item => {
    const params = { name: codeSpan(path), text: say(`runbook/stops-added-${kind}`) };
    return { text: say('runbook/pair', params), steps: [] };
  });
  return items.length === 0 ? [] : [text(say('runbook/stops-added')), list(items)];
}

/** Only a command can be told to fail quietly: what AWS does itself stops the deployment. */
function stopsOf(hardened: readonly Told[], page: Page): readonly Block[] {
  const commands = hardened.filter(isCommand);
  const others = hardened.filter((one) => !isCommand(one));
  return [
    ...(commands.length === 0 ? [] : [text(page.say('runbook/stops')), tableOf(commands, page)]),
    ...(others.length === 0 ? [] : [text(page.say('runbook/stops-in-aws')), tableOf(others, page)]),
  ];
}

function isCommand({ at }: Told): boolean {
  return at !== null && /(?:\.sh|(?:^|\/)buildspec[^/]*\.yml)$/.test(at.path);
}

function tableOf(hardened: readonly Told[], page: Page): Block {
  const { say, context } = page;
  const rows = new Map<string, { cells: readonly string[]; steps: string[] }>();
  for (const failure of [...hardened].sort(byScript)) {
    const script = context.notes.of([failure.step]);
    const cells = [script, commandOf(failure, page), placeOf(failure, page)].map(inCell);
    // The same line for several calls of a function, or for several environments.
    const row = rows.get(cells.join('|'));
    if (row === undefined) rows.set(cells.join('|'), { cells, steps: [failure.step] });
    else row.steps.push(failure.step);
  }
  return {
    kind: 'table',
    head: [say('runbook/table-script'), say('runbook/table-command'), say('runbook/table-now')],
    rows: [...rows.values()],
  };
}

function byScript({ planned: one }: Told, { planned: other }: Told): number {
  const [a, b] = [one.classified.step.span, other.classified.step.span];
  return a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1;
}

function itemsOf(softened: readonly Told[], page: Page): readonly Item[] {
  const items = softened.map((failure): Item => {
    const place = page.context.notes.of([failure.step]);
    const why = page.say(`runbook/goes-on-${failure.meant ?? 'other'}`);
    return {
      text: page.say('runbook/manual', { place, command: commandOf(failure, page), why }),
      steps: [failure.step],
    };
  });
  return [...new Map(items.map((item) => [item.text, item])).values()];
}

function commandOf({ planned }: Told, { context }: Page): string {
  return codeSpan(shortened(context.redaction.text(planned.classified.step.span)));
}

/** Without its line, which moves with every edit. */
function placeOf({ at, planned }: Told, { say }: Page): string {
  // The appspec installs what the source action brought, and never runs the command.
  if (planned.destination === 'source') return say('runbook/stops-source');
  return codeSpan(at === null ? 'pipeline.yaml' : nameOf(at.path));
}
