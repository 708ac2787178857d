/** What a script takes as somebody had built it, while nothing in it builds. */
import type { MissingBuild } from '../model/build-plan.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Step } from '../model/step.ts';
import { isKnownAbsolute, resolvedFrom } from './paths.ts';
import type { Situation } from './situation.ts';
import { valueText } from './value-text.ts';

interface Maker {
  readonly tool: MissingBuild['tool'];
  /** A product, the folder of its project captured. */
  readonly product: RegExp;
  readonly manifests: readonly string[];
}

/**
 * Where tools put what they make, by their own conventions. Sources:
 * https://maven.apache.org/guides/introduction/introduction-to-the-standard-directory-layout.html,
 * https://docs.gradle.org/current/userguide/java_plugin.html; package.json says itself that it builds.
 */
const makers: readonly Maker[] = [
  { tool: 'maven', product: /^(?:(.+)\/)?target\/[^/]+\.(?:war|jar|ear)$/, manifests: ['pom.xml'] },
  {
    tool: 'gradle',
    product: /^(?:(.+)\/)?build\/libs\/[^/]+\.(?:war|jar)$/,
    manifests: ['build.gradle', 'build.gradle.kts'],
  },
  {
    tool: 'node',
    product: /^(?:(.+)\/)?(?:dist|build|out|\.next|\.output)(?:\/.*)?$/,
    manifests: ['package.json'],
  },
];

/** One per project; none where a step builds, or may build in a script that nobody could read. */
export function missingBuildsOf(
  steps: readonly PlannedStep[],
  situation: Situation,
): readonly MissingBuild[] {
  const reached = steps.filter(({ classified }) => classified.step.reached);
  if (reached.some(({ classified: { kind } }) => kind === 'build' || kind === 'unknown')) return [];
  const paths = [
    ...situation.files.map(({ source }) => source),
    ...reached.flatMap(({ classified: { kind, step }, disposition }) =>
      kind === 'transfer' && disposition === 'converted' ? wordsOf(step) : [],
    ),
  ];
  const found = new Map<string, MissingBuild>();
  for (const path of paths.map(plainPath)) {
    const build = madeBy(path, situation);
    const key = `${build?.tool ?? ''} ${build?.folder ?? ''}`;
    if (build !== null && !found.has(key)) found.set(key, build);
  }
  return [...found.values()];
}

function wordsOf({ words, cwd, place }: Step): readonly string[] {
  const from = place.kind !== 'local' || cwd === null ? null : valueText(cwd);
  return words.slice(1).flatMap(({ value }) => {
    const text = valueText(value);
    return /^-|[:$?|~]/.test(text) || isKnownAbsolute(text) ? [] : resolvedFrom(from, text);
  });
}

function plainPath(path: string): string {
  return path.replace(/^\.\//, '').replace(/\/(\*+|\.)?$/, '');
}

function madeBy(path: string, situation: Situation): MissingBuild | null {
  for (const { tool, product, manifests } of makers) {
    const match = product.exec(path);
    if (match === null) continue;
    const own = match[1] ?? '.';
    // The project at the root builds its modules.
    const folders = tool === 'node' ? [own] : ['.', own];
    const folder = folders.find((one) =>
      manifests.some((file) => isBuilt(one === '.' ? file : `${one}/${file}`, situation)),
    );
    if (folder !== undefined) return { tool, folder, product: path };
  }
  return null;
}

function isBuilt(file: string, { application, read }: Situation): boolean {
  const path = application.root === '.' ? file : `${application.root}/${file}`;
  if (!application.files.includes(path)) return false;
  return !file.endsWith('package.json') || /"build"\s*:\s*"/.test(read(path) ?? '');
}
