/** What a script brings, and to which places. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Step } from '../model/step.ts';
import type { Trace } from '../model/trace.ts';
import { optionValues } from './arguments.ts';
import { entryFileOf } from './evidence.ts';
import { baseName, isKnownAbsolute, normalPath, resolvedFrom } from './paths.ts';
import { transferEndsOf } from './transfer-ends.ts';
import { valueText } from './value-text.ts';

/** Places by what tells them apart (a folder, a service, a bucket), with the hosts that have them; none where that is open. */
export type Delivered = ReadonlyMap<string, ReadonlySet<string>>;

/** Where the steps bring something. */
export function deliveredTo(
  steps: readonly ClassifiedStep[],
  trace: Pick<Trace, 'scripts'>,
): Delivered {
  const places = new Map<string, Set<string>>();
  for (const one of steps)
    for (const { key, host } of [...transferred(one), ...standing(one, trace), ...served(one)]) {
      const hosts = places.get(key) ?? new Set();
      places.set(key, hosts);
      if (host !== null && !/[$?|]/.test(host)) hosts.add(host);
    }
  return places;
}

/** A place that both bring something to; null where there is none. */
export function meetAt(one: Delivered, other: Delivered): string | null {
  for (const [key, hosts] of one) {
    const others = other.get(key);
    if (others === undefined) continue;
    if (hosts.size === 0 || others.size === 0 || [...hosts].some((host) => others.has(host)))
      return key;
  }
  return null;
}

interface Target {
  readonly key: string;
  readonly host: string | null;
}

/** Where files wait for what comes next. Source: the Filesystem Hierarchy Standard 3.0, sections 3.18 and 5.15. */
const passing = /^(\/var)?\/tmp(\/|$)/;

function transferred(one: ClassifiedStep): readonly Target[] {
  if (one.kind !== 'transfer') return [];
  const ends = transferEndsOf(one);
  if (ends === null || passing.test(ends.to.path)) return [];
  const { path } = ends.to;
  const host = ends.to.host ?? hostOf(one.step);
  return ends.from.map((from) => ({
    key:
      isFileName(from.path) && !isFileName(path)
        ? resolvedFrom(path, baseName(from.path))
        : normalPath(path),
    host,
  }));
}

function isFileName(path: string): boolean {
  return !path.endsWith('/') && /[^.]\.\w+$/.test(baseName(path));
}

/** What is fetched where it stands: the folder of a checkout on a host. */
function standing(
  { kind, step }: ClassifiedStep,
  trace: Pick<Trace, 'scripts'>,
): readonly Target[] {
  const folder = step.cwd === null ? null : valueText(step.cwd);
  return kind === 'source-checkout' && isOnHost(step, trace) && isKnownAbsolute(folder)
    ? [{ key: normalPath(folder), host: hostOf(step) }]
    : [];
}

function isOnHost(step: Step, { scripts }: Pick<Trace, 'scripts'>): boolean {
  if (step.place.kind === 'remote') return true;
  return scripts.find(({ file }) => file === entryFileOf(step))?.runsOn === 'host';
}

/** Services that more than one application stands behind. */
const sharedServices =
  /^(nginx|apache2?|httpd|caddy|haproxy|traefik|php[\d.]*-fpm|docker|mysqld?|mariadb|postgres\w*|redis\S*|memcached|ssh|sshd|cron|crond|all|restart|reload|start|stop)$/;

/** Services, containers and buckets, by the names that the steps give them. */
function served({ kind, step }: ClassifiedStep): readonly Target[] {
  const host = hostOf(step);
  const words = step.plain.map(({ value }) => valueText(value).replace(/\.service$/, ''));
  if (kind === 'restart-service' || kind === 'start-service') {
    if (step.name === 'docker')
      return optionValues(step.words, ['--name']).map((name) => ({ key: valueText(name), host }));
    if (!/^(systemctl|service|pm2|supervisorctl)$/.test(step.name ?? '')) return [];
    return words
      .filter((word) => /^[\w@-]+$/.test(word) && !sharedServices.test(word))
      .map((key) => ({ key, host }));
  }
  return words
    .filter((word) => /^(s3|gs):\/\/[^$?|]+$/.test(word))
    .map((key) => ({ key: key.replace(/\/+$/, ''), host: null }));
}

function hostOf({ place }: Step): string | null {
  const [host] = place.hosts;
  return host === undefined ? null : valueText(host);
}

/** Folders that builds put their products in, by custom. */
const products = /(^|\/)(dist|build|out|output|target|public|_site|\.next|\.output)(\/.*)?$/;

/** The folders of the checkout from which the steps make what they bring. */
export function madeFrom(
  steps: readonly ClassifiedStep[],
  trace: Pick<Trace, 'scripts'>,
): ReadonlySet<string> {
  return new Set(
    steps.flatMap((one): readonly string[] => {
      const here = one.step.cwd === null ? '.' : valueText(one.step.cwd);
      if (isOnHost(one.step, trace))
        return one.kind === 'source-checkout' && isKnownAbsolute(here) ? [normalPath(here)] : [];
      if (one.kind === 'build' || one.kind === 'install-deps') return [normalPath(here)];
      if (one.kind === 'container-build') return contextOf(one.step, here);
      const ends = one.kind === 'transfer' ? transferEndsOf(one) : null;
      const paths = ends?.from.filter(({ remote }) => !remote) ?? [];
      return paths.flatMap(({ path }) => projectOf(resolvedFrom(here, path)));
    }),
  );
}

/** Source: docs.docker.com, "docker build": the context is the last word. */
function contextOf(step: Step, here: string): readonly string[] {
  const context = step.name === 'docker' ? step.plain.at(-1) : undefined;
  const path = context === undefined ? '.' : valueText(context.value);
  return projectOf(resolvedFrom(here, path));
}

/** `frontend/dist` is made from `frontend`; what lies outside the checkout from nothing of it. */
function projectOf(path: string): readonly string[] {
  if (/[$?|*]/.test(path) || path.startsWith('/') || path.startsWith('~')) return [];
  return [normalPath(path.replace(products, '') || '.')];
}
