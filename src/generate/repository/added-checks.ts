import type { Plan } from '../../model/plan.ts';
import type { Step } from '../../model/step.ts';
import { valueText } from '../../plan/value-text.ts';
import type { GenerateContext } from '../generator.ts';
import type { Block } from './build-blocks.ts';
import { ownBlock } from './build-blocks.ts';

/** Tests and lint of the project's own that the script never ran; each says that it was added. */
export function addedChecks(plan: Plan, context: GenerateContext): readonly Block[] {
  const kinds = new Set(
    plan.steps
      .filter(
        ({ disposition, classified }) => disposition === 'converted' && classified.step.reached,
      )
      .map(({ classified }) => classified.kind),
  );
  const builds = plan.steps.some(
    ({ destination, disposition, classified }) =>
      disposition === 'converted' &&
      destination?.startsWith('buildspec/') === true &&
      /^(install-deps|build)$/.test(classified.kind),
  );
  if (!builds) return [];
  const scripts = npmScripts(plan, context);
  const checks: Block[] = [];
  if (!kinds.has('lint') && scripts['lint'] !== undefined)
    checks.push(
      ownBlock('Added: the project has a lint script that the old deployment never ran.', [
        `${inFolder(plan)}npm run lint`,
      ]),
    );
  if (!kinds.has('test')) {
    const test = testCommand(plan, context, scripts);
    if (test !== null)
      checks.push(
        ownBlock('Added: the project has tests that the old deployment never ran.', [
          `${inFolder(plan)}${test}`,
        ]),
      );
  }
  return checks.length > 0 && installsProductionOnly(plan) ? withDevelopment(checks, plan) : checks;
}

function installsProductionOnly({ steps }: Plan): boolean {
  return steps.some(
    ({ classified: { kind, step }, disposition }) =>
      kind === 'install-deps' &&
      disposition === 'converted' &&
      /\bnpm\b.*(--production|--omit[= ]dev|--only[= ]prod)/.test(step.text),
  );
}

/** Checks need the packages of development, which the hosts shall not get. */
function withDevelopment(checks: readonly Block[], plan: Plan): readonly Block[] {
  return [
    ownBlock('Added: the checks need the packages of development.', [`${inFolder(plan)}npm ci`]),
    ...checks,
    ownBlock('Added: the hosts get none of them.', [`${inFolder(plan)}npm prune --omit=dev`]),
  ];
}

function inFolder({ build }: Plan): string {
  return build.directory === '.' ? '' : `cd "$CODEBUILD_SRC_DIR/${build.directory}" && `;
}

function npmScripts(plan: Plan, context: GenerateContext): Readonly<Record<string, string>> {
  const text = readProject('package.json', plan, context);
  if (text === null) return {};
  try {
    const data = JSON.parse(text) as { scripts?: Record<string, string> };
    return data.scripts ?? {};
  } catch {
    // A broken package.json is the build's to complain of.
    return {};
  }
}

function testCommand(
  plan: Plan,
  context: GenerateContext,
  scripts: Readonly<Record<string, string>>,
): string | null {
  const test = scripts['test'];
  if (test !== undefined && !/no test specified|exit 1/.test(test)) return 'npm test';
  if (
    readProject('phpunit.xml', plan, context) !== null ||
    readProject('phpunit.xml.dist', plan, context) !== null
  )
    return 'vendor/bin/phpunit --log-junit reports/junit.xml';
  if (readProject('pytest.ini', plan, context) !== null)
    return 'python -m pytest --junitxml=reports/junit.xml';
  return null;
}

export function readProject(name: string, plan: Plan, context: GenerateContext): string | null {
  const parts = [plan.root, plan.build.directory, name].filter(
    (part) => part !== '.' && part !== '',
  );
  return context.read(parts.join('/'));
}

/**
 * The deploying machine had the project's packages already: CodeBuild starts without them. Null where
 * the script fetches them, or needs none.
 */
export function addedInstall(plan: Plan, context: GenerateContext): Block | null {
  const inBuild = plan.steps.filter(
    ({ destination, disposition }) =>
      disposition === 'converted' && destination?.startsWith('buildspec/') === true,
  );
  const runs = inBuild.flatMap(({ classified: { kind, step } }) =>
    /^(build|test|lint)$/.test(kind) && usesPackages(step) ? [step] : [],
  );
  const isFetched = plan.steps.some(
    ({ classified: { kind, step } }) =>
      kind === 'install-deps' && /^(npm|yarn|pnpm|bun|lerna|make)$/.test(step.name ?? ''),
  );
  const [first] = runs;
  if (first === undefined || isFetched || first.place.kind === 'container') return null;
  const folder = first.cwd === null ? null : buildFolder(valueText(first.cwd));
  const commands = installCommand(first.name ?? 'npm', plan, context);
  return ownBlock('Added: the deploying machine had these packages already.', [
    ...(folder === null ? [] : [`cd "$CODEBUILD_SRC_DIR/${folder}"`]),
    ...commands,
    ...(folder === null ? [] : ['cd "$CODEBUILD_SRC_DIR"']),
  ]);
}

function usesPackages({ name, wrappers }: Step): boolean {
  return /^(npm|yarn|pnpm|npx)$/.test(name ?? '') || wrappers.some((one) => one.name === 'npx');
}

/** A folder of the source; null for its root, and for what only the deploying machine has. */
function buildFolder(cwd: string): string | null {
  return /^[\w][\w./-]*$/.test(cwd) ? cwd : null;
}

export function installCommand(
  name: string,
  plan: Plan,
  context: GenerateContext,
): readonly string[] {
  const has = (file: string) => readProject(file, plan, context) !== null;
  if (name === 'yarn' || has('yarn.lock')) return ['yarn install --frozen-lockfile'];
  if (name === 'pnpm' || has('pnpm-lock.yaml')) return ['pnpm install --frozen-lockfile'];
  if (has('package-lock.json')) return ['npm ci'];
  return has('package.json')
    ? ['npm install']
    : ['if [ -f package-lock.json ]; then npm ci; else npm install; fi'];
}
