import { decodeText } from '../fleet/decode.ts';
import type { OutputFolder } from '../generate/merge/merge-tree.ts';
import { sentenceOf } from '../messages/messages.ts';
import type { FileChange, FileReader, FileWriter } from '../model/host.ts';
import type { Language } from '../model/message.ts';
import { UsageError } from './errors.ts';
import { join } from './shared.ts';

/**
 * The folder that is written into, as merging sees it. A file that is there and can't be read must
 * not pass for one that is not there, or it would be written over: that is a UsageError.
 */
export function openOutput(reader: FileReader, folder: string, lang: Language): OutputFolder {
  const real = realPathOf(reader, folder);
  const texts = new Map<string, string | null>();
  const read = (path: string): string | null => {
    const result = reader.read(join(folder, path));
    if (!result.ok && result.failure === 'missing') return null;
    const text = result.ok ? decodeText(result.bytes).text : null;
    if (text !== null) return text;
    const params = { path: join(folder, path), reason: result.ok ? 'binary' : result.failure };
    throw new UsageError(sentenceOf({ code: 'generate/unreadable', params }, lang));
  };
  return {
    read: (path) => {
      const known = texts.get(path);
      if (known !== undefined) return known;
      const text = read(path);
      texts.set(path, text);
      return text;
    },
    isInside: (path) => {
      const place = realPathOf(reader, join(folder, path));
      return place === real || place.startsWith(real === '/' ? '/' : `${real}/`);
    },
  };
}

/** The path with every link resolved as far as it exists. */
function realPathOf(reader: FileReader, path: string): string {
  const rest: string[] = [];
  let at = path.replace(/\/+$/, '') || '/';
  for (;;) {
    const real = reader.realPath(at);
    if (real !== null) return [real.replace(/\/+$/, ''), ...rest].join('/') || '/';
    const cut = at.lastIndexOf('/');
    rest.unshift(at.slice(cut + 1));
    at = cut > 0 ? at.slice(0, cut) : cut === 0 ? '/' : '.';
    if (rest.length > 512) return path;
  }
}

/** Writes the changes. A folder that does not let us is the user's to mend, not a bug of ours. */
export function writeOutput(
  writer: FileWriter,
  folder: string,
  changes: readonly FileChange[],
  lang: Language,
): void {
  if (changes.length === 0) return;
  try {
    writer.writeAll(changes.map((change) => ({ ...change, path: join(folder, change.path) })));
  } catch (error) {
    // By shape: an error of another realm is no instance of our Error.
    const reason =
      typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    if (!/^E[A-Z]+$/.test(reason)) throw error;
    const params = { folder, reason };
    throw new UsageError(sentenceOf({ code: 'generate/unwritable', params }, lang));
  }
}
