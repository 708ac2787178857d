import type { Fleet } from '../model/fleet.ts';
import type { FileReader } from '../model/host.ts';

/**
 * The folder to read in order to understand one script as a scan of the fleet would: the nearest one
 * around it with a pipewright.yaml, else the root of its Git work tree, and nothing above that. Null
 * where neither stands around it: then the script is all that there is.
 */
export function explainedFolder(reader: FileReader, script: string): string | null {
  const path = reader.kindOf(script) === 'file' ? reader.realPath(script) : null;
  if (path === null) return null;
  for (const folder of foldersAround(path)) {
    const isFound = ['pipewright.yaml', '.git'].some(
      (name) => reader.kindOf(`${folder}/${name}`) !== null,
    );
    if (isFound) return fromHere(reader, folder);
  }
  return null;
}

/** From the folder of a file outwards; never the root of the disk. */
export function foldersAround(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.slice(1).map((_, at) => parts.slice(0, parts.length - at).join('/'));
}

/** As a person in the current folder would write it. */
export function fromHere(reader: FileReader, folder: string): string {
  const here = reader.realPath('.') ?? '';
  if (folder === here) return '.';
  return folder.startsWith(`${here}/`) ? folder.slice(here.length + 1) : folder;
}

/** The path of a file below a folder; as it was given when it does not lie there. */
export function pathBelow(reader: FileReader, folder: string, file: string): string {
  const base = reader.realPath(folder) ?? folder;
  const path = reader.realPath(file) ?? file;
  return path.startsWith(`${base}/`) ? path.slice(base.length + 1) : file.replace(/^(\.\/+)+/, '');
}

/** The application of a fleet that a script belongs to, by the script's path below the fleet. */
export function applicationOf({ applications }: Fleet, file: string): string | null {
  return applications.find(({ scripts }) => scripts.some((one) => one.file === file))?.name ?? null;
}
