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
  // Of one kind the heaviest counts: `docker push` says less than the update of a service behind it.
  for (const item of evidence) {
    const known = seen.get(item.message.code);
    if (known === undefined || item.weight > known.weight) seen.set(item.message.code, item);
  }
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
  /\b(TRAVIS(_\w+)?|CIRCLECI|CIRCLE_\w+|GITHUB_(ACTIONS|SHA|REF\w*|WORKSPACE)|GITLAB_CI|CI_(COMMIT|PROJECT|PIPELINE|JOB|BUILD|REGISTRY|ENVIRONMENT)_\w+|JENKINS_\w+|BUILDKITE\w*|BITBUCKET_\w+|DRONE_\w+|TEAMCITY_\w+|CODEBUILD_\w+)\b/;

function textEvidence(script: ScriptFile): readonly Evidence[] {
  const found: Evidence[] = [];
  const code = script.text.replace(/(^|\s)#.*$/gm, '');
  const variable = ciVariables.exec(code)?.[0];
  if (variable !== undefined)
    found.push({
      runsOn: 'ci',
      // Heavier than reaching hosts, which a job of CI does as a person does.
      weight: 10,
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
const copying = new Set(['scp', 'rsync']);
const goingOut = new Set(['sftp', 'lftp', 'ssh-copy-id', 'ncftpput']);
/** Tools that publish to a platform or a registry; hosts are where their work ends, not begins. */
const publishing =
  /^(aws (s3|ecs|lambda|cloudfront|cloudformation|elasticbeanstalk)|(kubectl|helm|heroku|firebase|netlify|vercel|surge|sam|serverless|sls|cdk|terraform|ansible-playbook|gsutil|eb|fly|flyctl|lftp|ftp|ncftpput)|gcloud|az|docker push|git (push|commit)|npm publish|twine)\b/;

function stepEvidence(step: Step): readonly Evidence[] {
  if (step.form !== 'command') return [];
  const name = step.name ?? '';
  const sub = step.words[1] === undefined ? '' : (textOf(step.words[1].value) ?? '');
  const evidence =
    outwardEvidence(step, name) ??
    publishingEvidence(name, sub) ??
    machineEvidence(step, name) ??
    pullEvidence(name, sub) ??
    managerEvidence(step, name, sub) ??
    serverEvidence(step) ??
    programEvidence(step, name) ??
    packageEvidence(step, name, sub) ??
    folderEvidence(name, leading(step.words[1]?.value));
  return evidence === null ? [] : [evidence];
}

function outwardEvidence(step: Step, name: string): Evidence | null {
  const isThere = step.place.kind === 'remote' || isRemoteContainer(step);
  // What is fetched from elsewhere says nothing: only a copy that goes out does.
  const plain = step.words.slice(1).map(({ value }) => leading(value));
  const target = plain.filter((text) => !text.startsWith('-')).at(-1) ?? '';
  const copies = copying.has(name) ? /^[^/\s]+:(?!\/\/)/.test(target) : goingOut.has(name);
  if (!isThere && !copies) return null;
  const params = { command: isThere ? 'ssh' : name };
  return { runsOn: 'workstation', weight: 8, message: { code: 'trace/runs-on-goes-out', params } };
}

/** A registry takes images from any machine, also from the one that runs them; a work tree that commits is a person's. */
const publishingWeights: Readonly<Record<string, number>> = { docker: 1, git: 4 };

function publishingEvidence(name: string, sub: string): Evidence | null {
  const head = `${name} ${sub}`;
  if (!publishing.test(head)) return null;
  const params = { command: head.trim() };
  return {
    runsOn: 'workstation',
    weight: publishingWeights[name] ?? 5,
    message: { code: 'trace/runs-on-publishes', params },
  };
}

/** Files of the system, its users and its packages are changed on the machine that has them. */
function machineEvidence({ redirections, words }: Step, name: string): Evidence | null {
  const written = redirections
    .filter(({ operator }) => operator.startsWith('>'))
    .map(({ target }) => (target === null ? '' : leading(target)));
  const changed = changingFiles.has(name) ? words.slice(1).map(({ value }) => leading(value)) : [];
  const path = [...written, ...changed].find((one) => systemFolder.test(one));
  if (path === undefined) return null;
  return { runsOn: 'host', weight: 4, message: { code: 'trace/runs-on-system', params: { path } } };
}

const changingFiles = new Set(['cp', 'mv', 'ln', 'chown', 'chmod', 'install', 'tee', 'rsync']);
// The last one is where web servers look into the home of an account.
// Source: https://httpd.apache.org/docs/2.4/howto/public_html.html
const systemFolder =
  /^\/(etc|opt|srv|usr\/local|var\/(www|lib|log))(\/|$)|^(\/|~|x\/)(.*\/)?public_html(\/|$)/;

/** Where a server of Java applications is installed, it serves: its folders are of no use elsewhere. */
function serverEvidence({ place, text }: Step): Evidence | null {
  const [, variable, folder] = serverHome.exec(text) ?? [];
  const path = variable === undefined ? folder : `$${variable}`;
  if (place.kind !== 'local' || path === undefined) return null;
  return { runsOn: 'host', weight: 4, message: { code: 'trace/runs-on-system', params: { path } } };
}

const serverHome =
  /\$\{?((?:CATALINA|TOMCAT\d*|JBOSS|WILDFLY|JETTY)_(?:HOME|BASE))\b|((?:~|\/)[\w./-]*\/(?:webapps|standalone\/deployments))\b/;

/** Packages of the system are installed on the machine that is to have them. */
function packageEvidence({ place }: Step, name: string, sub: string): Evidence | null {
  const installs =
    /^(apt|apt-get|yum|dnf|apk|zypper)$/.test(name) && /^(install|add|upgrade)$/.test(sub);
  if (!installs || place.kind !== 'local') return null;
  const params = { command: `${name} ${sub}` };
  return { runsOn: 'host', weight: 2, message: { code: 'trace/runs-on-packages', params } };
}

/** Bringing the source up to date in place is what a checkout on a host does. */
function pullEvidence(name: string, sub: string): Evidence | null {
  const weights = name === 'git' ? gitPulls : name === 'svn' ? svnPulls : {};
  const weight = Object.hasOwn(weights, sub) ? weights[sub] : undefined;
  if (weight === undefined) return null;
  const params = { command: `${name} ${sub}` };
  return { runsOn: 'host', weight, message: { code: 'trace/runs-on-pulls', params } };
}

const gitPulls: Readonly<Record<string, number>> = { pull: 4, reset: 2, fetch: 2, checkout: 2 };
const svnPulls: Readonly<Record<string, number>> = { up: 4, update: 4 };

function managerEvidence(step: Step, name: string, sub: string): Evidence | null {
  const isArtisan =
    consoles.has(name) || (name === 'php' && /(^|\/)(artisan|console|magento)$/.test(sub));
  if (!isArtisan && !serviceManagers.has(name)) return containerEvidence(step, name, sub);
  return {
    runsOn: 'host',
    weight: isArtisan ? 3 : 5,
    message: {
      code: 'trace/runs-on-manages',
      params: { command: isArtisan && name === 'php' ? sub : name },
    },
  };
}

/** A program that is told to start, or is left running, is the service of this machine. */
function programEvidence({ place, words, background }: Step, name: string): Evidence | null {
  if (place.kind !== 'local') return null;
  const last = words.length === 2 ? leading(words.at(-1)?.value) : '';
  const isTold =
    /^(start|stop|restart|reload)$/.test(last) &&
    (name === '' || /\//.test(leading(words[0]?.value)));
  const isLeft =
    background && /^(java|node|python3?|gunicorn|uvicorn|dotnet|php|ruby|puma|unicorn)$/.test(name);
  if (!isTold && !isLeft) return null;
  const command = name === '' ? last : name;
  return {
    runsOn: 'host',
    weight: 3,
    message: { code: 'trace/runs-on-manages', params: { command } },
  };
}

/** Consoles of applications, which act on the installation that they lie in. */
const consoles = new Set(['artisan', 'console', 'magento']);

/** Containers that are started here and left running are the service, unless the work goes on elsewhere. */
function containerEvidence(step: Step, name: string, sub: string): Evidence | null {
  const words = step.words.slice(1).map(({ value }) => leading(value));
  const isCompose = name === 'docker-compose' || (name === 'docker' && sub === 'compose');
  const detaches = words.some((word) => /^(-[a-z]*d[a-z]*|--detach|--restart(=.*)?)$/.test(word));
  const starts = isCompose ? words.includes('up') : name === 'docker' && sub === 'run';
  if (!starts || !detaches || words.includes('--rm')) return null;
  const params = {
    command: isCompose ? `${name} up`.replace('docker up', 'docker compose up') : 'docker run',
  };
  return { runsOn: 'host', weight: 2, message: { code: 'trace/runs-on-manages', params } };
}

function folderEvidence(name: string, path: string): Evidence | null {
  if (name !== 'cd' || !/^\/(var|srv|opt|home|usr|data|www)\//.test(path)) return null;
  return { runsOn: 'host', weight: 3, message: { code: 'trace/runs-on-folder', params: { path } } };
}

function isRemoteContainer(step: Step): boolean {
  return step.place.kind === 'container' && step.place.on?.kind === 'remote';
}

function leading(value: Step['words'][number]['value'] | undefined): string {
  if (value === undefined) return '';
  if (value.kind === 'literal') return value.text;
  if (value.kind === 'one-of') return leading(value.values[0]);
  // A host in a variable still ends with its colon: `$HOST:/srv`.
  return value.kind === 'concat'
    ? value.parts.map((part) => (part.kind === 'literal' ? part.text : 'x')).join('')
    : '';
}
