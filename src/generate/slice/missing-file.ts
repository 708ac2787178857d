import type { Command } from '../../syntax/nodes.ts';
import type { At, Cutting } from './cutting.ts';

/** Settings that no repository holds, by the names that people give them. */
const settings =
  /^\.env([._-].*)?$|\.env$|^\.?envrc$|^env(ironment)?\.sh$|^\.?(config|settings|secrets?|credentials|variables|vars)(\.(sh|conf|cfg|bash))?$|\.(conf|cfg|properties)$/i;

/** By its name the file holds settings, one to a line. */
export function isSettingsFile(path: string): boolean {
  return settings.test(path.split('/').at(-1) ?? '');
}

/**
 * The file of settings that a command of the deploying machine reads and that CodeBuild will not
 * find: it lies in the home of a person, or stands beside the script and not in the repository. Null
 * for everything else.
 */
export function missingFile(
  node: Command,
  { source, machine }: At,
  cutting: Cutting,
): string | null {
  const { room, index } = cutting;
  if (room.kind === 'host' || machine === 'host' || !/^(source|\.)$/.test(node.name?.value ?? ''))
    return null;
  const [word] = node.args;
  if (word?.type !== 'Word') return null;
  const path = source.text.slice(word.pos, word.end).replace(/["']/g, '');
  if (/^(~|\/|\$HOME\b|\$\{HOME\})/.test(path)) return path;
  const name = path.split('/').at(-1) ?? '';
  const isHere = [...index.plan.trace.sources.keys()].some(
    (file) => file === name || file.endsWith(`/${name}`),
  );
  return isSettingsFile(name) && !isHere ? path.replace(/^\.\//, '') : null;
}
