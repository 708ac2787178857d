import { bundleOf } from '../repository/bundle.ts';
import { clusterAccessOf } from '../repository/cluster-access.ts';
import { onceNeedsOf } from '../repository/once-needs.ts';
import { awsName } from '../pipeline/aws-name.ts';
import { isRequired } from '../repository/pipeline-variables.ts';
import type { Manifest, ManifestStage } from '../pipeline/manifest.ts';
import { placesOf } from '../pipeline/pipeline-view.ts';
import { goesOverSsh } from '../../plan/ssh-tools.ts';
import { loginsOf } from '../retire/logins.ts';
import { groupNote, groupWord } from './groups.ts';
import { code, codeSpan, list, text } from './blocks.ts';
import type { Block, Section } from './blocks.ts';
import { branchSentences, checkedOutSentences } from './checked-out.ts';
import { loadedSettingsSentences } from './loaded-settings.ts';
import { liveMigrationSentences, settingsSentences } from './migration-sentences.ts';
import { waysToSay } from './inputs-section.ts';
import { neverRunSentences } from './never-run.ts';
import type { Page } from './speaker.ts';

/** What a person does once. */
export function firstSection(page: Page): Section {
  const { plan, manifest, context, say } = page;
  const recipients = [
    ...new Set([...(context.fleet.notifications?.email ?? []), ...manifest.notifications.email]),
  ];
  const { parameters } = plan;
  const sentences = [
    ...(manifest.source.repository === null ? [say('runbook/first-repository')] : []),
    ...neverRunSentences(page),
    say('runbook/first-connection'),
    ...(manifest.notifications.slack ? [say('runbook/first-slack')] : []),
    ...(recipients.length > 0
      ? [say('runbook/first-email', { recipients: recipients.join(', ') })]
      : []),
    ...signInSentences(page),
    ...(parameters.length > 0 ? [say('runbook/first-secrets')] : []),
    ...rightsSentences(page),
    ...hostOnlySentences(page),
    ...homeFileSentences(page),
    ...clusterSentences(page),
    ...networkSentences(page),
    ...settingsSentences(page),
    ...loadedSettingsSentences(page),
    ...sshSentences(page),
    ...siteSentences(page),
    ...gatheredSentences(page),
    ...leftoverSentences(page),
    ...(manifest.platform === 'ec2'
      ? [say('runbook/first-profile'), say('runbook/first-hosts')]
      : []),
    say('runbook/first-release'),
  ];
  return {
    title: say('runbook/heading-first'),
    blocks: [list(sentences.map((sentence) => ({ text: sentence, steps: [] })))],
  };
}

/** The first release is laid over a folder that Git or `rsync --delete` kept clean until now. */
/** Several clones on a host become folders of one source. */
function gatheredSentences({ plan, say }: Page): readonly string[] {
  const own = plan.deployment.files.filter(({ isGathered }) => isGathered === true);
  if (own.length === 0) return [];
  const pairs = own.map(
    ({ source, destination }) => `${codeSpan(`${source}/`)} → ${codeSpan(destination ?? '')}`,
  );
  return [say('runbook/first-gathered', { folders: pairs.join(', ') })];
}

function leftoverSentences({ plan, manifest, say }: Page): readonly string[] {
  if (manifest.platform !== 'ec2' || plan.deployment.release !== null) return [];
  const checkouts = new Set(
    plan.steps.flatMap(({ classified: { kind, step } }) =>
      kind === 'source-checkout' ? [step.id] : [],
    ),
  );
  const folders = bundleOf(plan).entries.flatMap(({ mapping }) => {
    const { destination, isDirectory, deletes, isPlaced, steps } = mapping;
    const isKept = deletes || steps.some((id) => checkouts.has(id));
    const isOwn =
      destination !== null && isPlaced !== true && !/^(\/var)?\/tmp\//.test(destination);
    return isDirectory && isKept && isOwn ? [destination] : [];
  });
  const known = [...new Set(folders)].map(codeSpan).join(', ');
  const { leftCheckout } = plan.deployment;
  return [
    ...(known === '' ? [] : [say('runbook/first-leftovers', { folders: known })]),
    ...(leftCheckout === undefined
      ? []
      : [say('runbook/first-checkout', { folder: codeSpan(leftCheckout) })]),
  ];
}

/** Services that somebody's own machine was signed in to. */
function signInSentences({ plan, context, say }: Page): readonly string[] {
  return plan.signIns
    .filter(({ names }) => names.length > 0)
    .map(({ service, names, steps }) =>
      say('runbook/first-sign-in', {
        service,
        names: names.map((name) => `\`${name}\``).join(', '),
        places: context.notes.of(steps),
      }),
    );
}

/** Commands that would be refused, because nothing tells what they need. */
function rightsSentences({ manifest, context, say }: Page): readonly string[] {
  const { build, jobs, hostRights } = manifest;
  const ofProjects = [build, ...jobs].flatMap(({ project, rights }) => {
    const places = placesOf(rights, context.notes).join(', ');
    return places === '' ? [] : [say('runbook/first-rights', { project, places })];
  });
  const ofHosts = placesOf(hostRights, context.notes).join(', ');
  return [
    ...ofProjects,
    ...(ofHosts === '' ? [] : [say('runbook/first-host-rights', { places: ofHosts })]),
  ];
}

/** What the old commands found on the hosts, and a job's own machine has not. */
function hostOnlySentences({ plan, manifest, say }: Page): readonly string[] {
  const bundle = bundleOf(plan);
  return plan.deployment.once.flatMap((action) => {
    const { hostOnly } = onceNeedsOf(action, plan, bundle);
    const job = manifest.jobs.find(({ name }) => name === awsName(action.name));
    return hostOnly.length === 0 || job === undefined
      ? []
      : [
          say('runbook/first-host-only', {
            job: codeSpan(job.project),
            buildspec: codeSpan(job.buildspec),
            paths: hostOnly.map(codeSpan).join(', '),
          }),
        ];
  });
}

function homeFileSentences({ plan, context, say }: Page): readonly string[] {
  return plan.homeFiles.map(({ path, parameter, steps, isOfHosts }) => {
    const params = { path: codeSpan(path), places: context.notes.of(steps) };
    if (isOfHosts === true)
      return say('runbook/first-host-text', { ...params, name: codeSpan(parameter ?? '') });
    return parameter === null
      ? say('runbook/first-home-file', params)
      : say('runbook/first-home-text', { ...params, name: codeSpan(parameter) });
  });
}

/** Source: https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html */
function clusterSentences({ plan, manifest, say }: Page): readonly string[] {
  return plan.deployment.once.flatMap((action) => {
    const { clusters } = clusterAccessOf(action, plan);
    const job = manifest.jobs.find(({ name }) => name === awsName(action.name));
    return clusters.length === 0 || job === undefined
      ? []
      : [
          say('runbook/first-clusters', {
            job: codeSpan(job.project),
            clusters: clusters.map(codeSpan).join(', '),
          }),
        ];
  });
}

/**
 * What runs inside a network: without one, CodeBuild reaches no database, and with one no internet but by
 * a NAT gateway. Source: https://docs.aws.amazon.com/codebuild/latest/userguide/vpc-support.html
 */
function networkSentences({ manifest, say }: Page): readonly string[] {
  const { build, jobs, name } = manifest;
  const inside = jobs.filter(({ network, reaches }) => network && reaches.length === 0);
  const projects = [build, ...jobs].filter(({ reaches }) => reaches.length > 0);
  const hosts = [...new Set(projects.flatMap(({ reaches }) => reaches))];
  const listed = (list: readonly { readonly project: string }[]) =>
    list.map(({ project }) => codeSpan(project)).join(', ');
  return [
    ...(inside.length === 0 ? [] : [say('runbook/first-network', { jobs: listed(inside), name })]),
    ...(projects.length === 0
      ? []
      : [
          say('runbook/first-private-hosts', {
            projects: listed(projects),
            hosts: hosts.map(codeSpan).join(', '),
            name,
          }),
        ]),
  ];
}

/** Tools like Ansible go from CodeBuild to the hosts, with a key that nobody's desk lends them. */
function sshSentences({ plan, manifest, context, say }: Page): readonly string[] {
  const steps = plan.steps
    .filter(
      ({ destination, disposition, classified: { step } }) =>
        disposition === 'converted' &&
        /^(buildspec|stage)\//.test(destination ?? '') &&
        goesOverSsh(step),
    )
    .map(({ classified }) => classified.step);
  if (steps.length === 0) return [];
  const ids = steps.map(({ id }) => id);
  const inJobs = new Set(manifest.jobs.flatMap((job) => job.steps));
  const projects = [
    ...(ids.every((id) => inJobs.has(id)) ? [] : [manifest.build.project]),
    ...manifest.jobs
      .filter((job) => job.steps.some((id) => ids.includes(id)))
      .map(({ project }) => project),
  ];
  return [
    say('runbook/first-ssh', {
      tools: [...new Set(steps.map(({ name }) => codeSpan(name ?? '')))].join(', '),
      places: context.notes.of(ids),
      projects: projects.map(codeSpan).join(', '),
    }),
  ];
}

/** A site that lay on servers: the pipeline fills a bucket, and nobody sees it yet. */
function siteSentences({ plan, manifest, say }: Page): readonly string[] {
  const buckets = manifest.stages.flatMap(({ actions }) =>
    actions.flatMap((action) => (action.type === 's3' ? [codeSpan(action.bucket)] : [])),
  );
  const servers = [...new Set(loginsOf(plan).flatMap(({ hosts }) => hosts))].map(codeSpan);
  const deletes = plan.deployment.files.some((file) => file.deletes);
  return buckets.length === 0 || servers.length === 0
    ? []
    : [
        say('runbook/first-site', { buckets: buckets.join(', '), servers: servers.join(', ') }),
        ...(deletes ? [say('runbook/first-site-keeps', { buckets: buckets.join(', ') })] : []),
      ];
}

/** How a release starts, what it goes through, who says yes. */
export function deploySection(page: Page): Section {
  const { manifest, say } = page;
  const approvals = manifest.stages.filter(({ actions }) =>
    actions.some(({ type }) => type === 'approval'),
  );
  return {
    title: say('runbook/heading-deploy'),
    blocks: [
      ...(manifest.variables.length === 0
        ? [text(say('runbook/deploy-push', { branch: manifest.source.branch }))]
        : variableBlocks(page)),
      ...branchSentences(page).map((sentence) => text(sentence)),
      code(startCommand(manifest, [])),
      text(say('runbook/deploy-commit')),
      code(releaseCommand(manifest)),
      stageTable(page),
      ...liveMigrationSentences(page).map((sentence) => text(sentence)),
      ...(approvals.length === 0 ? [] : approvalBlocks(approvals, page)),
    ],
  };
}

/** What a person says who starts a release, and what holds where he says nothing. */
function variableBlocks(page: Page): readonly Block[] {
  const { manifest, say } = page;
  const required = manifest.variables.filter(isRequired);
  const offered = manifest.variables.filter((variable) => !isRequired(variable));
  return [
    ...(required.length === 0
      ? [text(say('runbook/deploy-push', { branch: manifest.source.branch }))]
      : [
          text(say('runbook/deploy-variables')),
          list(
            required.map((variable) => ({
              text: say('runbook/pair', {
                name: codeSpan(variable.name),
                text: waysToSay(variable, page),
              }),
              steps: [],
            })),
          ),
        ]),
    ...checkedOutSentences(page).map((sentence) => text(sentence)),
    ...(offered.length === 0
      ? []
      : [
          text(say('runbook/deploy-defaults')),
          list(
            offered.map((variable) => ({
              text: say('runbook/deploy-default', {
                name: variable.name,
                assumed: variable.default ?? '',
                description: waysToSay(variable, page),
              }),
              steps: [],
            })),
          ),
        ]),
  ];
}

/** Starts the pipeline at a commit; also the last rung of going back. */
export function releaseCommand(manifest: Manifest): string {
  return startCommand(manifest, [
    '--source-revisions actionName=Source,revisionType=COMMIT_ID,revisionValue=COMMIT',
  ]);
}

function startCommand({ name, variables }: Manifest, options: readonly string[]): string {
  const given = variables
    .filter(isRequired)
    .map((variable) => `name=${variable.name},value=VALUE`)
    .join(' ');
  return [
    `aws codepipeline start-pipeline-execution --name ${name}`,
    ...options,
    ...(given === '' ? [] : [`--variables ${given}`]),
  ].join(' \\\n  ');
}

function stageTable({ manifest, context, say }: Page): Block {
  return {
    kind: 'table',
    head: [say('runbook/table-stage'), say('runbook/table-actions'), say('runbook/table-script')],
    rows: manifest.stages.map(({ name, actions }) => {
      const steps = [...new Set(actions.flatMap((action) => action.steps))];
      const names = actions.map((action) => action.name).join(', ');
      return { cells: [name, names, context.notes.of(steps)], steps };
    }),
  };
}

function approvalBlocks(
  approvals: readonly ManifestStage[],
  { manifest, say }: Page,
): readonly Block[] {
  const stages = approvals.map(({ name }) => codeSpan(name)).join(', ');
  return [
    text(
      say(approvals.length === 1 ? 'runbook/deploy-approve' : 'runbook/deploy-approve-several', {
        stages,
      }),
    ),
    code(
      `aws codepipeline put-approval-result --pipeline-name ${manifest.name} \\`,
      `  --stage-name ${approvals[0]?.name ?? ''} --action-name Approve \\`,
      '  --token TOKEN --result summary=REASON,status=Approved',
    ),
  ];
}

/** Where to look while a release runs. */
export function followSection({ manifest, say }: Page): Section {
  const groups = manifest.environments.flatMap(({ deploymentGroups }) => deploymentGroups);
  const onHosts = manifest.platform === 'ec2';
  return {
    title: say('runbook/heading-follow'),
    blocks: [
      text(say('runbook/follow-state')),
      code(
        `aws codepipeline get-pipeline-state --name ${manifest.name}`,
        `aws codepipeline list-pipeline-executions --pipeline-name ${manifest.name}`,
      ),
      text(say('runbook/follow-build')),
      code(
        ...[manifest.build, ...manifest.jobs].map(
          ({ project }) => `aws logs tail /aws/codebuild/${project} --follow`,
        ),
      ),
      ...(onHosts
        ? [
            text(say('runbook/follow-deployment')),
            code(
              ...groupNote(groups),
              `aws deploy list-deployments --application-name ${manifest.name} --deployment-group-name ${groupWord(groups)}`,
              'aws deploy list-deployment-targets --deployment-id DEPLOYMENT',
            ),
            text(say('runbook/follow-hosts')),
            code(
              'tail -f /opt/codedeploy-agent/deployment-root/deployment-logs/codedeploy-agent-deployments.log',
            ),
          ]
        : []),
    ],
  };
}
