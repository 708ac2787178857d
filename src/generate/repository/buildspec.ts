import { buildPhases } from '../../model/kind.ts';
import type { BuildPhase } from '../../model/kind.ts';
import type { OutputFile } from '../../model/output-file.ts';
import type { Plan } from '../../model/plan.ts';
import type { StepId } from '../../model/step.ts';
import { hasRevision } from '../../plan/revision.ts';
import type { GenerateContext } from '../generator.ts';
import { answerInBuild } from '../slice/build-answers.ts';
import { namesChosen } from './chosen-names.ts';
import { addedBuilds } from './added-builds.ts';
import { addedChecks, addedInstall } from './added-checks.ts';
import { cacheOf } from './build-cache.ts';
import { reportsOf } from './build-reports.ts';
import { blocksOf, ownBlock } from './build-blocks.ts';
import type { Block } from './build-blocks.ts';
import { withDevelopmentPackages } from './development-packages.ts';
import { buildVariables } from './build-variables.ts';
import { pushes } from './git-identity.ts';
import { homeFileBlocks, homeFilesFor } from './home-files.ts';
import { imageFiles, pushImages } from './images.ts';
import { librariesOfBuild } from './job-libraries.ts';
import { olderPhp } from './older-php.ts';
import { missingTools } from './image-tools.ts';
import { openings, openNames } from './openings.ts';
import { railsAssets } from './rails-assets.ts';
import { signInBlocks, signInNames, signInsFor } from './sign-in-blocks.ts';
import { wantedNames } from './slices.ts';
import type { Slices } from './slices.ts';

export interface PhaseView {
  readonly name: BuildPhase;
  readonly runtimes: readonly {
    readonly name: string;
    readonly version: string;
    readonly because: string;
  }[];
  readonly blocks: readonly Block[];
}

/** `buildspec.yml`: what the deploying machine did before it touched a host. */
export function buildspecFile(
  plan: Plan,
  slices: Slices,
  context: GenerateContext,
): readonly OutputFile[] {
  const phases = phaseViews(plan, slices, context);
  const texts = phases.flatMap(({ blocks }) => blocks.map(({ line, text }) => `${line}\n${text}`));
  const { variables, parameters } = buildVariables(
    plan,
    [...slices.phases.values()],
    texts,
    wantedNames(slices),
    signInNames(signInsOfBuild(plan), []),
  );
  const rendered = context.render('repo/buildspec.yml.hbs', {
    application: plan.application,
    title: 'Build',
    script: '',
    pushes: pushes([...slices.phases.values()]),
    variables,
    parameters,
    phases,
    reports: reportsOf(texts),
    cache: cacheOf(texts, plan, context),
    artifacts: artifactsOf(plan, slices),
  });
  const from = [...new Set(phases.flatMap(({ blocks }) => blocks.flatMap(({ steps }) => steps)))];
  return [{ ...rendered, path: 'buildspec.yml', executable: false, from }];
}

function phaseViews(plan: Plan, slices: Slices, context: GenerateContext): readonly PhaseView[] {
  const blocks = new Map<BuildPhase, readonly Block[]>();
  for (const phase of buildPhases) {
    const slice = slices.phases.get(phase);
    if (slice !== undefined) blocks.set(phase, blocksOf(slice, plan, context));
  }
  addChecks(blocks, plan, context);
  const install = addedInstall(plan, context);
  if (install !== null) add(blocks, 'install', [install], 'after');
  add(blocks, 'install', librariesOfBuild(stepsOfBuild(plan), plan, context), 'after');
  add(blocks, 'build', addedBuilds(plan, context), 'before');
  add(blocks, 'build', railsAssets(stepsOfBuild(plan), plan, context), 'before');
  add(blocks, 'install', missingTools(stepsOfBuild(plan), plan.build.runtimes), 'before');
  add(blocks, 'install', olderPhp(plan.build.runtimes), 'before');
  const signIns = signInsOfBuild(plan);
  const open = openNames([...slices.phases.values()], slices.buildNames);
  add(blocks, 'pre_build', signInBlocks(signIns, open, plan), 'before');
  add(
    blocks,
    'pre_build',
    homeFileBlocks(homeFilesFor(plan, idsOf(stepsOfBuild(plan))), plan),
    'before',
  );
  const [first] = buildPhases.filter((phase) => (blocks.get(phase) ?? []).length > 0);
  add(
    blocks,
    first ?? 'build',
    openings([...slices.phases.values()], plan, wantedNames(slices)),
    'before',
  );
  const post = blocks.get('post_build') ?? [];
  const closing = closings(plan, slices, context);
  add(blocks, post.length > 0 ? 'post_build' : 'build', imageDefinitions(plan), 'after');
  // What the build phase can finish by itself needs no guard against a failed build.
  add(blocks, post.length > 0 ? 'post_build' : 'build', closing, 'after');
  if (post.length > 0)
    add(
      blocks,
      'post_build',
      [
        ownBlock('This phase runs after a failed build, too.', [
          '[ "$CODEBUILD_BUILD_SUCCEEDING" = 1 ]',
        ]),
      ],
      'before',
    );
  if ([...blocks.values()].every((list) => list.length === 0))
    blocks.set('build', [ownBlock('', ['echo "Nothing to build: the source is the bundle."'])]);
  const runtimes = plan.build.runtimes
    .filter(({ isCarried }) => isCarried)
    .map(({ name, version, found }) => ({
      name,
      version,
      because: found ?? '',
    }));
  return buildPhases.flatMap((name) => {
    const list = blocks.get(name) ?? [];
    const own = name === 'install' ? runtimes : [];
    return list.length === 0 && own.length === 0 ? [] : [{ name, runtimes: own, blocks: list }];
  });
}

/** What the checks need and the hosts do not comes with the script's own packages where that can be. */
function addChecks(
  blocks: Map<BuildPhase, readonly Block[]>,
  plan: Plan,
  context: GenerateContext,
): void {
  const all = addedChecks(plan, context).flatMap(({ fetch, without, checks, prune }) => {
    const widened =
      fetch === null || without === null ? null : withDevelopmentPackages(blocks, without, plan);
    for (const [phase, list] of widened ?? []) blocks.set(phase, list);
    return [...(widened === null ? [fetch] : []), ...checks, prune];
  });
  addBehindInstalls(
    blocks,
    all.filter((block) => block !== null),
    plan,
  );
}

/** Before the build, and behind what the phase itself fetches: checks need their libraries. */
function addBehindInstalls(
  blocks: Map<BuildPhase, readonly Block[]>,
  checks: readonly Block[],
  plan: Plan,
): void {
  const known = blocks.get('build') ?? [];
  const installs = new Set(
    plan.steps.flatMap(({ classified: { kind, step } }) =>
      kind === 'install-deps' ? [step.id] : [],
    ),
  );
  const at = known.findLastIndex(({ steps }) => steps.some((id) => installs.has(id))) + 1;
  blocks.set('build', [...known.slice(0, at), ...checks, ...known.slice(at)]);
}

function stepsOfBuild({ steps }: Plan): Plan['steps'] {
  return steps.filter(({ destination }) => /^buildspec\//.test(destination ?? ''));
}

function signInsOfBuild(plan: Plan): Plan['signIns'] {
  return signInsFor(plan, idsOf(stepsOfBuild(plan)));
}

function idsOf(steps: Plan['steps']): readonly StepId[] {
  return steps.map(({ classified }) => classified.step.id);
}

function add(
  blocks: Map<BuildPhase, readonly Block[]>,
  phase: BuildPhase,
  more: readonly Block[],
  where: 'before' | 'after',
): void {
  const known = blocks.get(phase) ?? [];
  blocks.set(phase, where === 'before' ? [...more, ...known] : [...known, ...more]);
}

/** The bundle, and what the build knows and hooks need. */
function closings(plan: Plan, slices: Slices, { notes }: GenerateContext): readonly Block[] {
  const { bundle, buildNames } = slices;
  const blocks: Block[] = [];
  const target = bundle.folder === null ? '' : `${bundle.folder}/`;
  if (bundle.commands.length > 0) {
    blocks.push(
      ownBlock('What CodeDeploy installs, as the appspec names it.', [
        'cd "$CODEBUILD_SRC_DIR"',
        ...bundle.commands.map(({ text }) => text),
        ...(slices.hooks.size > 0
          ? [`cp -R appspec.yml deploy ${target}`]
          : [`cp appspec.yml ${target}`]),
      ]),
    );
  }
  blocks.push(...pushImages(plan, target, notes));
  const names = namesToldOn(buildNames, plan);
  if (names.length > 0)
    blocks.push(
      ownBlock(
        `Values that ${buildNames.length > 0 ? 'the hooks' : 'the jobs'} need and only the build knows; never secrets.`,
        [
          'cd "$CODEBUILD_SRC_DIR"',
          ...[...slices.answers].map(([name, command]) => answered(name, command, plan)),
          '{',
          ...names.map((name) => `  printf '${name}=%q\\n' "$${name}"`),
          `} > ${target}deploy.env`,
        ],
      ),
    );
  return blocks;
}

/** What `deploy.env` says, to hooks and to jobs. */
function namesToldOn(buildNames: readonly string[], plan: Plan): readonly string[] {
  return [...new Set([...buildNames, ...namesChosen(plan)])].sort();
}

function answered(name: string, command: string, plan: Plan): string {
  const answer = answerInBuild(command, plan);
  return `${name}=${answer ?? `$(${command})`}`;
}

/**
 * Which image the service gets, for the ECS action.
 * Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/file-reference.html
 */
function imageDefinitions(plan: Plan): readonly Block[] {
  if (plan.platform.name !== 'ecs') return [];
  const pushes = plan.steps.filter(
    ({ classified: { kind, step }, disposition }) =>
      kind === 'container-push' && disposition === 'converted' && / push\b/.test(step.text),
  );
  const words = pushes.flatMap(({ classified: { step } }) => step.words.at(-1) ?? []);
  const images = words.map(({ span }) =>
    (plan.trace.sources.get(span.file)?.text ?? '')
      .slice(span.start, span.end)
      .replace(/^"|"$/g, ''),
  );
  // A tag that moves would make every rollback deploy the same thing again.
  const image = images.find((one) => !one.endsWith(':latest')) ?? images[0];
  if (image === undefined) return [];
  const name = plan.deployment.container?.services[0] ?? plan.application;
  // Where no other tag was pushed, the digest says which image this build made.
  const uri = /:latest$|^[^:]*$/.test(image)
    ? `$(docker inspect --format '{{index .RepoDigests 0}}' "${image}")`
    : image;
  return [
    ownBlock(
      'The image that the service gets; the container of its task is taken to be named like it.',
      [
        `printf '[{"name":"%s","imageUri":"%s"}]\\n' ${name} "${uri}" > "$CODEBUILD_SRC_DIR/imagedefinitions.json"`,
      ],
    ),
  ];
}

function artifactsOf(
  plan: Plan,
  slices: Slices,
): {
  readonly folder: string;
  readonly files: readonly string[];
  readonly excludes: readonly string[];
} {
  const { bundle, hooks, buildNames } = slices;
  if (plan.platform.name === 'ec2' && hasRevision(plan)) {
    if (bundle.folder !== null) return { folder: bundle.folder, files: ['**/*'], excludes: [] };
    const files = [
      'appspec.yml',
      ...(hooks.size > 0 ? ['deploy/**/*'] : []),
      ...(namesToldOn(buildNames, plan).length > 0 ? ['deploy.env'] : []),
      ...imageFiles(plan),
      ...bundle.files,
    ];
    return { folder: '', files: [...new Set(files)], excludes: [] };
  }
  if (plan.platform.name === 's3')
    return {
      folder: plan.deployment.site?.folder ?? '.',
      files: ['**/*'],
      excludes: unpublished(plan),
    };
  if (plan.platform.name === 'ecs' && imageDefinitions(plan).length > 0)
    return {
      folder: '',
      files: ['imagedefinitions.json', ...(namesChosen(plan).length > 0 ? ['deploy.env'] : [])],
      excludes: [],
    };
  return { folder: '', files: ['**/*'], excludes: [] };
}

/**
 * What the S3 action must not publish: it takes the whole artifact. The job of a site that the script
 * publishes by itself has the script's own options.
 */
function unpublished({ deployment: { files, site } }: Plan): readonly string[] {
  const isWhole = (site?.folder ?? '.') === '.';
  const patterns = [
    ...(isWhole ? ['/.git', '/buildspec*.yml'] : []),
    ...files.filter(({ filters }) => filters.length === 0).flatMap(({ excludes }) => excludes),
  ];
  return [...new Set(patterns.flatMap(globsOf))];
}

/** rsync's pattern as globs of CodeBuild: a file of the name, or all below a folder of it. */
function globsOf(pattern: string): readonly string[] {
  const name = pattern.replace(/^\.?\//, '').replace(/\/(\*+)?$/, '');
  const place = /^\.?\//.test(pattern) ? name : `**/${name}`;
  const isFolder = !/[^/.]\.\w+$/.test(name);
  return [...(pattern.endsWith('/') ? [] : [place]), ...(isFolder ? [`${place}/**/*`] : [])];
}
