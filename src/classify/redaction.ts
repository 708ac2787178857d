import type { Secret } from '../model/classified.ts';
import type { Span } from '../model/source.ts';
import type { Trace } from '../model/trace.ts';
import { filesOf } from './find-secrets.ts';

/** Takes secrets out of what is printed. */
export interface Redaction {
  /** The source text of a span, each secret in it replaced by its label: «S1». */
  readonly text: (span: Span) => string;
  /** Any text, every occurrence of a secret's characters replaced by its label. */
  readonly redact: (text: string) => string;
}

/** Shorter secrets are hidden where they stand only: their characters are part of too many words. */
const minLength = 4;

/**
 * The one place where secrets are taken out. `redact` leaves no secret of four characters or more,
 * nor its usual encodings: without shell escapes, in JSON, in a URL, in base64. A password that is
 * the name of something (of its environment, say) can't be hidden without hiding that: like a short
 * one, it is hidden where it stands.
 */
export function createRedaction(
  secrets: readonly Secret[],
  sources: Trace['sources'],
  names: readonly string[] = [],
): Redaction {
  const files = new Map(filesOf(sources).map(({ file, text }) => [file, text]));
  const byFirst = tableOf(
    secrets
      .map(({ label, span }) => ({
        label: `«${label}»`,
        text: files.get(span.file)?.slice(span.start, span.end) ?? '',
      }))
      .filter(({ text }) => !names.includes(text)),
  );
  const redact = (text: string): string => replaceAll(text, byFirst);
  return {
    redact,
    text(span) {
      const source = files.get(span.file) ?? '';
      const inside = secrets
        .filter(
          ({ span: place }) =>
            place.file === span.file && place.start < span.end && span.start < place.end,
        )
        .sort((a, b) => a.span.start - b.span.start);
      let printed = '';
      let at = span.start;
      for (const { label, span: place } of inside) {
        printed += `${redact(source.slice(at, Math.max(at, place.start)))}«${label}»`;
        at = Math.max(at, place.end);
      }
      return redact(printed + source.slice(at, Math.max(at, span.end)));
    },
  };
}

interface Entry {
  readonly text: string;
  readonly label: string;
}

/** All that must not be printed, by its first character, longest first. */
function tableOf(secrets: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const table = new Map<string, Entry[]>();
  const entries = secrets
    .flatMap(({ text, label }) => encodingsOf(text).map((encoded) => ({ text: encoded, label })))
    .filter(({ text }) => text.length >= minLength)
    .sort((a, b) => b.text.length - a.text.length || (a.label < b.label ? -1 : 1));
  for (const entry of entries) {
    const first = entry.text.charAt(0);
    table.set(first, [...(table.get(first) ?? []), entry]);
  }
  return table;
}

function encodingsOf(text: string): readonly string[] {
  // In a Makefile a dollar is written twice.
  const written = [text, text.replaceAll('$$', () => '$')];
  const plain = written.map((one) => one.replace(/'\\''/g, "'").replace(/\\(.)/gs, '$1'));
  const lines = text.includes('\n') ? text.split('\n').filter((line) => line.length >= 16) : [];
  const forms = [...written, ...plain].flatMap((one) => [
    one,
    JSON.stringify(one).slice(1, -1),
    one.replace(/'/g, "'\\''"),
    percentEncoded(one),
    Buffer.from(one, 'utf8').toString('base64'),
    Buffer.from(one, 'utf8').toString('base64').replace(/=+$/, ''),
    one.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;'),
  ]);
  return [...new Set([...forms, ...lines])];
}

function percentEncoded(text: string): string {
  // A lone surrogate has no percent encoding.
  return encodeURIComponent(text.replace(/[\uD800-\uDFFF]/g, ''));
}

/** One pass from left to right, the longest at each place: what it leaves holds none of them. */
function replaceAll(text: string, table: ReadonlyMap<string, readonly Entry[]>): string {
  if (table.size === 0) return text;
  let printed = '';
  let kept = 0;
  for (let at = 0; at < text.length;) {
    const found = table.get(text.charAt(at))?.find((entry) => text.startsWith(entry.text, at));
    if (found === undefined) at += 1;
    else {
      printed += text.slice(kept, at) + found.label;
      at += found.text.length;
      kept = at;
    }
  }
  return printed + text.slice(kept);
}
