import type { OutputFile } from '../../model/output-file.ts';
import type { OnceAction } from '../../model/deployment.ts';
import type { Plan } from '../../model/plan.ts';
import { argumentTexts, hasFlag } from '../../plan/arguments.ts';
import { parentOf, resolvedFrom } from '../../plan/paths.ts';
import { valueText } from '../../plan/value-text.ts';
import { quoteShell } from '../quote-shell.ts';
import { homeFileBlocks, homeFilesFor } from './home-files.ts';
import { gitIdentity, pushes, remotesByHttps } from './git-identity.ts';
import type { GenerateContext } from '../generator.ts';
import { awsName } from '../pipeline/aws-name.ts';
import { blocksOf, ownBlock } from './build-blocks.ts';
import type { Block } from './build-blocks.ts';
import { buildVariables } from './build-variables.ts';
import type { PhaseView } from './buildspec.ts';
import { clusterAccessOf } from './cluster-access.ts';
import { librariesOf } from './job-libraries.ts';
import { olderPhp } from './older-php.ts';
import { missingTools } from './image-tools.ts';
import { needsBundle, foldersMade, onceNeedsOf } from './once-needs.ts';
import type { OnceNeeds } from './once-needs.ts';
import { openings, openNames } from './openings.ts';
import { signInBlocks, signInNames, signInsFor } from './sign-in-blocks.ts';
import type { Slice } from '../slice/slice.ts';
import type { Line } from '../slice/tree.ts';
import type { Slices } from './slices.ts';

/** `buildspec.<action>.yml`: what runs once per deployment, in a CodeBuild project of its own. */
export function onceFiles(
  plan: Plan,
  slices: Slices,
  context: GenerateContext,
): readonly OutputFile[] {
  return plan.deployment.once.flatMap((action) => {
    const { name, needsNetwork } = action;
    const slice = slices.once.get(name);
    if (slice === undefined) return [];
    const signIns = signInsFor(plan, action.steps);
    const blocks = onceBlocks(action, slice, plan, slices, context);
    const phases: readonly PhaseView[] = [
      ...installPhase(action, plan),
      { name: 'build', runtimes: [], blocks },
    ];
    const { variables, parameters } = buildVariables(
      plan,
      [slice],
      blocks.map(({ line, text }) => `${line}\n${text}`),
      [],
      signInNames(signIns, []),
    );
    const rendered = context.render('repo/buildspec.yml.hbs', {
      application: plan.application,
      title: `${name}, once per deployment`,
      script: needsNetwork
        ? `Runs inside the network of the application, where it reaches ${action.privateHosts.length > 0 ? action.privateHosts.join(', ') : 'databases and caches'}.`
        : '',
      variables,
      parameters,
      pushes: pushes([slice]),
      phases,
      reports: [],
      cache: null,
      artifacts:
        action.keeps.length > 0
          ? { folder: kept, files: ['**/*'], excludes: [] }
          : { folder: '', files: [], excludes: [] },
    });
    const from = [...new Set(blocks.flatMap(({ steps }) => steps))];
    return [
      {
        ...rendered,
        path: `buildspec.${awsName(name).toLowerCase()}.yml`,
        executable: false,
        from,
      },
    ];
  });
}

/** What the job needs, in front of the script's own commands. */
function onceBlocks(
  action: OnceAction,
  slice: Slice,
  plan: Plan,
  { bundle }: Slices,
  context: GenerateContext,
): readonly Block[] {
  const needs = onceNeedsOf(action, plan, bundle);
  const root = rootOf(needs, plan);
  return [
    ...openings([slice], plan),
    ...signInBlocks(signInsFor(plan, action.steps), openNames([slice], []), plan),
    ...placed(needs, action, plan),
    ...hostOnlyBlocks(needs),
    ...homeFileBlocks(homeFilesFor(plan, action.steps), plan),
    ...librariesOf(action, plan, needs, context),
    ...clusterAccessOf(action, plan).blocks,
    ...withoutOurs(stepsOfAction(action, plan), plan),
    ...gitIdentity(slice),
    ...remotesByHttps(slice),
    ...blocksOf(seenFrom(root, slice), plan, context, root ?? undefined),
    ...keeping(action),
  ];
}

/** The folder that the script starts in, or the clone that it updates. */
function isSource(folder: string, { steps }: Plan): boolean {
  return (
    folder === '.' ||
    steps.some(
      ({ disposition, classified: { kind, step } }) =>
        kind === 'source-checkout' &&
        disposition === 'replaced' &&
        step.cwd !== null &&
        valueText(step.cwd) === folder,
    )
  );
}

/** A mirror of the whole source sends what belongs to the pipeline, too. Source: lftp(1), "mirror". */
function withoutOurs(steps: Plan['steps'], plan: Plan): readonly Block[] {
  const sendsAll = steps.some(({ classified: { step } }) => {
    const [source = '.'] = argumentTexts(step);
    const base = step.cwd === null ? null : valueText(step.cwd);
    return (
      step.name === 'mirror' &&
      step.batch !== undefined &&
      hasFlag(step.words, '-R', '--reverse') &&
      isSource(resolvedFrom(base, source), plan)
    );
  });
  return sendsAll
    ? [ownBlock('These are read already, and are no files of the site.', ['rm -f buildspec*.yml'])]
    : [];
}

/** Where the dumps of a job lie when it ends. */
const kept = 'kept';

function stepsOfAction({ steps }: OnceAction, plan: Plan): Plan['steps'] {
  return plan.steps.filter(({ classified }) => steps.includes(classified.step.id));
}

function installPhase(action: OnceAction, plan: Plan): readonly PhaseView[] {
  const { runtimes } = action;
  const own = stepsOfAction(action, plan);
  const blocks = [...olderPhp(runtimes), ...missingTools(own, runtimes)];
  const named = runtimes
    .filter(({ isCarried }) => isCarried)
    .map(({ name, version, found }) => ({
      name,
      version,
      because: found ?? '',
    }));
  return named.length === 0 && blocks.length === 0
    ? []
    : [{ name: 'install', runtimes: named, blocks }];
}

/** The application as the build left it, with its libraries. */
function rootOf({ application }: OnceNeeds, plan: Plan): string | null {
  return application === null ? null : `${bundleFolder(plan)}/${application}`;
}

/** The source is not where the application lies that the job works with. */
function seenFrom(root: string | null, slice: Slice): Slice {
  if (root === null) return slice;
  const lineFrom = (line: Line): Line => ({
    ...line,
    text: line.text.replace(/\$CODEBUILD_SRC_DIR(?!_|\w)/g, () => root),
  });
  return {
    ...slice,
    pieces: slice.pieces.map((piece) => ({ ...piece, lines: piece.lines.map(lineFrom) })),
  };
}

/** Where CodeBuild unpacks an input beside the first one. Source: build-env-ref-env-vars.html */
function bundleFolder({ build }: Plan): string {
  return build.perEnvironment.length > 0 ? '$BUNDLE' : '$CODEBUILD_SRC_DIR_bundle';
}

function placed(needs: OnceNeeds, action: OnceAction, plan: Plan): readonly Block[] {
  const { files, unpacked, application, site, published, chosen } = needs;
  const choice =
    needsBundle(needs) && plan.build.perEnvironment.length > 0
      ? [
          ownBlock('Each environment has a bundle of its own.', [
            'NAME="CODEBUILD_SRC_DIR_bundle_${ENVIRONMENT//[^A-Za-z0-9]/_}"',
            'export BUNDLE="${!NAME}"',
          ]),
        ]
      : [];
  const folder = bundleFolder(plan);
  const copies = files.flatMap((entry) => [
    `mkdir -p ${quoteShell(entry.destination)}`,
    `cp -a "${folder}/${entry.source}${entry.isDirectory ? '/.' : ''}" ${quoteShell(entry.destination)}/`,
  ]);
  const made = foldersMade(action, plan);
  const targets = [...new Set(action.keeps.map(parentOf))].filter(
    (path) => path !== '.' && !made.includes(path),
  );
  return [
    ...choice,
    ...(copies.length === 0 ? [] : [ownBlock('Files that the hosts were sent for this.', copies)]),
    ...unpackedBlocks(unpacked, folder),
    ...(site === '.'
      ? [ownBlock('What the build fetched and made.', [`cp -a "${folder}/." .`])]
      : []),
    ...(site === null || site === '.'
      ? []
      : [
          ownBlock('The site as it was built.', [
            `mkdir -p ${quoteShell(site)}`,
            `cp -a "${folder}/." ${quoteShell(site)}/`,
          ]),
        ]),
    ...(published.length === 0
      ? []
      : [
          ownBlock(
            'What is published, as it was built.',
            published.flatMap((one) => publishedCopy(one, folder)),
          ),
        ]),
    ...(chosen.length === 0
      ? []
      : [
          ownBlock('The build chose these values.', [
            '# shellcheck source=/dev/null',
            `. "${folder}/deploy.env"`,
          ]),
        ]),
    ...(application === null ? [] : [inApplication(`${folder}/${application}`)]),
    ...(targets.length === 0
      ? []
      : [ownBlock('', [`mkdir -p ${targets.map(quoteShell).join(' ')}`])]),
  ];
}

function unpackedBlocks(releases: OnceNeeds['unpacked'], folder: string): readonly Block[] {
  if (releases.length === 0) return [];
  return [
    ownBlock('The release as the hosts unpack it.', [
      `mkdir -p ${releases.map(({ target }) => quoteShell(target)).join(' ')}`,
      ...releases.map(({ commandIn }) => commandIn(folder)),
    ]),
  ];
}

function publishedCopy(
  { path, from, isDirectory }: OnceNeeds['published'][number],
  folder: string,
): readonly string[] {
  const target = isDirectory ? path : parentOf(path);
  return [
    ...(target === '.' ? [] : [`mkdir -p ${quoteShell(target)}`]),
    `cp -a "${folder}/${from}${isDirectory ? '/.' : ''}" ${quoteShell(target)}/`,
  ];
}

/** Better a sentence before the first command than its failure in the middle. */
function hostOnlyBlocks({ hostOnly }: OnceNeeds): readonly Block[] {
  const [only, ...others] = hostOnly;
  if (only === undefined) return [];
  const note = 'Only the hosts have these: RUNBOOK.md says what to do before the first release.';
  // A loop over one word is a finding of ShellCheck.
  return others.length === 0
    ? [
        ownBlock('Only the hosts have this: RUNBOOK.md says what to do before the first release.', [
          `[ -e ${quoteShell(only)} ] || { echo ${quoteShell(`${only}: only the hosts have it`)} >&2; exit 1; }`,
        ]),
      ]
    : [
        ownBlock(note, [
          `for path in ${hostOnly.map(quoteShell).join(' ')}; do`,
          '  [ -e "$path" ] || { echo "$path: only the hosts have it" >&2; exit 1; }',
          'done',
        ]),
      ];
}

function inApplication(path: string): Block {
  return {
    comments: ['# The application as it was built, with its libraries.'],
    line: '',
    text: `set -euo pipefail\ncd "${path}"\n`,
    steps: [],
    spans: [],
  };
}

/** What a job writes to keep becomes its artifact: its machine is thrown away. */
function keeping({ keeps }: OnceAction): readonly Block[] {
  if (keeps.length === 0) return [];
  return [
    ownBlock('The machine goes away after this job: its artifact keeps the dump.', [
      `mkdir -p "$CODEBUILD_SRC_DIR/${kept}"`,
      // Each environment writes its own names: those of the others match nothing.
      ...(keeps.length > 1 ? ['shopt -s nullglob'] : []),
      `cp -a ${keeps.join(' ')} "$CODEBUILD_SRC_DIR/${kept}/"`,
    ]),
  ];
}
