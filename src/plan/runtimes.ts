import type { MissingBuild, RuntimeName, RuntimeVersion } from '../model/build-plan.ts';
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
  /** It gives a range and no version. */
  readonly isRange?: true;
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
  { runtime: 'php', file: '.php-version', pattern: /^(\d+\.\d+)/m },
  {
    runtime: 'php',
    file: 'composer.json',
    pattern: /"platform"\s*:\s*\{[^}]*"php"\s*:\s*"(\d+\.\d+)/,
  },
  // `^7.2 || ^8.0` takes both: the last one counts.
  {
    runtime: 'php',
    file: 'composer.json',
    pattern: /"php"\s*:\s*"(?:[^"]*[|>]=?\s*)?[^"\d|>]*(\d+(?:\.\d+)?)/,
    isRange: true,
  },
  { runtime: 'ruby', file: '.ruby-version', pattern: /^(?:ruby-)?(\d+\.\d+)/m },
  { runtime: 'ruby', file: 'Gemfile', pattern: /^\s*ruby\s+["'][^"'\d]*(\d+\.\d+)/m },
  { runtime: 'golang', file: 'go.mod', pattern: /^go\s+(\d+\.\d+)/m },
  { runtime: 'nodejs', file: 'Dockerfile', pattern: /^FROM\s+(?:\S*\/)?node:(\d+)/im },
  { runtime: 'python', file: 'Dockerfile', pattern: /^FROM\s+(?:\S*\/)?python:(\d+\.\d+)/im },
  { runtime: 'php', file: 'Dockerfile', pattern: /^FROM\s+(?:\S*\/)?php:(\d+\.\d+)/im },
  { runtime: 'ruby', file: 'Dockerfile', pattern: /^FROM\s+(?:\S*\/)?ruby:(\d+\.\d+)/im },
  { runtime: 'golang', file: 'Dockerfile', pattern: /^FROM\s+(?:\S*\/)?golang:(\d+\.\d+)/im },
  { runtime: 'dotnet', file: 'global.json', pattern: /"version"\s*:\s*"(\d+)/ },
];

/** Runtimes that the build's steps need, with the version that the project asks for. */
export function runtimesOf(
  steps: readonly PlannedStep[],
  missing: readonly MissingBuild[],
  evidence: Evidence,
): readonly RuntimeVersion[] {
  const called = steps
    .filter(({ destination }) => destination?.startsWith('buildspec/') === true)
    .map(({ classified }) => classified.step.name ?? '');
  return runtimesOfTools([...called, ...missing.map(({ tool }) => programs[tool])], evidence);
}

/** What builds that are added call. */
const programs: Readonly<Record<MissingBuild['tool'], string>> = {
  maven: 'mvn',
  gradle: 'gradle',
  node: 'npm',
};

/** The same for the steps of another job. */
export function runtimesFor(
  steps: readonly PlannedStep[],
  evidence: Evidence,
): readonly RuntimeVersion[] {
  return runtimesOfTools(
    steps.map(({ classified }) => classified.step.name ?? ''),
    evidence,
  );
}

function runtimesOfTools(names: readonly string[], evidence: Evidence): readonly RuntimeVersion[] {
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
      isCarried: true,
      found: null,
      because: say('plan/runtime-default', { runtime: name, version }),
    };
  }
  const isCarried = asked.isRange || !isOlderPhp(name, asked.version);
  const version = isCarried ? nearest(name, asked.version) : asked.version;
  const params = { runtime: name, version, asked: asked.version, file: asked.file };
  const exact = version === asked.version || version.startsWith(`${asked.version}.`);
  return {
    name,
    version: spelled(name, version),
    isCarried,
    found: `${asked.file}: ${asked.version}`,
    because: say(exact ? 'plan/runtime-found' : 'plan/runtime-nearest', params),
  };
}

/** Code for PHP 7 does not run under PHP 8; its versions from before the image's are still packaged. */
function isOlderPhp(name: RuntimeName, asked: string): boolean {
  return name === 'php' && /^\d+\.\d+$/.test(asked) && compare(asked, offered.php[0] ?? '') < 0;
}

// How commands and paths of a host tell the version that serves there.
const spellings: Partial<Readonly<Record<RuntimeName, RegExp>>> = {
  php: /\bphp(?:-fpm|\/)?(\d\.\d)\b/,
  python: /\bpython(3\.\d+)\b/,
  nodejs: /\b(?:nvm (?:use|install)|node_|setup_|fnm use) ?v?(\d+)\b/,
};

interface Asked {
  readonly version: string;
  readonly file: string;
  /** Later versions will do as well. */
  readonly isRange: boolean;
}

/** `systemctl reload php7.4-fpm`: what the script names is what runs on the hosts. */
function saidVersion(name: RuntimeName, { classification }: Evidence): Asked | null {
  const spelling = spellings[name];
  if (spelling === undefined) return null;
  for (const { step } of classification.steps) {
    const version = step.reached ? spelling.exec(step.text)?.[1] : undefined;
    if (version !== undefined)
      return { version, file: step.span.file.split('/').at(-1) ?? '', isRange: false };
  }
  return null;
}

function askedVersion(name: RuntimeName, evidence: Evidence): Asked | null {
  const { application, read } = evidence;
  const said = saidVersion(name, evidence);
  if (said !== null) return said;
  const prefix = application.root === '.' ? '' : `${application.root}/`;
  for (const { runtime, file, pattern, isRange } of versionFiles) {
    if (runtime !== name || !application.files.includes(`${prefix}${file}`)) continue;
    const [text = '', version] = pattern.exec(read(`${prefix}${file}`) ?? '') ?? [];
    // `^7.4` takes no PHP 8; `>=7.4` and `^8.1` take what CodeBuild offers.
    const takesLater = isRange === true && (text.includes('>') || !version?.startsWith('7'));
    if (version !== undefined) return { version, file, isRange: takesLater };
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
