/** Archives of the bundle that the hosts unpack, for a job that calls what is in them. */
import type { Plan } from '../../model/plan.ts';
import type { Step } from '../../model/step.ts';
import { optionValues } from '../../plan/arguments.ts';
import { isKnownAbsolute, isWithin, normalPath, resolvedFrom } from '../../plan/paths.ts';
import { valueText } from '../../plan/value-text.ts';
import { quoteShell } from '../quote-shell.ts';
import type { Bundle, BundleEntry } from './bundle.ts';
import { livePath } from './working-directory.ts';

export interface UnpackedRelease {
  readonly target: string;
  /** How the job unpacks it, from the folder of the bundle. */
  readonly commandIn: (folder: string) => string;
}

/** The archives in whose folders these paths lie. */
export function unpackedReleases(
  paths: readonly string[],
  plan: Plan,
  bundle: Bundle,
  reads: (step: Step, entry: BundleEntry) => boolean,
): readonly UnpackedRelease[] {
  return plan.steps.flatMap(({ classified: { step }, destination, disposition }) => {
    if (disposition !== 'converted' || destination?.startsWith('hook/') !== true) return [];
    const entry = bundle.entries.find((one) => !one.isDirectory && reads(step, one));
    const target = entry === undefined ? null : targetOf(step, plan);
    if (entry === undefined || target === null || !paths.some((path) => isWithin(path, target)))
      return [];
    const place = placeOf(entry);
    return [{ target, commandIn: (folder) => commandOf(step, `${folder}/${place}`, target) }];
  });
}

function targetOf(step: Step, plan: Plan): string | null {
  const isTar =
    step.name === 'tar' && /^(-?[a-z]*x[a-z]*|--extract|--get)$/.test(firstOption(step));
  if (!isTar && step.name !== 'unzip') return null;
  const [named] = optionValues(step.words, isTar ? ['-C', '--directory'] : ['-d']);
  const cwd = step.cwd === null ? null : valueText(step.cwd);
  const folder = named === undefined ? cwd : resolvedFrom(cwd, valueText(named));
  const path = folder === null ? null : livePath(folder, plan);
  return isKnownAbsolute(path) ? normalPath(path) : null;
}

function firstOption({ words }: Step): string {
  return words[1] === undefined ? '' : valueText(words[1].value);
}

/** A folder of the bundle that holds the one file under a name that the build chose, or the file. */
function placeOf({ source }: BundleEntry): string {
  return /^files-\d+$/.test(source) ? `${source}/*` : source;
}

/** Tar finds out by itself how the archive is packed. Source: tar(1), "--auto-compress". */
function commandOf(step: Step, archive: string, target: string): string {
  const at = archive.endsWith('/*') ? `"${archive.slice(0, -2)}"/*` : `"${archive}"`;
  if (step.name === 'unzip') return `unzip -qo ${at} -d ${quoteShell(target)}`;
  const [strip] = optionValues(step.words, ['--strip-components', '--strip']);
  const stripped = strip === undefined ? '' : ` --strip-components=${valueText(strip)}`;
  return `tar -xf ${at} -C ${quoteShell(target)}${stripped}`;
}
