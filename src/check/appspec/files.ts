import type { Diagnostic } from '../../model/diagnostic.ts';
import { isNamedByBuild, isTaken, standsInSource } from '../bundle.ts';
import type { Bundle } from '../bundle.ts';
import { diagnose } from '../diagnose.ts';
import { isRecord } from '../reading.ts';
import type { FilesEntry, HostAppspec } from './appspec.ts';

/** What `files` installs, and whether it can be there to be installed. */
export function filesProblems(appspec: HostAppspec, bundle: Bundle): readonly Diagnostic[] {
  const { document, files } = appspec;
  return [
    ...files.flatMap((entry) => [
      ...destinationProblems(document.file, entry),
      ...sourceProblems(document.file, entry, bundle),
    ]),
    ...sameDestinations(document.file, files, bundle),
    ...firstDeployment(appspec),
  ];
}

function destinationProblems(file: string, entry: FilesEntry): readonly Diagnostic[] {
  const { source, destination, line } = entry;
  const isAbsolute = destination.startsWith('/') || /^[A-Za-z]:[\\/]/.test(destination);
  return [
    ...(isAbsolute ? [] : [diagnose('check/not-absolute', file, line, { path: destination })]),
    ...(/[$`]/.test(`${source}${destination}`)
      ? [diagnose('check/not-expanded', file, line, { path: `${source} -> ${destination}` })]
      : []),
    ...(source === '.' ? [diagnose('check/whole-revision', file, line, { destination })] : []),
  ];
}

function sourceProblems(
  file: string,
  { source, line }: FilesEntry,
  bundle: Bundle,
): readonly Diagnostic[] {
  const { buildspec, artifacts } = bundle;
  if (buildspec === null || source === '.') return [];
  const name = buildspec.document.file;
  if (!isTaken(bundle, source)) {
    const patterns = artifacts.flatMap(({ files }) => files).join(', ');
    const params = { path: source, buildspec: name, patterns };
    return [diagnose('check/not-in-bundle', file, line, params)];
  }
  if (standsInSource(bundle, source) || isNamedByBuild(bundle, source)) return [];
  // A build tool makes files that no command names, so this is a hint and no error.
  return [diagnose('check/unseen-path', file, line, { path: source, buildspec: name })];
}

/** Two entries that make the same file: CodeDeploy refuses the deployment. */
function sameDestinations(
  file: string,
  entries: readonly FilesEntry[],
  bundle: Bundle,
): readonly Diagnostic[] {
  const made = new Map<string, FilesEntry>();
  return entries.flatMap((entry) => {
    const clash = installedBy(entry, bundle).find((path) => made.has(path));
    for (const path of installedBy(entry, bundle)) if (!made.has(path)) made.set(path, entry);
    if (clash === undefined) return [];
    const params = { path: clash, first: made.get(clash)?.source ?? '', second: entry.source };
    return [diagnose('check/same-destination', file, entry.line, params)];
  });
}

/** The files that an entry is known to make; a source that is not known stands for itself. */
function installedBy({ source, destination }: FilesEntry, bundle: Bundle): readonly string[] {
  const folder = destination.replace(/\/+$/, '');
  const known = [...bundle.output.keys(), ...bundle.repository];
  const prefix = source === '.' ? '' : `${source}/`;
  const below = known.filter((path) => path.startsWith(prefix));
  if (below.length > 0) return below.map((path) => `${folder}/${path.slice(prefix.length)}`);
  const name = source.split('/').at(-1) ?? source;
  // A name with an ending is taken for a file; of a folder only the folder as a whole is known.
  return name.lastIndexOf('.') > 0 ? [`${folder}/${name}`] : [`${folder}/ (${source})`];
}

function firstDeployment({ document, files }: HostAppspec): readonly Diagnostic[] {
  const { data, file, lineOf } = document;
  if (files.length === 0) return [];
  if (!isRecord(data) || Object.hasOwn(data, 'file_exists_behavior')) return [];
  return [diagnose('check/first-deployment', file, lineOf('/files'))];
}
