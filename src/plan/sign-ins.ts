/**
 * Services that the deployer's machine was signed in to: no script says so, and CodeBuild knows nobody.
 * AWS itself needs no word here, because a role speaks for the project.
 */
import type { SignIn } from '../model/build-plan.ts';
import type { ClassifiedStep } from '../model/classified.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Step } from '../model/step.ts';
import { argumentTexts, hasFlag } from './arguments.ts';
import type { SignInWay } from './sign-in-table.ts';
import { herokuGit, registryWay, signInWays } from './sign-in-table.ts';
import { valueText } from './value-text.ts';

/** One per service and way, in the order of the script; each names the steps that want it. */
export function signInsOf(steps: readonly PlannedStep[]): readonly SignIn[] {
  const found = new Map<string, SignIn & { steps: Step['id'][] }>();
  const inCodeBuild = steps.filter(runsInCodeBuild);
  const asked = steps.flatMap(askedRegistry);
  for (const { classified } of inCodeBuild) {
    const way = registryOf(classified, inCodeBuild, asked) ?? serviceOf(classified.step);
    if (way === null) continue;
    const key = [way.service, ...way.lines, ...way.names].join('\n');
    const known = found.get(key) ?? {
      service: way.service,
      names: way.names,
      lines: way.lines,
      steps: [],
    };
    known.steps.push(classified.step.id);
    found.set(key, known);
  }
  return [...found.values()];
}

function runsInCodeBuild({ classified: { step }, destination, disposition }: PlannedStep): boolean {
  return (
    disposition === 'converted' &&
    step.place.kind === 'local' &&
    /^(buildspec|stage|deploy)\//.test(destination ?? '')
  );
}

function serviceOf(step: Step): SignInWay | null {
  const words = argumentTexts(step);
  if (hasFlag(step.words, '--token', '--auth', '--api-key', '--access-token', '--auth-token'))
    return null;
  const name = step.name ?? '';
  if (name === 'git' && words[0] === 'push' && /^heroku|heroku\.com/.test(words[1] ?? ''))
    return herokuGit;
  return (
    signInWays.find(
      ({ command, sub }) => command.test(name) && (sub === null || sub.test(words[0] ?? '')),
    ) ?? null
  );
}

type RegistryWay = ReturnType<typeof registryWay>;

/** The registry that an image goes to, where the script itself does not sign in first. */
function registryOf(
  { step, kind }: ClassifiedStep,
  steps: readonly PlannedStep[],
  /** Names of images in the registries that a person signed in to by hand. */
  asked: readonly string[],
): RegistryWay {
  if (kind !== 'container-push' || !/^(docker|podman)$/.test(step.name ?? '')) return null;
  const [first, ...rest] = argumentTexts(step);
  const image = (first === 'image' ? rest.slice(1) : rest).at(-1);
  const isPush = first === 'push' || (first === 'image' && rest[0] === 'push');
  if (!isPush || image === undefined) return null;
  const [known = image] = /^[^/]*[$?|…]/.test(image) ? asked : [];
  const way = registryWay(known);
  return way === null || steps.some((other) => signsIn(other, way.service)) ? null : way;
}

/** `docker login` at the keyboard, which the project's own way in takes the place of. */
function askedRegistry({
  classified: { step, kind },
  disposition,
}: PlannedStep): readonly string[] {
  const words = step.plain.map(({ value }) => valueText(value));
  if (kind !== 'container-push' || disposition !== 'replaced' || words[0] !== 'login') return [];
  if (step.place.kind !== 'local' || !/^(docker|podman)$/.test(step.name ?? '')) return [];
  return [`${words[1] ?? 'docker-hub'}/image`];
}

function signsIn({ classified: { step } }: PlannedStep, service: string): boolean {
  const words = argumentTexts(step);
  if (step.name === 'gcloud')
    return words[1] === 'configure-docker' && /gcr\.io|pkg\.dev/.test(service);
  if (!/^(docker|podman)$/.test(step.name ?? '') || !words.includes('login')) return false;
  // A registry that only a run tells may be this one.
  const hosts = words.slice(1).filter((word) => /[.:$…?]/.test(word));
  return service === 'Docker Hub'
    ? hosts.every((host) => /docker\.(io|com)/.test(host))
    : hosts.length > 0;
}
