import type { SourceText, Span } from '../model/source.ts';
import type { Step } from '../model/step.ts';

/** A field of an awk program that the sending shell took for an argument of its own. */
export interface LostField {
  /** As it is written: `$2`. */
  readonly text: string;
  readonly span: Span;
}

/** The beginning of an awk program's action: `awk '{print `, `awk -F: '/x/ {print `. */
const awkAction = /\bawk\s[^|;&]*\{[^{}|]*$/;

/**
 * `ssh web1 '… awk '{print $2}' …'`: the quotes end before the program and begin anew behind it, and in
 * double quotes single ones protect nothing. The shell that sends the text puts its own argument there.
 * Source: bash manual, 3.1.2.2 and 3.1.2.3. Null for a step whose text holds no such field.
 */
export function lostFieldOf(
  { site, pipeline }: Step,
  sources: ReadonlyMap<string, SourceText>,
): LostField | null {
  const source = sources.get(site.source);
  const before = source?.text.slice(0, site.start) ?? '';
  // What awk prints may be what the step reads.
  const from = pipeline?.before.includes('awk') === true ? lastStart(before) : site.start;
  for (const { start, end, sites } of source?.segments ?? []) {
    if (start < from || end > site.end) continue;
    const place = sites.find((one) => /^\$[1-9]$/.test(writtenAt(one, sources)));
    if (place !== undefined && awkAction.test(source?.text.slice(0, start) ?? ''))
      return { text: writtenAt(place, sources), span: place };
  }
  return null;
}

function writtenAt({ file, start, end }: Span, sources: ReadonlyMap<string, SourceText>): string {
  return end - start === 2 ? (sources.get(file)?.text.slice(start, end) ?? '') : '';
}

function lastStart(text: string): number {
  return Math.max(0, ...[';', '\n', '&&'].map((mark) => text.lastIndexOf(mark)));
}
