import type { Secret } from '../model/classified.ts';
import type { SourceText, Span } from '../model/source.ts';
import type { Trace } from '../model/trace.ts';
import { spanInFile } from '../syntax/origin.ts';
import type { Found } from './pattern.ts';
import { hereDocumentsOf } from './here-documents.ts';
import { withOpenedNames } from './opened-names.ts';
import { secretForms, secretHint } from './secret-patterns.ts';
import type { SecretForm } from './secret-patterns.ts';
import { holdsExpansion, isPlaceholder, isSecretName, isSecretValue } from './secret-value.ts';

/** A place that looks like a secret, before the labels are given. */
interface Candidate {
  readonly kind: Secret['kind'];
  readonly span: Span;
  readonly text: string;
  readonly name: string | null;
}

/** The files among the sources of a trace, by path: carried texts are made of their characters. */
export function filesOf(sources: Trace['sources']): readonly SourceText[] {
  return [...sources.values()]
    .filter(({ segments, id, file }) => segments.length === 0 && id === file)
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

/**
 * The secrets that stand in the scripts, comments and here-documents included, in order of place.
 * The same characters have the same label wherever they stand.
 */
export function findSecrets(trace: Pick<Trace, 'sources'>): readonly Secret[] {
  const labels = new Map<string, string>();
  const carried = carriedCandidates(trace.sources);
  const files = filesOf(trace.sources);
  const secrets = files
    .flatMap((source) => candidatesOf(source, carried.get(source.file) ?? []))
    .map(({ kind, span, text, name }) => {
      const label = labels.get(text) ?? `S${labels.size + 1}`;
      labels.set(text, label);
      return { label, kind, span, name };
    });
  return withOpenedNames(secrets, files);
}

/** Values that are there to be filled in: no secrets, but somebody must know that they are missing. */
export function findPlaceholders(
  trace: Trace,
): readonly { readonly span: Span; readonly name: string }[] {
  return filesOf(trace.sources).flatMap((source) =>
    matchesOf(source)
      .filter(({ name, text }) => name !== null && isSecretName(name) && isPlaceholder(text))
      .map(({ span, name }) => ({ span, name: name ?? '' })),
  );
}

function candidatesOf(source: SourceText, carried: readonly Candidate[]): readonly Candidate[] {
  let taken: readonly Candidate[] = [];
  for (const candidate of [...secretsIn(source), ...carried])
    taken = joined(source, taken, candidate);
  return [...taken].sort((a, b) => a.span.start - b.span.start);
}

function secretsIn(source: SourceText): readonly RawMatch[] {
  return matchesOf(source).filter(
    ({ name, checks, text }) =>
      (name === null || isSecretName(name)) && (!checks || isSecretValue(text)),
  );
}

/**
 * What only a carried text shows to be a secret, by the file where its characters stand: in
 * `package.json` a quote is written \" and is a quote to the shell all the same.
 */
function carriedCandidates(sources: Trace['sources']): ReadonlyMap<string, readonly Candidate[]> {
  const byFile = new Map<string, Candidate[]>();
  const seen = new Set<string>();
  for (const source of sources.values()) {
    const file = sources.get(source.file);
    if (source.segments.length === 0 || file === undefined || file.text.includes(source.text))
      continue;
    if (seen.has(source.text)) continue;
    seen.add(source.text);
    for (const candidate of secretsIn(source)) {
      const span = spanInFile(source, candidate.span.start, candidate.span.end);
      if (isWritten(sources.get(span.file)?.text.slice(span.start, span.end) ?? '', candidate.text))
        byFile.set(span.file, [...(byFile.get(span.file) ?? []), { ...candidate, span }]);
    }
  }
  return byFile;
}

/** Whether characters of a file are those of a text, some with a backslash or twice: no `$NAME` for it. */
function isWritten(characters: string, text: string): boolean {
  const bare = (one: string) => one.replace(/[\\'"$]/g, '');
  return characters !== '' && bare(characters) === bare(text);
}

/** Where several forms see a secret, all that any of them sees is hidden; the first one names it. */
function joined(
  source: SourceText,
  taken: readonly Candidate[],
  candidate: Candidate,
): readonly Candidate[] {
  const same = taken.filter(({ span }) => overlap(span, candidate.span));
  const [first] = same;
  if (first === undefined) return [...taken, candidate];
  const spans = [...same, candidate].map(({ span }) => span);
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  const whole = {
    ...first,
    span: { ...first.span, start, end },
    text: source.text.slice(start, end),
  };
  return [...taken.filter((one) => !same.includes(one)), whole];
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

interface RawMatch extends Candidate {
  readonly checks: boolean;
}

/** By path and text: whoever reads the same scripts again in one process looks for secrets once. */
const known = new Map<string, readonly RawMatch[]>();

function matchesOf(source: SourceText): readonly RawMatch[] {
  const key = `${source.file}\n${source.text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const matches = secretHint.test(source.text) ? matchesIn(source) : [];
  known.set(key, matches);
  return matches;
}

function matchesIn(source: SourceText): readonly RawMatch[] {
  const written = hereDocumentsOf(source.text);
  return secretForms.flatMap((form) =>
    form.pattern
      .all(source.text)
      .flatMap((found) => rawMatch(source, form, found))
      .filter(({ span }) => form.onlyInFiles !== true || written.has(span.start)),
  );
}

function rawMatch(source: SourceText, form: SecretForm, found: Found): readonly RawMatch[] {
  const { single: quoted, double, escaped, bare } = found.groups;
  const group = quoted ?? double ?? escaped ?? bare;
  if (group === undefined) return [];
  const named = found.groups['name'];
  const name =
    named === undefined
      ? nameBefore(source.text, group.start)
      : source.text.slice(named.start, named.end);
  const place = replacementIn(source.text, group, name) ?? group;
  const text = source.text.slice(place.start, place.end);
  // In single quotes a dollar is a character like any other, unless it is all there is: '$VAR' in a
  // text that is sent elsewhere.
  const literalDollar = quoted !== undefined && holdsExpansion(text) && !/^\$\{?\w+\}?$/.test(text);
  return [
    {
      kind: named === undefined ? form.kind : kindOfName(name ?? ''),
      span: { file: source.file, start: place.start, end: place.end },
      text,
      name: named === undefined && !isPlausibleName(name) ? null : name,
      checks: form.checksValue && !literalDollar,
    },
  ];
}

/**
 * `s|DB_PASSWORD=.*|DB_PASSWORD=hunter2|`: behind the first name stands what is looked for, behind the
 * second one the value. Null where the text is no expression of sed.
 */
function replacementIn(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  name: string | null,
): { readonly start: number; readonly end: number } | null {
  if (name === null) return null;
  const found = text.slice(start, end);
  const [, before = '', delimiter = '', head = ''] =
    /^([^\n]*?)([/|#,@+!~%])([^\n]*?[=:]\s*)/.exec(found) ?? [];
  const line = text.slice(text.lastIndexOf('\n', start) + 1, start);
  if (!head.includes(name) || !line.includes(`s${delimiter}`)) return null;
  const from = before.length + delimiter.length + head.length;
  const until = found.indexOf(delimiter, from);
  return { start: start + from, end: until < 0 ? end : start + until };
}

/** `NAME=` or `NAME="` directly in front of the value. */
function nameBefore(text: string, start: number): string | null {
  return /([A-Za-z_]\w*)=["']?$/.exec(text.slice(Math.max(0, start - 80), start))?.[1] ?? null;
}

/** A name in front of a value that gave itself away by its shape decides nothing. */
function isPlausibleName(name: string | null): boolean {
  return name !== null && isSecretName(name);
}

function kindOfName(name: string): Secret['kind'] {
  if (/pass|pwd|mdp|mot_?de/i.test(name)) return 'password';
  return /token|key|auth/i.test(name) ? 'token' : 'other';
}
