import type { FileReader } from '../model/host.ts';
import type { CheckedFile } from './checked-file.ts';

/** An output folder as it stands. Paths are relative to it. */
export interface StandingOutput {
  readonly files: readonly CheckedFile[];
  /** The folder is the repository of one application: its part of the output stands at the root. */
  readonly isCheckout: boolean;
}

/** What our files are made of; in a checkout all else is the application's own. */
const inRepository =
  /^(buildspec[^/]*\.ya?ml|appspec[^/]*\.ya?ml|deploy\/.*|pipewright\.lock\.json)$/;
/** Folders that hold no output, our own bookkeeping among them; some are large. */
const skipped = new Set(['.git', '.pipewright', '.terraform', 'node_modules', 'vendor']);

/** Reads an output folder, hand edits included; null when there is no such folder. */
export function readOutput(reader: FileReader, folder: string): StandingOutput | null {
  if (reader.kindOf(folder) !== 'directory') return null;
  const isCheckout =
    reader.kindOf(`${folder}/apps`) !== 'directory' &&
    ['buildspec.yml', 'appspec.yml'].some((name) => reader.kindOf(`${folder}/${name}`) === 'file');
  const paths = filesBelow(reader, folder).filter((path) => !isCheckout || inRepository.test(path));
  return { isCheckout, files: paths.flatMap((path) => fileAt(reader, folder, path)) };
}

/** What an application's part of the output is in its own checkout; null when there is no such folder. */
export function readCheckout(reader: FileReader, folder: string): readonly CheckedFile[] | null {
  if (reader.kindOf(folder) !== 'directory') return null;
  return filesBelow(reader, folder)
    .filter((path) => inRepository.test(path))
    .flatMap((path) => fileAt(reader, folder, path));
}

function filesBelow(reader: FileReader, folder: string): readonly string[] {
  const found: string[] = [];
  const pending = [''];
  for (let prefix = pending.pop(); prefix !== undefined; prefix = pending.pop()) {
    for (const { name, kind } of reader.list(`${folder}/${prefix}`) ?? []) {
      if (kind === 'directory' && !skipped.has(name)) pending.push(`${prefix}${name}/`);
      if (kind === 'file') found.push(`${prefix}${name}`);
    }
  }
  return found.sort();
}

/** The text byte for byte: line ends and byte-order marks are what is to be checked. */
function fileAt(reader: FileReader, folder: string, path: string): readonly CheckedFile[] {
  const read = reader.read(`${folder}/${path}`);
  if (!read.ok || read.bytes.includes(0)) return [];
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes);
  return [{ path, text, executable: reader.isExecutable(`${folder}/${path}`) }];
}
