import type { MissingBuild } from '../../model/build-plan.ts';
import type { Plan } from '../../model/plan.ts';
import { isFetchedIn } from './added-checks.ts';
import type { GenerateContext } from '../generator.ts';
import type { Block } from './build-blocks.ts';
import { ownBlock } from './build-blocks.ts';

/** The script took what somebody had built on the deploying machine: CodeBuild has only the source. */
export function addedBuilds(plan: Plan, context: GenerateContext): readonly Block[] {
  return (plan.build.missing ?? []).map((one) => {
    const { folder, product } = one;
    const commands = commandsOf(one, plan, context);
    const comment = `Added: the script takes ${product} as somebody built it, and builds nothing itself.`;
    return folder === '.' && plan.build.directory === '.'
      ? ownBlock(comment, commands)
      : ownBlock(comment, [
          folder === '.' ? 'cd "$CODEBUILD_SRC_DIR"' : `cd "$CODEBUILD_SRC_DIR/${folder}"`,
          ...commands,
          'cd "$CODEBUILD_SRC_DIR"',
        ]);
  });
}

function commandsOf(
  { tool, folder }: MissingBuild,
  plan: Plan,
  { read }: GenerateContext,
): readonly string[] {
  const has = (file: string): boolean => read(pathOf(plan.root, folder, file)) !== null;
  switch (tool) {
    case 'maven':
      return [`${has('mvnw') ? './mvnw' : 'mvn'} -B package`];
    case 'gradle':
      return [`${has('gradlew') ? './gradlew' : 'gradle'} build`];
    case 'node':
      return nodeCommands(has, isFetchedIn(folder, plan));
  }
}

function nodeCommands(has: (file: string) => boolean, isFetched: boolean): readonly string[] {
  const [install, manager] = has('yarn.lock')
    ? ['yarn install --frozen-lockfile', 'yarn']
    : has('pnpm-lock.yaml')
      ? ['npm install --global pnpm && pnpm install --frozen-lockfile', 'pnpm']
      : [has('package-lock.json') ? 'npm ci' : 'npm install', 'npm'];
  return [...(isFetched ? [] : [install]), `${manager} run build`];
}

function pathOf(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '.' && part !== '').join('/');
}
