/** From a folder to the applications in it. */
import type { Application, Fleet } from '../model/fleet.ts';
import type { FileEntry, FileReader } from '../model/host.ts';
import { diagnose, FolderWalker, isSkipped } from './folder-walker.ts';
import { holdsManifest, isCheckout } from './project-folder.ts';

/** Folders of an application that hold its scripts, when it has none at its top. */
const scriptFolders = new Set([
  'bin',
  'scripts',
  'script',
  'deploy',
  'deployment',
  'deployments',
  'ops',
  'tools',
  'ci',
  'build',
  'infra',
  'infrastructure',
  'devops',
  'lib',
  'docker',
  'config',
  'etc',
  'src',
  'shell',
  'utils',
  'hooks',
  'env',
  'environments',
  'conf',
]);

/** The folder or script does not exist, or is neither. */
export class NoSuchFolder extends Error {
  readonly path: string;

  constructor(path: string) {
    super(`no such folder or script: ${path}`);
    this.name = 'NoSuchFolder';
    this.path = path;
  }
}

/**
 * The applications below `dir`: a fleet (each folder in it one application), one application, or one
 * script. What can't be read is in the diagnostics, the rest is there. Throws NoSuchFolder.
 */
export function discoverFleet(reader: FileReader, dir: string): Fleet {
  const kind = reader.kindOf(dir);
  if (kind === null) throw new NoSuchFolder(dir);
  if (kind !== 'directory') return singleScript(reader, dir);
  const walker = new FolderWalker(reader, dir);
  const top = reader.list(dir);
  if (top === null) throw new NoSuchFolder(dir);
  const fleet = isFleet(walker, top)
    ? fleetOf(walker, top)
    : [walker.application('.', baseName(reader, dir))];
  const applications = fleet.filter(
    ({ scripts, diagnostics }) =>
      scripts.length > 0 || diagnostics.some(({ severity }) => severity !== 'note'),
  );
  const diagnostics = [...walker.diagnostics];
  if (!applications.some(({ scripts }) => scripts.length > 0))
    diagnostics.push(diagnose('fleet/no-scripts', null, { folder: dir }));
  return { dir, applications, diagnostics };
}

/**
 * A folder is a fleet when its own scripts, if any, are not what is deployed: its folders are. The
 * checkout of one application has its scripts in folders, too; of several, each has its own.
 */
function isFleet(walker: FolderWalker, top: readonly FileEntry[]): boolean {
  if (walker.hasScripts('.', false)) return false;
  const names = top.map(({ name }) => name);
  if (names.includes('pipewright.yaml')) return true;
  const folders = top
    .filter(({ kind, name }) => kind === 'directory' && !isSkipped(name))
    .filter(({ name }) => !scriptFolders.has(name.toLowerCase()));
  const withScripts = folders.filter(({ name }) => walker.hasScripts(name, true));
  if (!isCheckout(names)) return withScripts.length > 0;
  const apart = holdsManifest(names)
    ? withScripts.filter(({ name }) => walker.hasScripts(name, false) && walker.isProject(name))
    : withScripts;
  return apart.length > 1;
}

function fleetOf(walker: FolderWalker, top: readonly FileEntry[]): readonly Application[] {
  return top
    .filter((entry) => entry.kind === 'directory' && !isSkipped(entry.name))
    .flatMap(({ name }) => {
      if (isUsableName(name)) return [walker.application(name, name)];
      walker.note('fleet/unusable-name', name, { name });
      return [];
    });
}

/** A name that can be a folder's in the output on any system. */
export function isUsableName(name: string): boolean {
  return !/[\u0000-\u001f\u007f/\\]/.test(name) && !/^\.{1,2}$/.test(name) && name.trim() !== '';
}

function baseName(reader: FileReader, dir: string): string {
  const path = (reader.realPath(dir) ?? dir).replace(/\/+$/, '');
  const name = path.slice(path.lastIndexOf('/') + 1);
  return isUsableName(name) ? name : 'application';
}

function singleScript(reader: FileReader, path: string): Fleet {
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? '.' : path.slice(0, slash) || '/';
  const name = path.slice(slash + 1);
  const walker = new FolderWalker(reader, folder);
  const script = walker.script({ file: name, path }, true);
  const application: Application = {
    name: name.replace(/\.[^.]*$/, '') || name,
    root: '.',
    scripts: script === null ? [] : [script],
    files: [name],
    diagnostics: walker.diagnostics,
  };
  const diagnostics = script === null ? [diagnose('fleet/no-scripts', null, { folder: path })] : [];
  return { dir: folder, applications: [application], diagnostics };
}
