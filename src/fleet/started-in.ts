import type { ScriptFile } from '../model/fleet.ts';
import { holdsManifest } from './project-folder.ts';

/**
 * A script is run at the top of its checkout; beside the manifest where its own folder has one and
 * the top has none.
 */
export function startedIn(
  script: ScriptFile,
  root: string,
  found: readonly { readonly file: string }[],
): ScriptFile {
  const prefix = root === '.' ? '' : `${root}/`;
  const path = script.file.slice(prefix.length);
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const namesIn = (inside: string) =>
    found
      .map(({ file }) => file.slice(prefix.length))
      .filter((file) => file.startsWith(inside) && !file.slice(inside.length).includes('/'))
      .map((file) => file.slice(inside.length));
  const isApart =
    folder !== '' && !holdsManifest(namesIn('')) && holdsManifest(namesIn(`${folder}/`));
  return isApart ? { ...script, startFolder: folder } : script;
}
