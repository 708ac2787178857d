/** Files of one virtual machine. Nothing real is touched. */
export type FileNode =
  | { kind: 'folder'; mode: number; entries: Map<string, FileNode> }
  | { kind: 'file'; mode: number; text: string }
  | { kind: 'link'; mode: number; target: string }
  | { kind: 'null'; mode: number };

const maxLinks = 16;

export class FileTree {
  readonly root: FileNode = folder();

  constructor() {
    for (const path of [
      '/tmp',
      '/root',
      '/home/deploy/x',
      '/etc',
      '/dev',
      '/bin',
      '/usr/bin',
      '/var',
    ])
      this.makeFolders(path);
    this.put('/dev/null', { kind: 'null', mode: 0o666 });
  }

  /** What stands at an absolute path; null where nothing does. */
  find(path: string, follow = true): FileNode | null {
    return this.locate(path, follow)?.node ?? null;
  }

  /** The folder and name that a path means, links in it followed; null where the folder is missing. */
  locate(
    path: string,
    follow = true,
    depth = 0,
  ): { parent: FileNode; name: string; path: string; node: FileNode | null } | null {
    if (depth > maxLinks) return null;
    const parts = partsOf(path);
    let node: FileNode = this.root;
    let parent = node;
    const walked: string[] = [];
    for (const [index, part] of parts.entries()) {
      if (node.kind !== 'folder') return null;
      if (part === '..') {
        walked.pop();
        node = this.find(`/${walked.join('/')}`, true) ?? this.root;
        parent = node;
        continue;
      }
      const isLast = index === parts.length - 1;
      const next = node.entries.get(part) ?? null;
      if (next?.kind === 'link' && (follow || !isLast)) {
        const rest = parts.slice(index + 1).join('/');
        return this.locate(`${targetPath(next.target, walked)}/${rest}`, follow, depth + 1);
      }
      parent = node;
      walked.push(part);
      if (next === null)
        return isLast ? { parent, name: part, path: `/${walked.join('/')}`, node: null } : null;
      node = next;
    }
    return { parent, name: walked.at(-1) ?? '', path: `/${walked.join('/')}`, node };
  }

  put(path: string, node: FileNode): boolean {
    const place = this.locate(path, node.kind !== 'link');
    if (place?.parent.kind !== 'folder' || place.name === '') return false;
    place.parent.entries.set(place.name, node);
    return true;
  }

  makeFolders(path: string): boolean {
    let made = '';
    for (const part of path.split('/').filter((item) => item !== '')) {
      made += `/${part}`;
      const node = this.find(made);
      if (node === null) this.put(made, folder());
      else if (node.kind !== 'folder') return false;
    }
    return true;
  }

  remove(path: string): boolean {
    const place = this.locate(path, false);
    return place?.parent.kind === 'folder' && place.parent.entries.delete(place.name);
  }

  /** Names in a folder, in the order of bytes; null when it is none. */
  list(path: string): readonly string[] | null {
    const node = this.find(path);
    return node?.kind === 'folder' ? [...node.entries.keys()].sort(byBytes) : null;
  }
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

/** Where a link leads that stands in the folder of these parts. */
function targetPath(target: string, parts: readonly string[]): string {
  return target.startsWith('/') ? target : `/${parts.join('/')}/${target}`;
}

export function folder(mode = 0o755): FileNode {
  return { kind: 'folder', mode, entries: new Map() };
}

function byBytes(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** An absolute path without `.` and `..`, as `cd` keeps it: links stay as they are written. */
export function absolutePath(cwd: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${cwd}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
