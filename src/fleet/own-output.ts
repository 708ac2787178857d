import { decodeText } from './decode.ts';
import type { FileReader } from '../model/host.ts';

/** Stands in every folder that was generated into, and names what was generated. */
const lockName = 'pipewright.lock.json';

/**
 * The files of a folder that `generate` wrote there, relative to it, the lock among them: our own
 * hooks are no legacy scripts, and our own buildspec tells nothing about the project. A lock that
 * can't be read names nothing but itself.
 */
export function ownOutput(reader: FileReader, folder: string): readonly string[] {
  const path = `${folder.replace(/\/+$/, '')}/${lockName}`;
  const result = reader.kindOf(path) === 'file' ? reader.read(path) : null;
  if (result?.ok !== true) return [];
  try {
    const { applications, shared } = JSON.parse(decodeText(result.bytes).text ?? '') as {
      readonly applications?: Readonly<Record<string, { readonly outputs?: object }>>;
      readonly shared?: object;
    };
    const outputs = Object.values(applications ?? {}).map((one) => one.outputs ?? {});
    return [lockName, ...[...outputs, shared ?? {}].flatMap((files) => Object.keys(files))];
  } catch {
    return [lockName];
  }
}
