import { metricsOf } from '../../../rollout/metrics.ts';
import type { RolloutMetrics } from '../../../rollout/metrics.ts';
import { columnsText } from '../../columns.ts';
import type { DefineCommand } from '../../command.ts';
import { choose } from '../../formats.ts';
import { openRollout } from './open-rollout.ts';
import { sayIn, withRolloutOptions } from './options.ts';
import type { RolloutOptions } from './options.ts';

/** `rollout metrics`: how often, how fast and how safely is delivered, from what `sync` saw. */
export const defineRolloutMetrics: DefineCommand = (program, io) => {
  withRolloutOptions(
    program.command('metrics').description('how often, how fast and how safely is delivered'),
  ).action((options: RolloutOptions) => {
    const given = options.json === true ? 'json' : options.format;
    const format = choose(given, ['table', 'json'], '--format', options.lang);
    const { observations } = openRollout(io, options);
    const names = [...new Set(observations.map(({ app }) => app))]
      .filter((app) => options.app?.includes(app) ?? true)
      .sort();
    const own = (app: string) => observations.filter((seen) => seen.app === app);
    const apps = names.map((app) => ({ app, ...metricsOf(own(app)) }));
    const fleet = metricsOf(observations.filter(({ app }) => names.includes(app)));
    if (format === 'json') {
      const result = { schema: 'pipewright/rollout-metrics/1', fleet, apps };
      io.stdout(`${JSON.stringify(result, null, 2)}\n`);
      return;
    }
    const say = sayIn(options.lang);
    const heads = ['application', 'deployments', 'per-week', 'lead', 'failures', 'restore'];
    io.stdout(
      columnsText([
        heads.map((name) => say(`heading/${name}`)),
        ...apps.map(({ app, ...metrics }) => [app, ...cellsOf(metrics)]),
        [say('metrics/fleet'), ...cellsOf(fleet)],
      ]),
    );
    io.stderr(`${say('metrics/how', { days: fleet.days })}\n`);
  });
};

function cellsOf(metrics: RolloutMetrics): readonly string[] {
  const number = (value: number | null, unit: string) =>
    value === null ? '–' : `${Math.round(value * 10) / 10}${unit}`;
  return [
    String(metrics.deployments),
    number(metrics.perWeek, ''),
    number(metrics.leadMinutes, ' min'),
    number(metrics.failureRate === null ? null : metrics.failureRate * 100, ' %'),
    number(metrics.restoreMinutes, ' min'),
  ];
}
