/**
 * A host keeps several clones (`/etc/prometheus`, `/etc/alertmanager`), and the application's repository has a
 * folder for each of them: it brings them all, each to its place.
 */
import type { Evidence } from './evidence.ts';
import { isKnownAbsolute, normalPath } from './paths.ts';

/** A folder of the host with a clone in it, and the address of that clone where the script names it. */
interface Copy {
  readonly folder: string | null;
  readonly url: string | null;
}

/**
 * The folder of the source for each of the host's. Only of several that are pulled in place: `/srv/shop` with a
 * `shop/` in its source is a package of that name.
 */
export function gatheredFolders(
  copies: readonly Copy[],
  { application: { files, root } }: Evidence,
): ReadonlyMap<string, string> {
  const none = new Map<string, string>();
  const found = new Map<string, string>();
  for (const { folder, url } of copies) {
    if (url !== null || !isKnownAbsolute(folder)) continue;
    const source = endIn(folder, (path) =>
      files.some((file) => file.startsWith(`${normalPath(`${root}/${path}`)}/`)),
    );
    if (source !== null) found.set(normalPath(folder), source);
  }
  const sources = new Set(found.values());
  return found.size < 2 || sources.size < found.size ? none : found;
}

/** The longest end of the path that is a folder of the source: `grafana/provisioning` of `/etc/grafana/provisioning`. */
function endIn(folder: string, exists: (path: string) => boolean): string | null {
  const parts = normalPath(folder).split('/').slice(1);
  const ends = parts.map((_, at) => parts.slice(at).join('/'));
  return ends.find(exists) ?? null;
}
