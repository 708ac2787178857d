/** Hosts that only a private network knows: CodeBuild reaches none of them from outside of it. */
import type { PlannedStep } from '../model/plan.ts';
import type { Step } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import { alternativesOf } from '../shell/value.ts';
import { argumentTexts } from './arguments.ts';
import type { Situation } from './situation.ts';
import { valueText } from './value-text.ts';

/** Sources: RFC 1918, RFC 6762 and RFC 9476 for names and addresses that no public server has. */
const privateName =
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|\.(lan|local|localdomain|internal|intra|intranet|corp|home|private)$/i;

/** A name or address that the public internet leads to. */
export function isPublicHost(host: string): boolean {
  return /^[\w-]+(\.[\w-]+)+$/.test(host) && !/^127\./.test(host) && !privateName.test(host);
}

/** The machine itself is in every network. */
function isPrivateHost(host: string): boolean {
  return (
    /^[a-z0-9][\w-]*(\.[\w-]+)*$/i.test(host) &&
    !/^(localhost|127\.|0\.0\.0\.0)/i.test(host) &&
    !isPublicHost(host)
  );
}

const containerTools = /^(docker|podman|buildah|nerdctl|skopeo|crane)$/;
const clients =
  /^(curl|wget|http|https|git|svn|hg|npm|npx|yarn|pnpm|pip\d*(\.\d+)?|python\d*(\.\d+)?|poetry|pipenv|uv|twine|composer|bundle|gem|mvn|mvnw|gradle|gradlew|sbt|go|cargo|dotnet|nuget|scp|sftp|rsync|lftp|ftp|sonar-scanner|ansible-galaxy)$/;

/** What the files of a project tell its tools to fetch from, beside what the commands say. */
const settings: readonly {
  readonly tools: RegExp;
  readonly files: readonly string[];
  readonly kind: 'url' | 'image' | 'module';
}[] = [
  { tools: /^(npm|npx|yarn|pnpm)$/, files: ['.npmrc', '.yarnrc', '.yarnrc.yml'], kind: 'url' },
  {
    tools: /^(pip\d*(\.\d+)?|python\d*(\.\d+)?|poetry|pipenv|uv)$/,
    files: ['pip.conf', 'requirements.txt', 'pyproject.toml', 'Pipfile'],
    kind: 'url',
  },
  { tools: /^composer$/, files: ['composer.json'], kind: 'url' },
  { tools: /^(bundle|gem)$/, files: ['Gemfile'], kind: 'url' },
  { tools: /^mvnw?$/, files: ['pom.xml', 'settings.xml', '.mvn/settings.xml'], kind: 'url' },
  {
    tools: /^gradlew?$/,
    files: ['build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'],
    kind: 'url',
  },
  { tools: /^go$/, files: ['go.mod'], kind: 'module' },
  { tools: containerTools, files: ['Dockerfile'], kind: 'image' },
];

/** The hosts of private networks that the steps speak to, and that their project's files name. */
export function privateHostsOf(
  steps: readonly PlannedStep[],
  situation: Situation,
): readonly string[] {
  const converted = steps.filter(({ disposition }) => disposition === 'converted');
  const hosts = converted.flatMap(({ classified: { step } }) => [
    ...hostsOfStep(step),
    ...hostsOfProject(step.name ?? '', situation),
  ]);
  return [...new Set(hosts)].filter(isPrivateHost).sort();
}

function hostsOfStep(step: Step): readonly string[] {
  const name = step.name ?? '';
  const told = step.assignments.flatMap((one) =>
    /(URL|REGISTRY|PROXY)$/i.test(one.name) ? urlHosts(one.value) : [],
  );
  if (containerTools.test(name))
    return [...told, ...step.words.flatMap(({ value }) => images(value))];
  // What a chart is told to install, the cluster fetches.
  const isHelmFetch =
    /^helm3?$/.test(name) && /^(repo|pull|push|registry)$/.test(argumentTexts(step)[0] ?? '');
  return clients.test(name) || isHelmFetch
    ? [...told, ...step.words.flatMap(({ value }) => [...urlHosts(value), ...loginHosts(value)])]
    : told;
}

function urlHosts(value: Value): readonly string[] {
  return alternativesOf(value).flatMap((one) => urlsIn(valueText(one)));
}

function urlsIn(text: string): readonly string[] {
  return [
    ...text.matchAll(/\b(?:https?|ssh|git|svn|s?ftp|oci):\/\/(?:[^@/\s"']*@)?([\w.-]+)/g),
  ].map(([, host = '']) => host);
}

/** `git@gitlab.acme.lan:shop/shop.git` */
function loginHosts(value: Value): readonly string[] {
  return alternativesOf(value).flatMap(
    (one) => /^[\w.-]+@([\w.-]+):/.exec(valueText(one))?.[1] ?? [],
  );
}

/** The first part of an image's name is a host where it has a dot or a port. Source: docker tag(1). */
function images(value: Value): readonly string[] {
  return alternativesOf(value).flatMap((one) => imageHost(valueText(one)));
}

function imageHost(text: string): readonly string[] {
  const [, host, port] = /^([a-z0-9][\w.-]*)(:\d+)?\/\S/i.exec(text) ?? [];
  return host !== undefined && (port !== undefined || host.includes('.')) ? [host] : [];
}

function hostsOfProject(tool: string, { application, read }: Situation): readonly string[] {
  return settings
    .filter(({ tools }) => tools.test(tool))
    .flatMap(({ files, kind }) =>
      files.flatMap((file) => {
        const text = read(application.root === '.' ? file : `${application.root}/${file}`) ?? '';
        if (kind === 'url') return urlsIn(text);
        const pattern =
          kind === 'image' ? /^FROM\s+(?:--\S+\s+)*(\S+)/gim : /^\s*(?:require\s+)?(\S+)\s+v\d/gm;
        return [...text.matchAll(pattern)].flatMap(([, name = '']) => imageHost(name));
      }),
    );
}
