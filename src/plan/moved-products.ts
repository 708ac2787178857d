import type { ClassifiedStep } from '../model/classified.ts';
import type { FileMapping } from '../model/deployment.ts';
import type { PlannedStep } from '../model/plan.ts';
import { machineOf } from './evidence.ts';
import type { Situation } from './situation.ts';
import { textOfStep } from './step-text.ts';

interface Tool {
  readonly command: RegExp;
  readonly makes: RegExp;
}

// Where each tool puts what it makes, by its own documentation.
const tools: readonly Tool[] = [
  { command: /^(npm|yarn|pnpm|bun)\b/, makes: /(^|\/)node_modules$/ },
  { command: /\bbower\b/, makes: /(^|\/)bower_components$/ },
  { command: /\bcomposer\b/, makes: /(^|\/)vendor$/ },
  { command: /\bbundle\b/, makes: /(^|\/)(vendor(\/bundle)?|\.bundle)$/ },
  { command: /\bmvnw?\b/, makes: /(^|\/)target$/ },
  { command: /\bcargo\b/, makes: /(^|\/)target$/ },
  { command: /\bgradlew?\b/, makes: /(^|\/)build$/ },
  { command: /\bdotnet\b/, makes: /(^|\/)(bin|obj|publish)$/ },
  { command: /\bgo\b/, makes: /(^|\/)(bin|vendor)$/ },
  { command: /\bcollectstatic\b/, makes: /(^|\/)static(files|_root)?$/ },
];

// What the scripts of a package.json, bundlers and asset pipelines build into.
const builtFolders =
  /(^|\/)(dist|build|out|output|_site|\.next|\.nuxt|\.output|\.svelte-kit|(public|static|assets|web|www)\/(build|dist|assets|packs|js|css|bundles)|public\/mix-manifest\.json)$/;

// Where the tools put what a .gitignore usually names.
const usualProducts = ['node_modules', 'bower_components', 'vendor', '.next', 'build', 'dist'];

/**
 * A copy left out what the host made itself (`--exclude node_modules`). Where that install or build has
 * moved to CodeBuild, its result must travel; where the host still makes it, it stays out.
 */
export function withMovedProducts(
  mapping: FileMapping,
  steps: readonly PlannedStep[],
  situation: Situation,
): FileMapping {
  const makers = steps.filter(
    ({ classified: { kind, step } }) =>
      (kind === 'install-deps' || kind === 'build') && machineOf(step, situation) === 'host',
  );
  const moved = makers.filter(({ destination }) => destination?.startsWith('buildspec/') === true);
  const staying = makers.filter(({ destination }) => destination?.startsWith('hook/') === true);
  const travels = (pattern: string): boolean =>
    moved.some((step) => makes(step, pattern)) && !staying.some((step) => makes(step, pattern));
  const kept = mapping.filters.filter((option) => {
    const pattern = /^--exclude=(.*)$/.exec(option)?.[1];
    return pattern === undefined || !travels(pattern);
  });
  // What a file leaves out, .gitignore for one, nobody reads here; rsync takes the first rule that matches.
  const filters = kept.some((option) => /^--(exclude-from=|filter=)/.test(option))
    ? [...usualProducts.filter(travels).map((folder) => `--include=${folder}/***`), ...kept]
    : kept;
  return {
    ...mapping,
    excludes: mapping.excludes.filter((pattern) => !travels(pattern)),
    filters,
  };
}

function makes({ classified }: PlannedStep, pattern: string): boolean {
  return makesProduct(classified, pattern);
}

/** Whether the install or build puts what it makes at such a path, by the habits of its tool. */
export function makesProduct({ kind, step }: ClassifiedStep, pattern: string): boolean {
  const path = pattern.replace(/^(\.?\/|\*\*\/)+/, '').replace(/(\/|\/\*{1,2})$/, '');
  const text = textOfStep(step);
  return (
    tools.some((tool) => tool.command.test(text) && tool.makes.test(path)) ||
    (kind === 'build' && builtFolders.test(path))
  );
}
