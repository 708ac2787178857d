import { sentenceOf } from '../../../messages/messages.ts';
import type { Language } from '../../../model/message.ts';
import { rolloutStatus } from '../../../rollout/rollout-status.ts';
import type { ApplicationStatus } from '../../../rollout/rollout-status.ts';
import { columnsText } from '../../columns.ts';
import type { DefineCommand } from '../../command.ts';
import { exitCodes } from '../../exit-codes.ts';
import { choose } from '../../formats.ts';
import { fleetFacts } from './fleet-facts.ts';
import type { FactOptions } from './fleet-facts.ts';
import { openRollout, tellProblems } from './open-rollout.ts';
import { sayIn, withRolloutOptions } from './options.ts';

/** `rollout status`: where every application stands, and what it waits for. */
export const defineRolloutStatus: DefineCommand = (program, io, finish) => {
  withRolloutOptions(
    program.command('status').description('where every application stands, what it waits for'),
  )
    .option('--from <file>', 'what verify --format json said')
    .action((options: FactOptions) => {
      const given = options.json === true ? 'json' : options.format;
      const format = choose(given, ['table', 'json'], '--format', options.lang);
      const opened = openRollout(io, options);
      const facts = fleetFacts(io, options, options.app ?? []);
      const all = rolloutStatus({ ...opened, facts });
      const shown = all.filter(({ app }) => options.app?.includes(app) ?? true);
      io.stdout(format === 'json' ? jsonOf(shown, options.lang) : tableOf(shown, options.lang));
      finish(tellProblems(io, opened, options) ? exitCodes.unreadInput : exitCodes.done);
    });
};

function tableOf(all: readonly ApplicationStatus[], lang: Language): string {
  const say = sayIn(lang);
  const names = ['application', 'wave', 'stage', 'waits-for', 'last-execution', 'remarks'];
  const rows = all.map((one) => [
    one.app,
    one.wave ?? '–',
    one.state.held === null ? one.state.stage : `held (${one.state.stage})`,
    one.waiting.map(({ gate }) => gate).join(', ') || '–',
    one.lastExecution === null
      ? '–'
      : `${one.lastExecution.status} ${(one.lastExecution.startedAt ?? '').slice(0, 16)}`.trim(),
    remarksOf(one, lang).join('; '),
  ]);
  return columnsText([names.map((name) => say(`heading/${name}`)), ...rows]);
}

function remarksOf({ state }: ApplicationStatus, lang: Language): readonly string[] {
  const say = sayIn(lang);
  const remarks: string[] = [];
  if (state.contested.length > 0)
    remarks.push(say('status/contested', { who: state.contested.map(({ by }) => by).join(', ') }));
  if (state.held !== null) remarks.push(say('status/held', { because: state.held }));
  if (state.overridden.size > 0)
    remarks.push(say('status/overridden', { gates: [...state.overridden.keys()].join(', ') }));
  return remarks;
}

function jsonOf(all: readonly ApplicationStatus[], lang: Language): string {
  const apps = all.map(({ app, wave, state, next, gates, waiting, lastExecution }) => ({
    app,
    wave,
    stage: state.held === null ? state.stage : 'held',
    heldAt: state.held === null ? null : state.stage,
    held: state.held,
    contested: state.contested.map(({ id, at, by, decision }) => ({ id, at, by, decision })),
    next,
    waitsFor: waiting.map(({ gate }) => gate),
    gates: gates.map(({ gate, state: how, because }) => ({
      gate,
      state: how,
      because: { ...because, text: sentenceOf(because, lang) },
    })),
    lastExecution,
  }));
  return `${JSON.stringify({ schema: 'pipewright/rollout-status/1', apps }, null, 2)}\n`;
}
