import type { PlannedStep } from '../../model/plan.ts';
import type { Step } from '../../model/step.ts';
import { argumentTexts } from '../../plan/arguments.ts';
import { transferEndsOf } from '../../plan/transfer-ends.ts';
import { assumedText, valueText } from '../../plan/value-text.ts';
import { codeSpan } from './blocks.ts';
import type { Page } from './speaker.ts';

// These are told their server; a program of the application finds it in settings.
const clients =
  /^(mysql|mariadb|mysqlimport|psql|pg_restore|mongo|mongosh|mongorestore|mongoimport|redis-cli|cqlsh|sqlite3?|sqlplus|sqlcmd|isql|clickhouse-client)$/;

/** A migration in CodeBuild has none of the settings that stand on a host or on a desk. */
export function settingsSentences({ plan, manifest, say }: Page): readonly string[] {
  const told = plan.homeFiles.flatMap(({ steps, isOfHosts }) => (isOfHosts === true ? steps : []));
  const inJobs = migrations(plan.steps).filter(
    ({ classified: { step } }) => asksSettings(step) && !told.includes(step.id),
  );
  const ids = new Set(inJobs.map(({ classified }) => classified.step.id));
  const jobs = manifest.jobs
    .filter(({ steps }) => steps.some((id) => ids.has(id)))
    .map(({ project }) => codeSpan(project));
  if (jobs.length === 0) return [];
  const files = settingsOnHosts(plan.steps);
  const params = { jobs: jobs.join(', '), files: files.map(codeSpan).join(', ') };
  return [say(files.length > 0 ? 'runbook/first-settings-in' : 'runbook/first-settings', params)];
}

function migrations(steps: readonly PlannedStep[]): readonly PlannedStep[] {
  return steps.filter(
    ({ destination, disposition, classified: { kind, step } }) =>
      kind === 'db-migrate' &&
      step.reached &&
      disposition === 'converted' &&
      destination?.startsWith('stage/') === true,
  );
}

function asksSettings({ name, words, assignments }: Step): boolean {
  const isTold =
    words.some(({ value }) => valueText(value).includes('://')) ||
    assignments.some((one) => /url|dsn|host|conn/i.test(one.name));
  return !clients.test(name ?? '') && !isTold;
}

const settingsFile =
  /(^|\/)(\.env(\.[\w-]+)?|[\w.-]*(database|settings|config|secrets?|credentials|parameters)[\w.-]*\.(ya?ml|php|py|json|ini|xml|properties|rb|conf|toml)|[\w-]+\.key)$/i;

/** Links to settings that only the host has, and settings that the author's copies spared. */
function settingsOnHosts(steps: readonly PlannedStep[]): readonly string[] {
  const reached = steps.map(({ classified }) => classified).filter(({ step }) => step.reached);
  const links = reached.flatMap(({ step }) => {
    const [target = ''] =
      step.name === 'ln' ? step.plain.map(({ value }) => assumedText(value)) : [];
    return target.startsWith('/') && settingsFile.test(target) ? [target] : [];
  });
  const spared = reached.flatMap((classified) =>
    classified.kind === 'transfer'
      ? (transferEndsOf(classified)?.excludes ?? []).filter((path) => settingsFile.test(path))
      : [],
  );
  return [...new Set(links.length > 0 ? links : spared)];
}

/**
 * The pipeline migrates before the hosts get the release; a script that had stopped the application
 * first kept the old code from the new schema.
 */
export function liveMigrationSentences({ plan, context, say }: Page): readonly string[] {
  const moved = migrations(plan.steps);
  const [first] = moved;
  if (first === undefined) return [];
  const stopped = plan.steps
    .slice(0, plan.steps.indexOf(first))
    .filter((planned) => stopsUsers(planned))
    .map(({ classified }) => classified.step.id);
  return stopped.length === 0
    ? []
    : [
        say('runbook/deploy-migrates-live', {
          places: context.notes.of(moved.map(({ classified }) => classified.step.id)),
          stopped: context.notes.of(stopped),
        }),
      ];
}

function stopsUsers({ destination, classified: { kind, step } }: PlannedStep): boolean {
  const isOnHost = destination?.startsWith('hook/') === true && step.reached;
  const isMaintenance =
    kind === 'maintenance-mode' &&
    !/^(up|off|disable|rm)$/.test(lastWordOf(step)) &&
    step.name !== 'rm';
  return isOnHost && (kind === 'stop-service' || isMaintenance);
}

function lastWordOf(step: Step): string {
  return argumentTexts(step).at(-1) ?? '';
}
