import { sentenceOf } from '../../../messages/messages.ts';
import type { Language } from '../../../model/message.ts';
import type { Plan } from '../../../model/plan.ts';
import type { RolloutCandidate } from '../../../model/rollout.ts';
import type { FleetConfig } from '../../../model/config.ts';
import { computeWaves } from '../../../rollout/compute-waves.ts';
import type { Waves } from '../../../rollout/compute-waves.ts';
import { readPlanFile } from '../../../rollout/plan-file.ts';
import { mergePlan, orderNotes, planText } from '../../../rollout/write-plan.ts';
import type { MergedPlan } from '../../../rollout/write-plan.ts';
import { columnsText } from '../../columns.ts';
import type { DefineCommand } from '../../command.ts';
import { UsageError } from '../../errors.ts';
import { exitCodes } from '../../exit-codes.ts';
import { choose } from '../../formats.ts';
import type { Io } from '../../io.ts';
import { openFleet, scanOpened } from '../../shared.ts';
import { rolloutFiles, sayIn, withRolloutOptions } from './options.ts';
import type { RolloutOptions } from './options.ts';

interface PlanOptions extends RolloutOptions {
  readonly poc?: string;
  readonly waveSize: string;
  readonly dryRun?: boolean;
}

/** `rollout plan`: computes the waves and writes rollout.yaml; brings in what is new when it is there. */
export const defineRolloutPlan: DefineCommand = (program, io, finish) => {
  withRolloutOptions(
    program.command('plan').description('in which order the applications move, and why'),
  )
    .option('--poc <app>', 'the application that goes first')
    .option('--wave-size <n>', 'how many applications a wave holds at most', '8')
    .option('--dry-run', 'write nothing')
    .action(async (options: PlanOptions) => {
      const format = formatOf(options);
      const { plan: file } = rolloutFiles(io, options);
      const old = io.sharedFiles.read(file);
      // Everybody is planned for, whichever application the rest of the line is about.
      const opened = openFleet(io, options.fleet, { ...options, app: [] });
      const { plans, failed } = scanOpened(io, opened, { ...options, app: [] });
      const waves = computeWaves(candidatesOf(plans, opened.knowledge.config), {
        proof: proofOf(old, file, opened.knowledge.config, options),
        size: waveSize(options),
      });
      const merged = mergedPlan(old, file, waves, options.lang);
      const isNew = merged.text !== old;
      if (isNew && options.dryRun !== true) await writePlan(io, file, old, merged.text, options);
      show(
        io,
        { waves, merged, file, isNew, isWritten: isNew && options.dryRun !== true },
        format,
        options,
      );
      finish(failed.length > 0 ? exitCodes.ownFailure : exitCodes.done);
    });
};

function formatOf(options: RolloutOptions): 'table' | 'json' {
  const given = options.json === true ? 'json' : options.format;
  return choose(given, ['table', 'json'], '--format', options.lang);
}

function candidatesOf(plans: readonly Plan[], config: FleetConfig): readonly RolloutCandidate[] {
  return plans.map(({ application, platform, readiness, effort }) => {
    const known = config.apps[application];
    return {
      app: application,
      platform: platform.name,
      readiness,
      criticality: known?.criticality ?? null,
      dependsOn: known?.dependsOn ?? [],
      effort: effort.high,
    };
  });
}

/** The plan that people keep has the last word, then the command line, then pipewright.yaml. */
function proofOf(
  old: string | null,
  file: string,
  config: FleetConfig,
  { poc, lang }: PlanOptions,
): string | null {
  const written = old === null ? null : readPlanFile(old, file).proof;
  if (written !== null && poc !== undefined && poc !== written)
    throw new UsageError(sayIn(lang)('plan/other-proof', { file, written }));
  return written ?? poc ?? config.proofOfConcept ?? null;
}

function waveSize({ waveSize: given, lang }: PlanOptions): number {
  if (/^[1-9][0-9]{0,3}$/.test(given)) return Number(given);
  throw new UsageError(sayIn(lang)('plan/wave-size', { given }));
}

function mergedPlan(
  old: string | null,
  file: string,
  waves: Waves,
  language: Language,
): MergedPlan {
  return old === null
    ? { text: planText(waves, language), notes: [] }
    : mergePlan(old, file, waves, language);
}

async function writePlan(
  io: Io,
  file: string,
  old: string | null,
  text: string,
  options: PlanOptions,
): Promise<void> {
  const say = sayIn(options.lang);
  const touched = { value: false };
  const update = await io.sharedFiles.update(file, (now) => {
    touched.value = now !== (old ?? '');
    return touched.value ? now : text;
  });
  if (!update.ok) throw new UsageError(say('locked', { file, holder: update.holder }));
  if (touched.value) throw new UsageError(say('plan/touched', { file }));
}

interface Shown {
  readonly waves: Waves;
  readonly merged: MergedPlan;
  readonly file: string;
  readonly isNew: boolean;
  readonly isWritten: boolean;
}

function show(
  io: Io,
  { waves, merged, file, isNew, isWritten }: Shown,
  format: 'table' | 'json',
  { lang }: PlanOptions,
): void {
  const say = sayIn(lang);
  const notes = [...orderNotes(waves), ...merged.notes].map((note) => {
    return { ...note, text: sentenceOf(note, lang) };
  });
  const named = readPlanFile(merged.text, file).waves.map(({ name, members }) => ({
    name,
    applications: members.map(({ app, because }) => ({ app, because })),
  }));
  if (format === 'json') {
    const result = {
      schema: 'pipewright/rollout-plan/1',
      proofOfConcept: waves.proof,
      waves: named,
      cut: waves.cut,
      unknown: waves.unknown,
      notes,
      written: isWritten,
    };
    io.stdout(`${JSON.stringify(result, null, 2)}\n`);
  } else {
    const rows = named.flatMap(({ name, applications }) =>
      applications.map(({ app, because }) => [name, app, because ?? '']),
    );
    const header = [say('heading/wave'), say('heading/application'), say('heading/because')];
    io.stdout(columnsText([header, ...rows]));
    for (const { text } of notes) io.stdout(`${text}\n`);
  }
  io.stderr(`${say(outcomeOf(merged, isNew, isWritten), { file })}\n`);
}

function outcomeOf({ notes }: MergedPlan, isNew: boolean, isWritten: boolean): string {
  if (isWritten) return 'plan/written';
  if (isNew) return 'plan/would-write';
  return notes.length > 0 ? 'plan/kept' : 'plan/same';
}
