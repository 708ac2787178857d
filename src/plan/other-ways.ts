/** Several scripts that deploy: parts of one deployment, or other ways to the same. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Trace } from '../model/trace.ts';
import { deployingWord } from '../trace/named-purpose.ts';
import { deliveredTo, madeFrom, meetAt } from './delivered.ts';
import { entryFileOf } from './evidence.ts';

/** A script that deploys by its name. */
export interface Deliverer {
  readonly name: string;
  readonly steps: readonly ClassifiedStep[];
}

/** Why one is another way to what the other one brings, and of what. */
export interface OtherWay {
  readonly to: string;
  readonly by: 'target' | 'source' | 'means';
  readonly what: string;
}

/**
 * Words that say how it is brought, or how well. What they stand beside is the same as without them;
 * other words (`api`, `frontend`) say what is brought.
 */
const means =
  /^(docker\w*|compose|containers?|podman|aws|ec2|ecs|eks|ecr|fargate|beanstalk|eb|k8s|kube|kubernetes|helm|heroku|gcp|gke|gcloud|cloudrun|azure|vercel|netlify|render|railway|fly|flyio|firebase|surge|pages|ghpages|gh|github|digitalocean|hetzner|ovh|hostinger|vps|cpanel|plesk|s?ftp|ssh|scp|rsync|git|ansible|systemd|pm2|local|locally|remote|remotely|manual|manually|simple|quick|fast|full|complete|minimal|safe|easy|new|old|legacy|v?\d+|final|fixed|fix|improved|enhanced|optimi[sz]ed|auto\w*|zero|downtime|bluegreen|blue|green|rolling|force|direct|native|bare|metal)$/;
/** What nobody means who says "deploy" without more. */
const lesser =
  /(^|-)(local\w*|dev|simple|quick|minimal|easy|old|legacy|test\w*|manual\w*|example|sample|demo|debug|draft)(-|$)/;

/** Of scripts that deploy, those that are other ways to what one of the rest brings: by their names. */
export function otherWaysOf(
  deliverers: readonly Deliverer[],
  trace: Pick<Trace, 'scripts'>,
): ReadonlyMap<string, OtherWay> {
  const known = deliverers.map((one) => ({
    ...one,
    file: fileOf(one),
    targets: deliveredTo(one.steps, trace),
    sources: madeFrom(one.steps, trace),
    words: qualifiersOf(one.name),
  }));
  const taken: (typeof known)[number][] = [];
  const ways = new Map<string, OtherWay>();
  for (const one of [...known].sort(likelierFirst)) {
    const way = taken.flatMap((other) => wayOf(one, other) ?? [])[0];
    if (way === undefined) taken.push(one);
    else ways.set(one.name, way);
  }
  return ways;
}

interface Known extends Deliverer {
  readonly file: string;
  readonly targets: ReturnType<typeof deliveredTo>;
  readonly sources: ReturnType<typeof madeFrom>;
  readonly words: readonly string[];
}

function fileOf({ steps }: Deliverer): string {
  const [first] = steps;
  return first === undefined ? '' : entryFileOf(first.step);
}

function qualifiersOf(name: string): readonly string[] {
  return name.split('-').filter((word) => word !== '' && !deployingWord.test(word));
}

/** The plain name first, then what does most. */
function likelierFirst(left: Known, right: Known): number {
  return (
    Number(lesser.test(left.name)) - Number(lesser.test(right.name)) ||
    left.words.length - right.words.length ||
    right.steps.length - left.steps.length ||
    (left.name < right.name ? -1 : 1)
  );
}

function wayOf(one: Known, other: Known): OtherWay | null {
  // What one script offers as two actions, its menu tells apart.
  if (one.file === other.file) return null;
  const target = meetAt(one.targets, other.targets);
  if (target !== null) return { to: other.name, by: 'target', what: target };
  const namesParts =
    one.words.length > 0 &&
    other.words.length > 0 &&
    ![...one.words, ...other.words].some((word) => means.test(word));
  if (namesParts) return null;
  const source = [...one.sources].find((folder) => other.sources.has(folder));
  if (source !== undefined)
    return { to: other.name, by: 'source', what: source === '.' ? './' : source };
  const isKnown = one.sources.size > 0 && other.sources.size > 0;
  const word = [...one.words, ...other.words].find((name) => means.test(name));
  return isKnown || word === undefined ? null : { to: other.name, by: 'means', what: word };
}
