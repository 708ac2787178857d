import type { PlannedStep } from '../../model/plan.ts';
import type { Step } from '../../model/step.ts';
import { valueText } from '../../plan/value-text.ts';
import { codeSpan } from './blocks.ts';
import type { Page } from './speaker.ts';

/**
 * `set -a; . ./.env; npm run build`: settings that the commands of the deploying machine found in their
 * environment, from a file that is in no repository. CodeBuild has neither the file nor the settings.
 */
export function loadedSettingsSentences({ plan, manifest, context, say }: Page): readonly string[] {
  const onHosts = new Set(
    plan.trace.scripts.filter(({ runsOn }) => runsOn === 'host').map(({ file }) => file),
  );
  const byFile = new Map<string, string[]>();
  const runs = new Set<string>();
  plan.steps.forEach((planned, at) => {
    const { step } = planned.classified;
    if (!step.reached || step.place.kind !== 'local' || onHosts.has(step.span.file)) return;
    const file = loadedFile(step);
    const projects = file === null ? [] : projectsOf(plan.steps.slice(at + 1), manifest);
    if (file === null || plan.trace.sources.has(file) || projects.length === 0) return;
    byFile.set(file, [...(byFile.get(file) ?? []), step.id]);
    for (const project of projects) runs.add(project);
  });
  return [...byFile].map(([file, steps]) =>
    say('runbook/first-loaded-settings', {
      projects: [...runs].map(codeSpan).join(', '),
      file: codeSpan(file),
      places: context.notes.of(steps),
    }),
  );
}

const dotenv = /(?:^|[\s"'<])((?:[\w.-]+\/)*\.env(?:\.[\w.-]+)?)(?=$|[\s"'|)])/;

/** `. ./.env`, `export $(grep -v '^#' .env | xargs)`. */
function loadedFile({ form, name, words, text }: Step): string | null {
  if (form !== 'command') return null;
  const path =
    name === 'source' || name === '.'
      ? (dotenv.exec(words[1] === undefined ? '' : valueText(words[1].value))?.[1] ?? null)
      : name === 'export' && /^export\s+"?\$\(/.test(text)
        ? (dotenv.exec(text)?.[1] ?? null)
        : null;
  return path?.replace(/^\.\//, '') ?? null;
}

/** The projects of CodeBuild that run what comes after it on the same machine. */
function projectsOf(later: readonly PlannedStep[], manifest: Page['manifest']): readonly string[] {
  const local = later.filter(
    ({ disposition, classified: { step } }) =>
      disposition === 'converted' && step.reached && step.place.kind === 'local',
  );
  const ids = new Set(local.map(({ classified }) => classified.step.id));
  const inBuild = local.some(({ destination }) => destination?.startsWith('buildspec/') === true);
  return [
    ...(inBuild ? [manifest.build.project] : []),
    ...manifest.jobs
      .filter(({ steps }) => steps.some((id) => ids.has(id)))
      .map((job) => job.project),
  ];
}
