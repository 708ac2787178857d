/** Finds out what a file is that somebody asks about: an output file, of which folder, from which scripts. */
import type { Lock } from '../generate/merge/lock.ts';
import { lockPath, parseLock } from '../generate/merge/lock.ts';
import type { FileReader } from '../model/host.ts';
import { foldersAround, fromHere, pathBelow } from './explained-folder.ts';
import { readText } from './package-files.ts';
import { join } from './shared.ts';

/** A file that was generated. */
export interface ExplainedOutput {
  /** The folder that was generated into. */
  readonly folder: string;
  /** Relative to it. */
  readonly path: string;
  /** Null for a file that all applications share. */
  readonly application: string | null;
  /** Relative to the folder that was scanned. */
  readonly scripts: readonly string[];
}

/**
 * The file as an output of the folder that is given, else of the nearest folder around it that was
 * generated into; null when none of them holds it.
 */
export function explainedOutput(
  reader: FileReader,
  file: string,
  given?: string,
): ExplainedOutput | null {
  const real = reader.realPath(file);
  const around = given === undefined && real !== null ? foldersAround(real) : [];
  for (const folder of given === undefined ? around : [given]) {
    const lock = parseLock(readText(reader, join(folder, lockPath)));
    const path = pathBelow(reader, folder, file);
    const output = lock === null ? null : outputOf(lock, path);
    if (output !== null) return { folder: fromHere(reader, folder), path, ...output };
  }
  return null;
}

function outputOf(
  { applications, shared }: Lock,
  path: string,
): Pick<ExplainedOutput, 'application' | 'scripts'> | null {
  const found = Object.entries(applications).find(([, { outputs }]) =>
    Object.hasOwn(outputs, path),
  );
  if (found !== undefined)
    return { application: found[0], scripts: Object.keys(found[1].inputs).sort() };
  return Object.hasOwn(shared, path) ? { application: null, scripts: [] } : null;
}

/**
 * The folder that was scanned for an output: of here, the output, the folders around it and those
 * beside it, the first that holds the scripts. Null when none does.
 */
export function scannedFolder(
  reader: FileReader,
  { folder, scripts }: Pick<ExplainedOutput, 'folder' | 'scripts'>,
): string | null {
  const real = reader.realPath(folder) ?? folder;
  const above = [real, ...foldersAround(real)].slice(0, levels);
  const below = above.flatMap((one) =>
    (reader.list(one) ?? [])
      .filter(({ kind, name }) => kind === 'directory' && !name.startsWith('.'))
      .map(({ name }) => join(one, name)),
  );
  const holds = (one: string) =>
    scripts.every((script) => reader.kindOf(join(one, script)) === 'file');
  const found = ['.', ...above, ...below].find(holds);
  return found === undefined ? null : found === '.' ? found : fromHere(reader, found);
}

/** How far outwards scripts are looked for. */
const levels = 4;
