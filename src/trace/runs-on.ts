/** Where a script runs: on the machine of a person, on the host itself, or in CI. */
import type { ScriptFile } from '../model/fleet.ts';
import type { Message } from '../model/message.ts';
import type { Step } from '../model/step.ts';
import type { RunsOn } from '../model/trace.ts';
import { textOf } from '../shell/value.ts';

export interface RunsOnChoice {
  readonly runsOn: RunsOn;
  readonly because: readonly Message[];
}

interface Evidence {
  readonly runsOn: RunsOn;
  readonly weight: number;
  readonly message: Message;
}

/** Decides from what a script does and reads; every piece of evidence is given with its reason. */
export function decideRunsOn(script: ScriptFile, steps: readonly Step[]): RunsOnChoice {
  const evidence = [
    ...textEvidence(script),
    ...steps.filter(({ span }) => span.file === script.file).flatMap(stepEvidence),
  ];
  const totals: Record<RunsOn, number> = { workstation: 1, host: 0, ci: 0 };
  const seen = new Map<string, Evidence>();
  for (const item of evidence) if (!seen.has(item.message.code)) seen.set(item.message.code, item);
  for (const item of seen.values()) totals[item.runsOn] += item.weight;
  const order: readonly RunsOn[] = ['ci', 'host', 'workstation'];
  const runsOn = [...order].sort((left, right) => totals[right] - totals[left])[0] ?? 'workstation';
  const because = [...seen.values()]
    .filter((item) => item.runsOn === runsOn)
    .map(({ message }) => message);
  return {
    runsOn,
    because: because.length > 0 ? because : [{ code: 'trace/runs-on-default', params: {} }],
  };
}

const ciVariables =
  /\b(TRAVIS(_\w+)?|CIRCLECI|CIRCLE_\w+|GITHUB_(ACTIONS|SHA|REF\w*|WORKSPACE)|GITLAB_CI|CI_COMMIT_\w+|CI_PROJECT_\w+|JENKINS_\w+|BUILDKITE\w*|BITBUCKET_\w+|DRONE_\w+|TEAMCITY_\w+|CODEBUILD_\w+)\b/;

function textEvidence(script: ScriptFile): readonly Evidence[] {
  const found: Evidence[] = [];
  const code = script.text.replace(/(^|\s)#.*$/gm, '');
  const variable = ciVariables.exec(code)?.[0];
  if (variable !== undefined)
    found.push({
      runsOn: 'ci',
      weight: 6,
      message: { code: 'trace/runs-on-ci-variable', params: { name: variable } },
    });
  return found;
}

const serviceManagers = new Set([
  'systemctl',
  'service',
  'supervisorctl',
  'pm2',
  'initctl',
  'a2ensite',
  'a2dissite',
  'nginx',
  'apachectl',
  'apache2ctl',
  'forever',
  'monit',
  'sv',
  'passenger-config',
  'php-fpm',
]);
const goingOut = new Set(['scp', 'rsync', 'sftp', 'lftp', 'ssh-copy-id', 'ncftpput']);

function stepEvidence(step: Step): readonly Evidence[] {
  if (step.form !== 'command') return [];
  const at = { command: step.name ?? '' };
  if (step.place.kind === 'remote' || isRemoteContainer(step)) {
    return [
      {
        runsOn: 'workstation',
        weight: 8,
        message: { code: 'trace/runs-on-goes-out', params: { command: 'ssh' } },
      },
    ];
  }
  const name = step.name ?? '';
  if (
    goingOut.has(name) &&
    step.words.some(({ value }) => /^[^/\s]+:(?!\/\/)/.test(leading(value)))
  ) {
    return [
      { runsOn: 'workstation', weight: 8, message: { code: 'trace/runs-on-goes-out', params: at } },
    ];
  }
  const sub = step.words[1] === undefined ? '' : (textOf(step.words[1].value) ?? '');
  if (name === 'git' && ['pull', 'reset', 'fetch', 'checkout'].includes(sub)) {
    const weight = sub === 'pull' ? 4 : 2;
    return [
      {
        runsOn: 'host',
        weight,
        message: { code: 'trace/runs-on-pulls', params: { command: `git ${sub}` } },
      },
    ];
  }
  if (name === 'svn' && (sub === 'up' || sub === 'update')) {
    return [
      {
        runsOn: 'host',
        weight: 4,
        message: { code: 'trace/runs-on-pulls', params: { command: `svn ${sub}` } },
      },
    ];
  }
  if (serviceManagers.has(name))
    return [{ runsOn: 'host', weight: 5, message: { code: 'trace/runs-on-manages', params: at } }];
  if (name === 'cd' && /^\/(var|srv|opt|home|usr|data|www)\//.test(leading(step.words[1]?.value))) {
    return [
      {
        runsOn: 'host',
        weight: 3,
        message: { code: 'trace/runs-on-folder', params: { path: leading(step.words[1]?.value) } },
      },
    ];
  }
  if (name === 'artisan' || (name === 'php' && sub === 'artisan')) {
    return [
      {
        runsOn: 'host',
        weight: 3,
        message: { code: 'trace/runs-on-manages', params: { command: 'artisan' } },
      },
    ];
  }
  return [];
}

function isRemoteContainer(step: Step): boolean {
  return step.place.kind === 'container' && step.place.on?.kind === 'remote';
}

function leading(value: Step['words'][number]['value'] | undefined): string {
  if (value === undefined) return '';
  if (value.kind === 'literal') return value.text;
  // A host in a variable still ends with its colon: `$HOST:/srv`.
  return value.kind === 'concat'
    ? value.parts.map((part) => (part.kind === 'literal' ? part.text : 'x')).join('')
    : '';
}
