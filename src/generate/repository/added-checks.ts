import type { Plan } from '../../model/plan.ts';
import type { Step } from '../../model/step.ts';
import { valueText } from '../../plan/value-text.ts';
import type { GenerateContext } from '../generator.ts';
import type { Block } from './build-blocks.ts';
import { ownBlock } from './build-blocks.ts';
import { jvmChecks } from './jvm-checks.ts';
import { nodeChecks } from './node-checks.ts';
import { installCommand, nodeInstalls, packageManagerOf } from './node-project.ts';
import { languageChecks } from './project-checks.ts';
import type { ProjectChecks } from './project-checks.ts';

/** What the buildspec says of them. */
export const addedLint = 'the project has a lint script that the old deployment never ran.';
export const addedTests = 'the project has tests that the old deployment never ran.';

/** What is added for one language, in its order. */
export interface AddedChecks {
  /** Brings the packages of development where the script brought only the others. */
  readonly fetch: Block | null;
  /** The script's own option that leaves them out. */
  readonly without: RegExp | null;
  readonly checks: readonly Block[];
  /** Takes those packages away again. */
  readonly prune: Block | null;
}

/**
 * Tests and lint of the project's own that the script never ran, with the tools that the build
 * installs; each says that it was added.
 */
export function addedChecks(plan: Plan, context: GenerateContext): readonly AddedChecks[] {
  const kinds = new Set(
    plan.steps
      .filter(
        ({ disposition, destination, classified }) =>
          disposition === 'converted' &&
          destination?.startsWith('buildspec/') === true &&
          classified.step.reached,
      )
      .map(({ classified }) => classified.kind),
  );
  const found: readonly ProjectChecks[] = [
    nodeChecks(plan, context, addedInstall(plan, context) !== null),
    ...languageChecks(plan, context),
    jvmChecks(plan, context),
  ];
  return found
    .map((checks) => ({
      ...checks,
      lint: kinds.has('lint') ? null : checks.lint,
      test: kinds.has('test') ? null : checks.test,
    }))
    .map((checks) => addedFor(checks, plan));
}

function addedFor({ lint, test, development }: ProjectChecks, plan: Plan): AddedChecks {
  const block = (comment: string, command: string | null | undefined): readonly Block[] =>
    command === null || command === undefined ? [] : [added(comment, command, plan)];
  const checks = [...block(addedLint, lint), ...block(addedTests, test)];
  if (checks.length === 0 || development === undefined)
    return { fetch: null, without: null, checks, prune: null };
  const { install, prune, without } = development;
  const [fetch = null] = block('the checks need the packages of development.', install);
  const [pruned = null] = block('the hosts get no packages of development.', prune);
  return { fetch, without, checks, prune: pruned };
}

function added(comment: string, command: string, plan: Plan): Block {
  return ownBlock(`Added: ${comment}`, [`${inFolder(plan)}${command}`]);
}

function inFolder({ build }: Plan): string {
  return build.directory === '.' ? '' : `cd "$CODEBUILD_SRC_DIR/${build.directory}" && `;
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
  const [first] = runs;
  if (first === undefined || first.place.kind === 'container') return null;
  const fetched = plan.steps
    .filter(
      ({ classified: { kind, step } }) =>
        kind === 'install-deps' && /^(npm|yarn|pnpm|bun|lerna|make)$/.test(step.name ?? ''),
    )
    .map(({ classified }) => folderOf(classified.step));
  // What is fetched at the root may be meant for the workspaces below it.
  if (fetched.includes(null)) return null;
  const folders = [...new Set(runs.map(folderOf))].filter((folder) => !fetched.includes(folder));
  if (folders.length === 0) return null;
  const install = installCommand(plan, context);
  return ownBlock('Added: the deploying machine had these packages already.', [
    ...broughtManager(plan, context),
    ...folders.flatMap((folder) =>
      folder === null
        ? [install]
        : [`cd "$CODEBUILD_SRC_DIR/${folder}"`, install, 'cd "$CODEBUILD_SRC_DIR"'],
    ),
  ]);
}

/** The script fetches the packages of the project in this folder in the build. */
export function isFetchedIn(folder: string, plan: Plan): boolean {
  return nodeInstalls(plan).some(({ classified }) => {
    const own = folderOf(classified.step);
    return own === null || own === folder;
  });
}

/** The image has npm and yarn; what the script calls by itself is brought already. */
function broughtManager(plan: Plan, context: GenerateContext): readonly string[] {
  const manager = packageManagerOf(plan, context);
  const isCalled = plan.steps.some(({ classified: { step } }) => step.name === manager);
  return /^(pnpm|bun)$/.test(manager) && !isCalled ? [`npm install --global ${manager}`] : [];
}

function usesPackages({ name, wrappers }: Step): boolean {
  return /^(npm|yarn|pnpm|bun|npx)$/.test(name ?? '') || wrappers.some((one) => one.name === 'npx');
}

/** The folder of the source that a step works in; null for its root, and for what only the deploying machine has. */
function folderOf({ cwd }: Step): string | null {
  const text = cwd === null ? '' : valueText(cwd);
  return /^[\w][\w./-]*$/.test(text) ? text : null;
}
