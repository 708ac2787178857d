/** The package manager of a project that Node.js runs, and how it does what we add. */
import type { Plan, PlannedStep } from '../../model/plan.ts';
import type { GenerateContext } from '../generator.ts';
import { readProject } from './project-file.ts';

export type PackageManager = 'npm' | 'yarn' | 'pnpm' | 'bun';

export interface NodeManifest {
  readonly scripts: Readonly<Record<string, string>>;
  /** Packages that an installation with those of development brings. */
  readonly packages: readonly string[];
  /** `yarn@3.6.1`; empty where the project does not say. */
  readonly packageManager: string;
}

const managers = /^(npm|yarn|pnpm|bun)$/;
const locks: readonly (readonly [file: string, manager: PackageManager])[] = [
  ['yarn.lock', 'yarn'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['bun.lockb', 'bun'],
  ['bun.lock', 'bun'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
];

/** `package.json`; null where there is none that can be read. */
export function nodeManifest(plan: Plan, context: GenerateContext): NodeManifest | null {
  const text = readProject('package.json', plan, context);
  if (text === null) return null;
  try {
    const data = JSON.parse(text) as Record<string, unknown>;
    return {
      scripts: texts(data['scripts']),
      packages: [data['dependencies'], data['devDependencies']].flatMap((list) =>
        Object.keys(texts(list)),
      ),
      packageManager: typeof data['packageManager'] === 'string' ? data['packageManager'] : '',
    };
  } catch {
    // A broken package.json is the build's to complain of.
    return null;
  }
}

function texts(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

/** What the script installs with counts first, then what the project says, then what the script calls. */
export function packageManagerOf(plan: Plan, context: GenerateContext): PackageManager {
  const installed = nodeInstalls(plan).map(nameOf).find(isManager);
  const [declared = ''] = (nodeManifest(plan, context)?.packageManager ?? '').split('@');
  const locked = locks.find(([file]) => readProject(file, plan, context) !== null)?.[1];
  const called = plan.steps.map(nameOf).find((name) => isManager(name) && name !== 'npm');
  const [found] = [installed, declared, locked, called].filter((one) => isManager(one ?? ''));
  return (found ?? 'npm') as PackageManager;
}

function isManager(name: string): boolean {
  return managers.test(name);
}

function nameOf({ classified }: PlannedStep): string {
  return classified.step.name ?? '';
}

/** Steps with which the machine of the build itself fetches the project's packages. */
export function nodeInstalls({ steps }: Plan): readonly PlannedStep[] {
  return steps.filter(
    ({ classified: { kind, step }, destination, disposition }) =>
      kind === 'install-deps' &&
      disposition === 'converted' &&
      destination?.startsWith('buildspec/') === true &&
      step.place.kind !== 'container' &&
      /^(npm|yarn|pnpm|bun|lerna)$/.test(step.name ?? ''),
  );
}

/** Fetches what the lock file names, packages of development among it. */
export function installCommand(plan: Plan, context: GenerateContext): string {
  const has = (file: string): boolean => readProject(file, plan, context) !== null;
  switch (packageManagerOf(plan, context)) {
    case 'yarn':
      return isModernYarn(plan, context)
        ? 'yarn install --immutable'
        : 'yarn install --frozen-lockfile';
    case 'pnpm':
      return 'pnpm install --frozen-lockfile';
    case 'bun':
      return 'bun install --frozen-lockfile';
    case 'npm':
      if (has('package-lock.json') || has('npm-shrinkwrap.json')) return 'npm ci';
      return has('package.json')
        ? 'npm install'
        : 'if [ -f package-lock.json ]; then npm ci; else npm install; fi';
  }
}

/** Takes the packages of development away again. */
export function pruneCommand(plan: Plan, context: GenerateContext): string {
  switch (packageManagerOf(plan, context)) {
    case 'yarn':
      return isModernYarn(plan, context)
        ? 'yarn workspaces focus --all --production'
        : 'yarn install --frozen-lockfile --production --ignore-scripts --prefer-offline';
    case 'pnpm':
      return 'pnpm prune --prod';
    case 'bun':
      return 'rm -rf node_modules && bun install --frozen-lockfile --production';
    case 'npm':
      return 'npm prune --omit=dev';
  }
}

/** Yarn 2 and later have other options. Source: https://yarnpkg.com/cli/install */
function isModernYarn(plan: Plan, context: GenerateContext): boolean {
  return (
    /^yarn@[2-9]/.test(nodeManifest(plan, context)?.packageManager ?? '') ||
    readProject('.yarnrc.yml', plan, context) !== null
  );
}

/** `bun test` is a runner of Bun's own; the others know `test` as a script. */
export function runCommand(manager: PackageManager, script: string): string {
  return script === 'test' && manager !== 'bun' ? `${manager} test` : `${manager} run ${script}`;
}

/** The script's own arguments reach the tool: npm wants them behind `--`. */
export function runWithArguments(
  manager: PackageManager,
  script: string,
  more: readonly string[],
): string {
  const command = runCommand(manager, script);
  if (more.length === 0) return command;
  return `${command}${manager === 'npm' ? ' --' : ''} ${more.join(' ')}`;
}
