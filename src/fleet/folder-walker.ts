import type { Diagnostic, DiagnosticCode } from '../model/diagnostic.ts';
import { diagnosticInfo } from '../model/diagnostic.ts';
import type { Application, ScriptFile } from '../model/fleet.ts';
import type { FileEntry, FileReader } from '../model/host.ts';
import type { Params } from '../model/message.ts';
import { decodeText } from './decode.ts';
import { ownOutput } from './own-output.ts';
import { holdsManifest } from './project-folder.ts';
import { shellOf } from './script-kind.ts';
import { isDockerfile, otherPurposeOf } from './script-purpose.ts';
import { startedIn } from './started-in.ts';

/** Bounds on what is read: a fleet is scripts, not a disk. */
export const fleetLimits = { fileBytes: 2_000_000, files: 20_000, depth: 12 } as const;

/** Folders that hold other people's code, or none. */
const skippedFolders = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  'vendor',
  'venv',
  '.venv',
  '__pycache__',
  '.terraform',
  '.pipewright',
  'bower_components',
  '.tox',
  'target',
  '.idea',
  '.vscode',
]);

/** Programs that a build tool generates into the project: in bash, and nobody's deployment. */
const buildTool = /^(mvnw|gradlew)$/;

interface FoundFile {
  /** Path relative to the folder that the user gave. */
  readonly file: string;
  readonly path: string;
}

/** Reads folders below one root, links that lead out of it left alone. */
export class FolderWalker {
  diagnostics: Diagnostic[] = [];
  private readonly reader: FileReader;
  private readonly dir: string;
  private readonly root: string;
  /** What we generated ourselves, by its path; filled as folders are walked, from the top. */
  private readonly generated = new Set<string>();

  constructor(reader: FileReader, dir: string) {
    this.reader = reader;
    this.dir = dir;
    this.root = reader.realPath(dir) ?? dir;
  }

  note(code: DiagnosticCode, file: string | null, params: Params): void {
    this.diagnostics.push(diagnose(code, file, params));
  }

  /** Whether scripts lie in a folder, or anywhere below it. */
  hasScripts(folder: string, deep: boolean): boolean {
    const files = deep ? this.filesBelow(folder, false) : this.filesIn(folder);
    return files.some((found) => this.shellOf(found) !== null);
  }

  /** Whether a build tool would work in a folder. */
  isProject(folder: string): boolean {
    return holdsManifest((this.entries(folder) ?? []).map(({ name }) => name));
  }

  application(root: string, name: string): Application {
    const before = this.diagnostics;
    this.diagnostics = [];
    const found = this.filesBelow(root, true);
    const scripts = this.deploying(
      found.flatMap((file) => this.script(file, false) ?? []),
      found,
    ).map((script) => startedIn(script, root, found));
    const application = {
      name,
      root,
      scripts,
      files: found.map(({ file }) => file),
      diagnostics: this.diagnostics,
    };
    this.diagnostics = before;
    return application;
  }

  /**
   * Scripts but for those that images or Git begin with; all of them where there are no others. What
   * a deploying script runs is read all the same.
   */
  private deploying(
    scripts: readonly ScriptFile[],
    found: readonly FoundFile[],
  ): readonly ScriptFile[] {
    const dockerfiles = found
      .filter(({ file }) => isDockerfile(file))
      .map((one) => this.textOf(one));
    const purposes = scripts.map((script) => otherPurposeOf(script, dockerfiles));
    const isAlone = !purposes.includes(null);
    return scripts.filter(({ file }, at) => {
      const code = purposes[at] ?? null;
      const isLeft = code !== null && (code === 'fleet/no-shell' || !isAlone);
      if (isLeft) this.note(code, file, { file });
      return !isLeft;
    });
  }

  private textOf({ path }: FoundFile): string {
    const result = this.reader.read(path, fleetLimits.fileBytes);
    return result.ok ? (decodeText(result.bytes).text ?? '') : '';
  }

  /** A file as a script; null when it is none or can't be read. `isNamed`: the user named this very file. */
  script(found: FoundFile, isNamed: boolean): ScriptFile | null {
    const shell = this.shellOf(found);
    if (shell === null && !isNamed && !/\.(sh|bash)$/i.test(found.file)) return null;
    const result = this.reader.read(found.path, fleetLimits.fileBytes);
    if (!result.ok) {
      const code =
        result.failure === 'too-large' ? 'fleet/too-large-file' : 'fleet/unreadable-file';
      this.note(code, found.file, { file: found.file, reason: result.failure });
      return null;
    }
    const { text, encoding, notes } = decodeText(result.bytes);
    for (const code of notes) this.note(code, found.file, { file: found.file });
    if (text === null) return null;
    const known = shell ?? 'bash';
    if (known === 'zsh' || known === 'other')
      this.note('fleet/foreign-shell', found.file, { file: found.file, shell: firstLineOf(text) });
    return known === 'other' ? null : { file: found.file, text, encoding, shell: known };
  }

  private shellOf(found: FoundFile): ScriptFile['shell'] | null {
    const name = found.file.slice(found.file.lastIndexOf('/') + 1);
    const mayBeScript = /\.(sh|bash|ksh|zsh)$/i.test(name) || !name.includes('.');
    if (!mayBeScript || buildTool.test(name)) return null;
    const result = this.reader.read(found.path, fleetLimits.fileBytes);
    if (!result.ok) return /\.(sh|bash)$/i.test(name) ? 'bash' : null;
    return shellOf(
      name,
      firstLineOf(Buffer.from(result.bytes.subarray(0, 256)).toString('latin1')),
    );
  }

  private filesIn(folder: string): readonly FoundFile[] {
    const entries = this.entries(folder) ?? [];
    return entries
      .filter(({ kind }) => kind === 'file')
      .map(({ name }) => this.found(folder, name));
  }

  private filesBelow(folder: string, reports: boolean): readonly FoundFile[] {
    const files: FoundFile[] = [];
    const pending = [{ folder, depth: 0 }];
    // A link may lead back up: each folder is walked once, whatever it is called on the way.
    const walked = new Set([this.reader.realPath(this.absolute(folder))]);
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
      const entries = this.entries(next.folder);
      if (entries === null) {
        if (reports)
          this.note('fleet/unreadable-file', next.folder, { file: next.folder, reason: 'denied' });
        continue;
      }
      for (const entry of entries) {
        const found = this.found(next.folder, entry.name);
        if (this.leadsOut(found)) {
          if (reports) this.note('fleet/link-outside', found.file, { file: found.file });
        } else if (entry.kind === 'file') files.push(found);
        else if (
          entry.kind === 'directory' &&
          this.isWalked(found, entry.name, next.depth, walked)
        ) {
          pending.push({ folder: found.file, depth: next.depth + 1 });
        }
        if (files.length >= fleetLimits.files) {
          if (reports)
            this.note('fleet/too-many-files', folder, { folder, limit: fleetLimits.files });
          return sorted(files);
        }
      }
    }
    return sorted(files);
  }

  /** What stands in a folder but for what we generated there; null when it can't be read. */
  private entries(folder: string): readonly FileEntry[] | null {
    for (const path of ownOutput(this.reader, this.absolute(folder)))
      this.generated.add(this.found(folder, path).file);
    const all = this.reader.list(this.absolute(folder));
    return all?.filter(({ name }) => !this.generated.has(this.found(folder, name).file)) ?? null;
  }

  private isWalked(
    { path }: FoundFile,
    name: string,
    depth: number,
    walked: Set<string | null>,
  ): boolean {
    const real = this.reader.realPath(path);
    if (skippedFolders.has(name) || depth >= fleetLimits.depth || walked.has(real)) return false;
    walked.add(real);
    return true;
  }

  private leadsOut({ path }: FoundFile): boolean {
    const real = this.reader.realPath(path);
    return (
      real !== null && real !== this.root && !real.startsWith(`${this.root.replace(/\/$/, '')}/`)
    );
  }

  private found(folder: string, name: string): FoundFile {
    const file = folder === '.' ? name : `${folder}/${name}`;
    return { file, path: this.absolute(file) };
  }

  private absolute(file: string): string {
    return file === '.' ? this.dir : `${this.dir.replace(/\/+$/, '')}/${file}`;
  }
}

/** A diagnostic of a folder or a script in it. */
export function diagnose(code: DiagnosticCode, file: string | null, params: Params): Diagnostic {
  return { code, severity: diagnosticInfo[code].severity, file, line: null, params };
}

/** Whether a folder of a fleet is none of its applications. */
export function isSkipped(name: string): boolean {
  return skippedFolders.has(name) || name.startsWith('.');
}

function firstLineOf(text: string): string {
  const end = text.indexOf('\n');
  return text
    .slice(0, end < 0 ? 200 : Math.min(end, 200))
    .replace(/^\u00ef\u00bb\u00bf|^\uFEFF/, '');
}

function sorted(files: readonly FoundFile[]): readonly FoundFile[] {
  return [...files].sort((left, right) => (left.file < right.file ? -1 : 1));
}
