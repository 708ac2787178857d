import type { Fate } from '../inputs/fates.ts';
import { fatesOf } from '../inputs/fates.ts';
import { inputsOf } from '../inputs/inputs.ts';
import type { Telling } from '../inputs/tellings.ts';
import type { PipelineVariable } from '../repository/pipeline-variables.ts';
import { pipelineVariablesOf } from '../repository/pipeline-variables.ts';
import { slicesOf } from '../repository/slices.ts';
import { codeSpan, text } from './blocks.ts';
import type { Section } from './blocks.ts';
import type { Page } from './speaker.ts';

/** What became of each argument, option, answer and setting of the old script; null without any. */
export function inputsSection(page: Page): Section | null {
  const { plan, context, say } = page;
  const slices = slicesOf(plan, context.lore);
  const { fates, bare } = fatesOf(plan, slices, pipelineVariablesOf(plan, context.lore));
  const rows = [
    ...fates.map((fate) => [
      waysOf(fate)
        .map((telling) => written(telling, page))
        .filter(isFirst)
        .join(', '),
      codeSpan(fate.input.name),
      outcomeOf(fate, page),
    ]),
    ...bare.map((telling) => [
      written({ ...telling, name: '' }, page),
      '',
      say(/-(h|-help|\?)\b/.test(telling.label) ? 'runbook/input-help' : 'runbook/input-branch'),
    ]),
  ];
  if (rows.length === 0) return null;
  return {
    title: say('runbook/heading-inputs'),
    blocks: [
      text(say('runbook/inputs')),
      {
        kind: 'table',
        head: [
          say('runbook/table-script'),
          say('runbook/table-variable'),
          say('runbook/table-outcome'),
        ],
        rows: rows.map((cells) => ({ cells, steps: [] })),
      },
    ],
  };
}

/** How somebody gave the script a variable that a release is given now. */
export function waysToSay({ name }: Pick<PipelineVariable, 'name'>, page: Page): string {
  const { plan, say } = page;
  const input = inputsOf(plan).all.get(name);
  if (input !== undefined) return written(input.tellings[0], page);
  const place = codeSpan((plan.deployment.entry?.file ?? '').replace(`${plan.root}/`, ''));
  const position = /^ARGUMENT_(\d+)$/.exec(name)?.[1];
  return position === undefined
    ? say('runbook/input-caller', { place })
    : say('runbook/input-argument', { place, label: codeSpan(position) });
}

/** `V=${V:-1.0}` after a question is the answer's default. */
function waysOf({ input: { tellings } }: Fate): readonly Telling[] {
  const asked = tellings.filter(({ by }) => by !== 'environment');
  return asked.length === 0 ? tellings : asked;
}

function isFirst(text: string, at: number, all: readonly string[]): boolean {
  return all.indexOf(text) === at;
}

function written({ by, label, file, name }: Telling, { plan, say }: Page): string {
  const place = codeSpan(
    file.startsWith(`${plan.root}/`) ? file.slice(plan.root.length + 1) : file,
  );
  const params = { place, label: label === '' ? '' : codeSpan(label) };
  switch (by) {
    case 'argument':
      return label === ''
        ? say('runbook/input-arguments', params)
        : say('runbook/input-argument', params);
    case 'option':
      return say('runbook/input-option', params);
    case 'prompt':
      return label === ''
        ? say('runbook/input-question', params)
        : say('runbook/input-prompt', params);
    case 'environment':
      return say('runbook/input-environment', { place, label: codeSpan(name) });
  }
}

function outcomeOf({ input, kind }: Fate, { plan, context, say }: Page): string {
  const assumed = codeSpan(context.redaction.redact(input.default ?? ''));
  switch (kind) {
    case 'variable':
      return say('runbook/input-variable', { assumed });
    case 'required':
      return say('runbook/input-required');
    case 'setting':
      return input.default === null || input.default === ''
        ? say('runbook/input-empty')
        : say('runbook/input-setting', { assumed });
    case 'branch':
      return say('runbook/input-source', { branch: codeSpan(plan.deployment.branch ?? 'main') });
    case 'fixed':
      return input.default === null || input.default === ''
        ? say('runbook/input-place')
        : say('runbook/input-fixed', { assumed });
    case 'environment':
      return say('runbook/input-chosen');
    case 'action':
      return say('runbook/input-action');
    case 'secret':
      return say('runbook/input-secret');
    case 'approval':
      return say('runbook/input-approval');
    case 'worked-out':
      return say('runbook/input-worked-out');
    case 'manual':
      return say('runbook/input-manual');
    case 'unread':
      return say('runbook/input-unread');
  }
}
