import { createHash } from 'node:crypto';

/** Looks for many secrets at once, in all the ways in which their characters may be written. */

export interface Planted {
  readonly app: string;
  readonly form: string;
  readonly text: string;
}

export interface LeakSearch {
  /** The ways in which the characters of a text may be written. */
  readonly encodingsOf: (text: string) => readonly string[];
  /** The secrets that an output holds, in whatever way they are written. */
  readonly leaksIn: (output: string) => readonly Planted[];
}

interface Needle {
  readonly encoded: string;
  readonly planted: Planted;
}

/** Long enough to be in few places by chance, short enough to be in every secret. */
const headLength = 6;

/**
 * Every encoding of every secret lies in a table by its first characters, so that outputs are read once.
 * Half a password is a leak, too: each of its longer runs of letters and digits is looked for.
 */
export function createLeakSearch(planted: readonly Planted[]): LeakSearch {
  const needles = new Map<string, Needle[]>();
  const common = commonRuns(planted);
  for (const one of planted)
    for (const encoded of [
      ...encodingsOf(one.text),
      ...runsOf(one.text).filter((run) => !common.has(run)),
    ]) {
      const head = encoded.slice(0, headLength);
      needles.set(head, [...(needles.get(head) ?? []), { encoded, planted: one }]);
    }
  return { encodingsOf, leaksIn: (output) => leaksIn(output, needles) };
}

function leaksIn(output: string, needles: ReadonlyMap<string, readonly Needle[]>): Planted[] {
  const found: Planted[] = [];
  for (let at = 0; at + headLength <= output.length; at++) {
    const here = needles.get(output.slice(at, at + headLength)) ?? [];
    for (const { encoded, planted } of here)
      if (output.startsWith(encoded, at)) found.push(planted);
  }
  return found;
}

function runsOf(text: string): readonly string[] {
  return text.match(/[A-Za-z0-9]{6,}/g) ?? [];
}

/** What several secrets have in common is the shape of their kind. */
function commonRuns(planted: readonly Planted[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const common = new Set<string>();
  for (const run of planted.flatMap(({ text }) => runsOf(text)))
    if (seen.has(run)) common.add(run);
    else seen.add(run);
  return common;
}

function encodingsOf(text: string): readonly string[] {
  const bytes = Buffer.from(text, 'utf8');
  const hex = bytes.toString('hex');
  const html = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const forms = [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    encodeURI(text),
    html,
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    // As part of `user:secret`, whatever stands in front: base64 has three ways to cut the bytes.
    ...[1, 2].map((cut) => bytes.subarray(cut).toString('base64').replace(/=+$/, '').slice(0, -1)),
    hex,
    hex.toUpperCase(),
    hex.replace(/../g, '\\x$&'),
    [...text].reverse().join(''),
    text.replace(/'/g, `'\\''`),
    text.replace(/[^\w]/g, '\\$&'),
    ...['md5', 'sha1', 'sha256'].map((name) =>
      createHash(name).update(text).digest('hex').slice(0, 8),
    ),
    Buffer.from(text, 'utf16le').toString('base64').replace(/=+$/, ''),
  ];
  return [...new Set(forms)];
}
