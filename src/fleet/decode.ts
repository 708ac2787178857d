import type { DiagnosticCode } from '../model/diagnostic.ts';

/** A file's bytes as text, and what had to be done to read them so. */
export interface Decoded {
  /** LF line ends, no byte-order mark; null when the bytes are no text. */
  readonly text: string | null;
  readonly encoding: 'utf-8' | 'latin1';
  readonly notes: readonly DiagnosticCode[];
}

/** Reads bytes as UTF-8, else as Latin-1; bytes with a NUL are no text. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.includes(0)) return { text: null, encoding: 'utf-8', notes: ['fleet/binary-file'] };
  const { text, encoding } = decodeBytes(bytes);
  const notes: DiagnosticCode[] = [];
  if (encoding === 'latin1') notes.push('fleet/latin1');
  if (text.startsWith('\uFEFF')) notes.push('fleet/byte-order-mark');
  if (text.includes('\r\n')) notes.push('fleet/crlf');
  return { text: normalised(text), encoding, notes };
}

function decodeBytes(bytes: Uint8Array): { text: string; encoding: Decoded['encoding'] } {
  try {
    // `ignoreBOM` keeps the mark, so that its presence can be told.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, encoding: 'utf-8' };
  } catch {
    return { text: Buffer.from(bytes).toString('latin1'), encoding: 'latin1' };
  }
}

/** Noncharacters stand for holes in carried texts (see syntax/hole.ts), so no input may hold them. */
function normalised(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .replace(/[\uFDD0-\uFDEF]/g, '\uFFFD');
}
