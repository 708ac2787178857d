/** Images that the script sent to the hosts by itself: the build pushes them to ECR, a hook pulls them. */
import { linesForGroups } from './host-group-cases.ts';
import type { ImageHandover, ImageName } from '../../model/deployment.ts';
import type { Plan } from '../../model/plan.ts';
import type { MarginNotes } from '../margin-notes.ts';
import { quoteShell } from '../quote-shell.ts';
import type { Block } from './build-blocks.ts';
import { ownBlock } from './build-blocks.ts';

/** In the bundle: a line for each image, where it lies and what the scripts call it. */
const list = 'images.txt';

/** Paths that the bundle gets for the hooks to know what to pull. */
export function imageFiles({ deployment }: Plan): readonly string[] {
  return deployment.images.length > 0 ? [list] : [];
}

/** Variables that the images are named by. */
export function imageNamesRead({ deployment }: Plan): readonly string[] {
  return deployment.images.flatMap(({ names }) =>
    names.flatMap(({ text, isCode }) =>
      isCode ? [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name) : [],
    ),
  );
}

/** The repositories of ECR, one for each image. */
export function imageRepositories(plan: Plan): readonly string[] {
  return pushed(plan).map(({ repository }) => repository);
}

interface Pushed {
  readonly image: ImageName;
  readonly repository: string;
}

function pushed({ application, deployment }: Plan): readonly Pushed[] {
  const all = deployment.images.flatMap(({ names }) => names);
  const images = all.filter(({ text }, at) => all.findIndex((one) => one.text === text) === at);
  const home = ecrName(application);
  const taken = new Set<string>();
  return images.map((image, at) => {
    const own = ecrName(image.text.replace(/:[^/]*$/, '').replace(/^.*\//, ''));
    const isReadable = !image.text.replace(/:[^/]*$/, '').includes('$');
    const wanted = images.length === 1 ? home : `${home}/${isReadable ? own : `image-${at + 1}`}`;
    const repository = taken.has(wanted) ? `${wanted}-${at + 1}` : wanted;
    taken.add(repository);
    return { image, repository };
  });
}

/** Source: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
function ecrName(text: string): string {
  const name = text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'image' : name;
}

/** The end of the build: the images go to the registry, and the bundle says under which names. */
export function pushImages(plan: Plan, folder: string, notes: MarginNotes): readonly Block[] {
  const { images } = plan.deployment;
  if (images.length === 0) return [];
  const tool = images[0]?.tool ?? 'docker';
  // A build for each environment makes an image for each of one commit.
  const tag = `${plan.build.perEnvironment.length > 0 ? '$ENVIRONMENT-' : ''}$CODEBUILD_RESOLVED_SOURCE_VERSION`;
  const pushes = pushed(plan).flatMap(({ image, repository }) => {
    const name = image.isCode ? `"${image.text}"` : quoteShell(image.text);
    return [
      `URI="$REGISTRY/${repository}:${tag}"`,
      `${tool} tag ${name} "$URI"`,
      `${tool} push --quiet "$URI"`,
      `printf '%s %s\\n' "$URI" ${name} >> "$CODEBUILD_SRC_DIR/${folder}${list}"`,
    ];
  });
  return [
    ownBlock(`${noteOf(images, notes)}the hosts get the image from ECR, tagged with the commit.`, [
      'REGISTRY="$(aws sts get-caller-identity --query Account --output text).dkr.ecr.$AWS_REGION.amazonaws.com"',
      `aws ecr get-login-password | ${tool} login --username AWS --password-stdin "$REGISTRY"`,
      ...pushes,
    ]),
  ];
}

/** The start of AfterInstall: the images come from the registry, under the names that the scripts know. */
export function pullImages(plan: Plan, runAs: string | null, notes: MarginNotes): string {
  const { images } = plan.deployment;
  if (images.length === 0) return '';
  const sudo = runAs !== null && images.some(({ asRoot }) => asRoot) ? 'sudo ' : '';
  const tool = `${sudo}${images[0]?.tool ?? 'docker'}`;
  const groups = images.some(({ hostGroups }) => hostGroups.length === 0)
    ? []
    : [...new Set(images.flatMap(({ hostGroups }) => hostGroups))];
  const lines = [
    `read -r uri _ < "$BUNDLE/${list}"`,
    'registry=${uri%%/*}',
    'aws ecr get-login-password --region "$(cut -d. -f4 <<< "$registry")" |',
    `  ${tool} login --username AWS --password-stdin "$registry"`,
    'while read -r uri name; do',
    `  ${tool} pull --quiet "$uri"`,
    `  ${tool} tag "$uri" "$name"`,
    `done < "$BUNDLE/${list}"`,
  ];
  return [
    `# ${noteOf(images, notes)}the image comes from ECR, and gets the name that the script gave it.`,
    ...linesForGroups(lines, groups, plan),
  ].join('\n');
}

function noteOf(images: readonly ImageHandover[], notes: MarginNotes): string {
  const note = notes.of(images.flatMap(({ steps }) => steps));
  return note === '' ? '' : `${note}: `;
}
