import type { RuntimeName, RuntimeVersion } from '../model/build-plan.ts';
import { runtimeNames } from '../model/build-plan.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Evidence } from './evidence.ts';
import { say } from './say.ts';

/**
 * Versions that `aws/codebuild/standard:7.0` carries, oldest first.
 * Source: https://docs.aws.amazon.com/codebuild/latest/userguide/available-runtimes.html
 */
const offered: Readonly<Record<RuntimeName, readonly string[]>> = {
  nodejs: ['18', '20', '22', '24'],
  java: ['8', '11', '17', '21', '25'],
  python: ['3.9', '3.10', '3.11', '3.12', '3.13', '3.14'],
  php: ['8.2', '8.3', '8.4', '8.5'],
  ruby: ['3.1', '3.2', '3.3', '3.4', '4.0'],
  golang: ['1.20', '1.21', '1.22', '1.23', '1.24', '1.25', '1.26'],
  dotnet: ['6', '8', '10'],
};
const fallback: Readonly<Record<RuntimeName, string>> = {
  nodejs: '22',
  java: '17',
  python: '3.12',
  php: '8.3',
  ruby: '3.3',
  golang: '1.24',
  dotnet: '8',
};
const tools: Readonly<Record<RuntimeName, RegExp>> = {
  nodejs:
    /^(npm|npx|yarn|pnpm|node|ng|gulp|grunt|webpack|vite|tsc|next|nuxt|bower|lerna|nx|hexo|gatsby)$/,
  java: /^(mvn|mvnw|gradle|gradlew|java|javac|ant|sbt|lein|jar|kc\.sh)$/,
  python:
    /^(python\d*(\.\d+)?|pip\d*(\.\d+)?|poetry|pytest|tox|pipenv|uv|mkdocs|pelican|flake8|black|ruff|mypy|alembic|flask|django-admin|celery)$/,
  php: /^(php\d*(\.\d+)?|composer|phpunit|artisan|drush|symfony|phpstan)$/,
  ruby: /^(ruby|bundle|bundler|rake|rails|gem|jekyll|rspec|rubocop)$/,
  golang: /^(go|golangci-lint)$/,
  dotnet: /^dotnet$/,
};

interface VersionFile {
  readonly runtime: RuntimeName;
  readonly file: string;
  /** The first group is the version that the file asks for. */
  readonly pattern: RegExp;
}

const versionFiles: readonly VersionFile[] = [
  { runtime: 'nodejs', file: '.nvmrc', pattern: /^v?(\d+)/m },
  { runtime: 'nodejs', file: '.node-version', pattern: /^v?(\d+)/m },
  { runtime: 'nodejs', file: '.tool-versions', pattern: /^nodejs\s+(\d+)/m },
  {
    runtime: 'nodejs',
    file: 'package.json',
    pattern: /"engines"\s*:\s*\{[^}]*"node"\s*:\s*"[^"\d]*(\d+)/,
  },
  {
    runtime: 'java',
    file: 'pom.xml',
    pattern:
      /<(?:java\.version|maven\.compiler\.release|maven\.compiler\.target|maven\.compiler\.source|release)>\s*(?:1\.)?(\d+)/,
  },
  {
    runtime: 'java',
    file: 'build.gradle',
    pattern: /(?:sourceCompatibility|languageVersion)\D{0,40}(?:1[._])?(\d+)/,
  },
  {
    runtime: 'java',
    file: 'build.gradle.kts',
    pattern: /(?:sourceCompatibility|languageVersion|jvmToolchain)\D{0,40}(?:1[._])?(\d+)/,
  },
  { runtime: 'java', file: '.java-version', pattern: /^(?:1\.)?(\d+)/m },
  { runtime: 'java', file: '.tool-versions', pattern: /^java\s+\D*(\d+)/m },
  { runtime: 'python', file: '.python-version', pattern: /^(\d+\.\d+)/m },
  { runtime: 'python', file: 'runtime.txt', pattern: /^python-(\d+\.\d+)/m },
  {
    runtime: 'python',
    file: 'pyproject.toml',
    pattern: /(?:requires-python|^python)\s*=\s*"[^"\d]*(\d+\.\d+)/m,
  },
  { runtime: 'python', file: '.tool-versions', pattern: /^python\s+(\d+\.\d+)/m },
  { runtime: 'php', file: 'composer.json', pattern: /"php"\s*:\s*"[^"\d]*(\d+(?:\.\d+)?)/ },
  { runtime: 'ruby', file: '.ruby-version', pattern: /^(?:ruby-)?(\d+\.\d+)/m },
  { runtime: 'ruby', file: 'Gemfile', pattern: /^\s*ruby\s+["'][^"'\d]*(\d+\.\d+)/m },
  { runtime: 'golang', file: 'go.mod', pattern: /^go\s+(\d+\.\d+)/m },
  { runtime: 'dotnet', file: 'global.json', pattern: /"version"\s*:\s*"(\d+)/ },
];

/** Runtimes that the build's steps need, with the version that the project asks for. */
export function runtimesOf(
  steps: readonly PlannedStep[],
  evidence: Evidence,
): readonly RuntimeVersion[] {
  return runtimesFor(
    steps.filter(({ destination }) => destination?.startsWith('buildspec/') === true),
    evidence,
  );
}

/** The same for the steps of another job. */
export function runtimesFor(
  steps: readonly PlannedStep[],
  evidence: Evidence,
): readonly RuntimeVersion[] {
  const names = steps.map(({ classified }) => classified.step.name ?? '');
  return runtimeNames
    .filter((runtime) => names.some((name) => tools[runtime].test(name)))
    .map((runtime) => runtimeOf(runtime, evidence));
}

function runtimeOf(name: RuntimeName, evidence: Evidence): RuntimeVersion {
  const asked = askedVersion(name, evidence);
  if (asked === null) {
    const version = fallback[name];
    return {
      name,
      version: spelled(name, version),
      found: null,
      because: say('plan/runtime-default', { runtime: name, version }),
    };
  }
  const version = nearest(name, asked.version);
  const params = { runtime: name, version, asked: asked.version, file: asked.file };
  const exact = version === asked.version || version.startsWith(`${asked.version}.`);
  return {
    name,
    version: spelled(name, version),
    found: `${asked.file}: ${asked.version}`,
    because: say(exact ? 'plan/runtime-found' : 'plan/runtime-nearest', params),
  };
}

function askedVersion(
  name: RuntimeName,
  { application, read }: Evidence,
): { version: string; file: string } | null {
  const prefix = application.root === '.' ? '' : `${application.root}/`;
  for (const { runtime, file, pattern } of versionFiles) {
    if (runtime !== name || !application.files.includes(`${prefix}${file}`)) continue;
    const version = pattern.exec(read(`${prefix}${file}`) ?? '')?.[1];
    if (version !== undefined) return { version, file };
  }
  return null;
}

/** The oldest offered version that is not older than what was asked for; the newest when none is. */
function nearest(name: RuntimeName, asked: string): string {
  const versions = offered[name];
  return versions.find((version) => compare(version, asked) >= 0) ?? (versions.at(-1) as string);
}

function compare(one: string, other: string): number {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major - otherMajor || minor - otherMinor;
}

function spelled(name: RuntimeName, version: string): string {
  if (name === 'java') return `corretto${version}`;
  return name === 'dotnet' ? `${version}.0` : version;
}
