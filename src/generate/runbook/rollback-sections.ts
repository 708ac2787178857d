import type { Manifest, ManifestGroup } from '../pipeline/manifest.ts';
import { code, text } from './blocks.ts';
import type { Block, Rung, Section } from './blocks.ts';
import { releaseCommand } from './deploy-sections.ts';
import { groupNote, groupWord } from './groups.ts';
import { quoteShell } from '../quote-shell.ts';
import { entryScriptsOf } from '../retire/entry-scripts.ts';
import type { Page } from './speaker.ts';

/** Minutes that the old instances of a blue/green deployment stay; also in pipeline.yaml. */
const terminationWait = 60;

/** What goes back by itself, and the ladder of what a person can do. */
export function rollbackSection(page: Page): Section {
  const { manifest, say } = page;
  return {
    title: say('runbook/heading-rollback'),
    blocks: [
      text(
        say(
          manifest.rollback === 'codedeploy'
            ? 'runbook/rollback-codedeploy'
            : 'runbook/rollback-pipeline',
        ),
      ),
      ...ownRollback(page),
      text(say('runbook/rollback-hand')),
      { kind: 'ladder', rungs: rungsOf(page) },
      databaseNote(page),
    ],
  };
}

/** What a job takes back by itself, before the pipeline does. */
function ownRollback({ plan, manifest, context, say }: Page): readonly Block[] {
  const own = plan.steps.filter(
    ({ classified: { kind, step }, destination, disposition }) =>
      kind === 'rollback' &&
      step.reached &&
      disposition === 'converted' &&
      /^(stage|deploy)\//.test(destination ?? ''),
  );
  const steps = own.map(({ classified }) => classified.step.id);
  return steps.length === 0 || manifest.rollback !== 'pipeline'
    ? []
    : [text(say('runbook/rollback-own', { notes: context.notes.of(steps) }), steps)];
}

function rungsOf({ manifest, say }: Page): readonly Rung[] {
  const groups = productionGroups(manifest);
  const stage = deployStage(manifest);
  const isBlueGreen = groups.some(({ style }) => style === 'blue-green');
  const rungs = [
    ...(groups.length === 0
      ? []
      : [
          {
            text: say('runbook/rollback-stop', {
              blueGreen: isBlueGreen
                ? say('runbook/rollback-wait', { minutes: terminationWait })
                : '',
            }),
            code: [
              ...groupNote(groups),
              `aws deploy list-deployments --application-name ${manifest.name} \\`,
              `  --deployment-group-name ${groupWord(groups)} --include-only-statuses InProgress`,
              'aws deploy stop-deployment --deployment-id DEPLOYMENT --auto-rollback-enabled',
            ].join('\n'),
          },
        ]),
    {
      text: say('runbook/rollback-stage'),
      code: [
        `aws codepipeline list-pipeline-executions --pipeline-name ${manifest.name} \\`,
        `  --filter succeededInStage={stageName=${stage}}`,
        `aws codepipeline rollback-stage --pipeline-name ${manifest.name} \\`,
        `  --stage-name ${stage} --target-pipeline-execution-id EXECUTION`,
      ].join('\n'),
    },
    { text: say('runbook/rollback-commit'), code: releaseCommand(manifest) },
  ];
  return rungs.map((rung, at) => ({ number: at + 1, ...rung }));
}

function databaseNote({ plan, context, say }: Page): Block {
  const steps = plan.steps
    .filter(({ classified }) => classified.kind === 'db-migrate' && classified.step.reached)
    .map(({ classified }) => classified.step.id);
  return steps.length === 0
    ? text(say('runbook/rollback-no-database'))
    : text(say('runbook/rollback-database', { notes: context.notes.of(steps) }), steps);
}

/** When the usual ways are closed. */
export function emergencySection(page: Page): Section {
  const { plan, manifest, say } = page;
  const groups = productionGroups(manifest);
  const scripts = entryScriptsOf(plan);
  const script = scripts.length === 1 ? (scripts[0] ?? '') : 'SCRIPT';
  return {
    title: say('runbook/heading-emergency'),
    blocks: [
      ...(groups.length === 0
        ? []
        : [
            text(say('runbook/emergency-agent')),
            code(
              ...groupNote(groups),
              ...deployCommand(
                manifest.name,
                groupWord(groups),
                ' --ignore-application-stop-failures',
              ),
            ),
            text(say('runbook/emergency-pipeline')),
            code(
              `aws deploy list-application-revisions --application-name ${manifest.name} \\`,
              '  --sort-by lastUsedTime --sort-order descending --deployed include',
              ...deployCommand(manifest.name, groupWord(groups), ''),
            ),
          ]),
      text(say('runbook/emergency-script')),
      code(
        `aws codepipeline disable-stage-transition --pipeline-name ${manifest.name} \\`,
        `  --stage-name ${deployStage(manifest)} --transition-type Inbound --reason emergency`,
        ...(scripts.length > 1 ? [`# SCRIPT: ${scripts.join(', ')}`] : []),
        `git log --oneline -- ${quoteShell(script)}`,
        `git show ${quoteShell(`COMMIT:${script}`)} > /tmp/old-script`,
      ),
    ],
  };
}

function deployCommand(name: string, group: string, more: string): readonly string[] {
  return [
    `aws deploy create-deployment --application-name ${name} \\`,
    `  --deployment-group-name ${group}${more} \\`,
    '  --s3-location bucket=BUCKET,key=KEY,bundleType=zip',
  ];
}

function productionGroups({ environments }: Manifest): readonly ManifestGroup[] {
  return environments.at(-1)?.deploymentGroups ?? [];
}

/** The stage that reaches production. */
function deployStage({ stages }: Manifest): string {
  return stages.filter(({ name }) => name.startsWith('Deploy-')).at(-1)?.name ?? 'Deploy';
}
