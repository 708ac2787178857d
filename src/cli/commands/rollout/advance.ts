import { sentenceOf } from '../../../messages/messages.ts';
import { gateNames, rolloutStages } from '../../../model/rollout.ts';
import type { GateName, RolloutStage } from '../../../model/rollout.ts';
import { decideAdvance, nextOf } from '../../../rollout/decide-advance.ts';
import type { AdvanceOutcome } from '../../../rollout/decide-advance.ts';
import { statusOf } from '../../../rollout/rollout-status.ts';
import type { DefineCommand } from '../../command.ts';
import { UsageError } from '../../errors.ts';
import { exitCodes } from '../../exit-codes.ts';
import { choose } from '../../formats.ts';
import type { Io } from '../../io.ts';
import { fleetFacts } from './fleet-facts.ts';
import type { FactOptions } from './fleet-facts.ts';
import { fleetNames } from './fleet-names.ts';
import { checkApplication, openRollout, tellProblems } from './open-rollout.ts';
import { confirmed, decider, sayIn, withDecisionOptions } from './options.ts';
import type { DecisionOptions } from './options.ts';
import { record } from './record.ts';

interface AdvanceOptions extends FactOptions, Omit<DecisionOptions, 'format'> {
  readonly to?: string;
  readonly passed?: readonly string[];
}

/** Stages whose entering is felt outside: they ask for a yes. */
const grave: readonly RolloutStage[] = ['live', 'retired'];

/** `rollout advance APP`: writes down that an application goes on, when its gates allow it. */
export const defineRolloutAdvance: DefineCommand = (program, io, finish) => {
  const collect = (value: string, previous: readonly string[] = []) => [...previous, value];
  withDecisionOptions(
    program
      .command('advance')
      .description('an application goes on, when its gates allow it')
      .argument('<app>'),
  )
    .option('--to <stage>', `one of ${rolloutStages.join(', ')} (default: the next)`)
    .option('--passed <gate>', 'vouch for a gate, with --because; several times', collect)
    .option('--from <file>', 'what verify --format json said')
    .action(async (app: string, options: AdvanceOptions) => {
      finish(await advance(io, app, options));
    });
};

async function advance(io: Io, app: string, options: AdvanceOptions) {
  const say = sayIn(options.lang);
  const to =
    options.to === undefined ? null : choose(options.to, rolloutStages, '--to', options.lang);
  decider(io, options);
  const opened = openRollout(io, options);
  tellProblems(io, opened, options);
  checkApplication(app, { ...opened, facts: fleetNames(io, options) }, options);
  const facts = fleetFacts(io, options, [app]);
  if (options.passed !== undefined) {
    await vouch(io, app, options.passed, options);
    // Vouching is a decision by itself; going on is the next one.
    if (to === null) return exitCodes.done;
  }
  const outcome: { value: AdvanceOutcome | null } = { value: null };
  // The reason given for a gate that a person vouches for overrides no other gate.
  const because = options.passed === undefined ? (options.because ?? null) : null;
  const target = to ?? nextOf(opened.states.get(app)?.stage ?? 'discovered');
  if (target !== null && grave.includes(target) && opened.states.get(app)?.held == null)
    await confirmed(io, options, say('advance/confirm', { app, to: target }));
  const entry = await record(io, app, options, (state) => {
    const knowledge = { ...opened, facts, states: new Map([[app, state]]) };
    const { gates } = statusOf(app, null, knowledge);
    outcome.value = decideAdvance({ app, to, because }, state, gates);
    return outcome.value.ok ? outcome.value.decision : null;
  });
  if (outcome.value !== null) tell(io, outcome.value, options);
  return entry === null ? exitCodes.findings : exitCodes.done;
}

async function vouch(
  io: Io,
  app: string,
  passed: readonly string[],
  options: AdvanceOptions,
): Promise<void> {
  const say = sayIn(options.lang);
  const { because } = options;
  if (because === undefined) throw new UsageError(say('advance/vouch-because'));
  const gates: readonly GateName[] = passed.map((name) =>
    choose(name, gateNames, '--passed', options.lang),
  );
  for (const gate of gates) {
    await record(io, app, options, () => ({ type: 'gate', app, gate, because }));
    io.stdout(`${say('advance/vouched', { app, gate })}\n`);
  }
}

function tell(io: Io, outcome: AdvanceOutcome, { lang }: AdvanceOptions): void {
  const say = sayIn(lang);
  const gateLines = (
    gates: readonly { gate: string; because: Parameters<typeof sentenceOf>[0] }[],
  ) => gates.map(({ gate, because }) => `  ${gate}: ${sentenceOf(because, lang)}\n`).join('');
  if (!outcome.ok) {
    io.stderr(`${sentenceOf(outcome.refused, lang)}\n${gateLines(outcome.waiting)}`);
    return;
  }
  const { decision, overridden } = outcome;
  if (decision.type === 'advance')
    io.stdout(
      `${say('advance/done', { app: decision.app, from: decision.from, to: decision.to })}\n`,
    );
  else if (decision.type === 'release')
    io.stdout(`${say('advance/released', { app: decision.app, stage: decision.stage })}\n`);
  if (overridden.length > 0) io.stderr(`${say('advance/overridden')}\n${gateLines(overridden)}`);
}
