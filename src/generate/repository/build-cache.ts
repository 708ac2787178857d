/** The downloads of a build's tools that the next build can have again. */
import type { Plan } from '../../model/plan.ts';
import type { GenerateContext } from '../generator.ts';
import { readProject } from './project-file.ts';

interface Tool {
  readonly name: string;
  /** The command that downloads. */
  readonly command: RegExp;
  /** Where it keeps its downloads for root, by its own documentation. */
  readonly paths: readonly string[];
  /** What names the downloads exactly; the first that the project has stands for all. */
  readonly locks: readonly string[];
  /** What names them where there is no lock file. */
  readonly manifest: string;
}

const tools: readonly Tool[] = [
  {
    name: 'npm',
    // Not node_modules: npm ci deletes it before it begins.
    command: /\bnpm (ci|i|install|clean-install)\b(?! (-g|--global)\b)/,
    paths: ['/root/.npm/**/*'],
    locks: ['package-lock.json', 'npm-shrinkwrap.json'],
    manifest: 'package.json',
  },
  {
    name: 'yarn',
    command: /\byarn(?=\s*$|\s+(install|add|--))(?!.*--immutable)/m,
    paths: ['/usr/local/share/.cache/yarn/**/*'],
    locks: ['yarn.lock'],
    manifest: 'package.json',
  },
  {
    name: 'yarn',
    command: /\byarn\b.*--immutable/,
    paths: ['/root/.yarn/berry/cache/**/*'],
    locks: ['yarn.lock'],
    manifest: 'package.json',
  },
  {
    name: 'pnpm',
    command: /\bpnpm (i|install|fetch)\b/,
    paths: ['/root/.local/share/pnpm/store/**/*'],
    locks: ['pnpm-lock.yaml'],
    manifest: 'package.json',
  },
  {
    name: 'bun',
    command: /\bbun (i|install)\b/,
    paths: ['/root/.bun/install/cache/**/*'],
    locks: ['bun.lock', 'bun.lockb'],
    manifest: 'package.json',
  },
  {
    name: 'maven',
    // Not all of .m2: settings.xml beside it holds passwords.
    command: /\bmvnw?\b/,
    paths: ['/root/.m2/repository/**/*'],
    locks: [],
    manifest: 'pom.xml',
  },
  {
    name: 'gradle',
    command: /\bgradlew?\b/,
    paths: ['/root/.gradle/caches/**/*', '/root/.gradle/wrapper/**/*'],
    locks: [],
    manifest: '*.gradle*',
  },
  {
    name: 'pip',
    command: /\bpip[0-9.]* (install|wheel|download)\b(?!.*--no-cache-dir)/,
    paths: ['/root/.cache/pip/**/*'],
    locks: [],
    manifest: 'requirements*.txt',
  },
  {
    name: 'poetry',
    command: /\bpoetry (install|sync)\b/,
    paths: ['/root/.cache/pypoetry/**/*'],
    locks: ['poetry.lock'],
    manifest: 'pyproject.toml',
  },
  {
    name: 'pipenv',
    command: /\bpipenv (install|sync)\b/,
    paths: ['/root/.cache/pipenv/**/*', '/root/.cache/pip/**/*'],
    locks: ['Pipfile.lock'],
    manifest: 'Pipfile',
  },
  {
    name: 'uv',
    command: /\buv (sync|pip install|run)\b/,
    paths: ['/root/.cache/uv/**/*'],
    locks: ['uv.lock'],
    manifest: 'pyproject.toml',
  },
  {
    name: 'composer',
    command: /\bcomposer(\.phar)? .*\b(install|update|i)\b/,
    paths: ['/root/.cache/composer/**/*'],
    locks: ['composer.lock'],
    manifest: 'composer.json',
  },
  {
    name: 'bundler',
    // Gems lie in the folder of the project only where Bundler was told so.
    command:
      /\bbundle\b.*(--deployment\b|--path[= ]vendor\/bundle|\bdeployment true\b|\bpath ['"]?vendor\/bundle)/,
    paths: ['vendor/bundle/**/*'],
    locks: ['Gemfile.lock'],
    manifest: 'Gemfile',
  },
  {
    name: 'go',
    command: /\bgo (build|test|mod|install|get|generate)\b/,
    paths: ['/root/.cache/go-build/**/*', '/go/pkg/mod/**/*'],
    locks: ['go.sum'],
    manifest: 'go.mod',
  },
  {
    name: 'cargo',
    command: /\bcargo (build|test|install|fetch|nextest)\b/,
    paths: ['/root/.cargo/registry/index/**/*', '/root/.cargo/registry/cache/**/*'],
    locks: ['Cargo.lock'],
    manifest: 'Cargo.toml',
  },
  {
    name: 'nuget',
    command: /\bdotnet (restore|build|publish|test)\b/,
    paths: ['/root/.nuget/packages/**/*'],
    locks: ['packages.lock.json'],
    manifest: '*.csproj',
  },
  {
    name: 'sbt',
    command: /\bsbt\b/,
    paths: ['/root/.cache/coursier/**/*', '/root/.ivy2/cache/**/*'],
    locks: [],
    manifest: 'build.sbt',
  },
];

export interface BuildCache {
  /** Empty where the project keeps its cache on the build machine, which knows no keys. */
  readonly key: string;
  readonly fallback: string;
  readonly paths: readonly string[];
}

/**
 * Null where no tool downloads. A cache in S3 has a key, and a copy with that key is never written
 * again: it is made of what names the downloads.
 * Source: https://docs.aws.amazon.com/codebuild/latest/userguide/caching-s3.html
 */
export function cacheOf(
  texts: readonly string[],
  plan: Plan,
  context: GenerateContext,
): BuildCache | null {
  const text = texts.flatMap((one) => one.split('\n').filter(isCommand)).join('\n');
  const used = tools.filter(({ command }) => command.test(text));
  if (used.length === 0) return null;
  const name = [...new Set(used.map((tool) => tool.name))].join('-');
  const files = [...new Set(used.flatMap((tool) => namesOf(tool, plan, context)))];
  const paths = [...new Set(used.flatMap((tool) => tool.paths))];
  // Layers of images are kept on the build machine alone, and a project has one sort of cache.
  return plan.build.privileged
    ? { key: '', fallback: '', paths }
    : { key: `${name}-$(codebuild-hash-files ${files.join(' ')})`, fallback: `${name}-`, paths };
}

/** Comments, and what only prints. */
function isCommand(line: string): boolean {
  return !/^\s*(#|echo\b|printf\b)/.test(line);
}

function namesOf(
  { locks, manifest }: Tool,
  plan: Plan,
  context: GenerateContext,
): readonly string[] {
  const found = [...locks, manifest].find((file) => readProject(file, plan, context) !== null);
  const folder = plan.build.directory === '.' ? '' : `${plan.build.directory}/`;
  if (found !== undefined) return [`${folder}${found}`];
  return [...locks.slice(0, 1), manifest].map((file) => `'**/${file}'`);
}
