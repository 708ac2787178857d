/** Where the characters of a text come from: the way back from carried texts to the files. */
import type { Origin, Segment, SourceText, Span } from '../model/source.ts';

/** A run of characters with one origin. */
export interface OriginRun {
  readonly start: number;
  readonly end: number;
  readonly sites: readonly Origin[];
}

/** The characters `start` to `end` of a source, cut where their origin changes. */
export function originRuns(source: SourceText, start: number, end: number): readonly OriginRun[] {
  if (source.segments.length === 0) {
    return [{ start, end, sites: [{ file: source.file, start, end }] }];
  }
  const runs: OriginRun[] = [];
  for (let index = segmentAt(source.segments, start); index < source.segments.length; index++) {
    const segment = source.segments[index] as Segment;
    if (segment.start >= end && runs.length > 0) break;
    const from = Math.max(start, segment.start);
    const to = Math.max(from, Math.min(end, segment.end));
    runs.push({ start: from, end: to, sites: narrowed(segment, from, to) });
    if (segment.end >= end) break;
  }
  return runs;
}

/**
 * The characters of a file that `start` to `end` of a source come from: as far out as the two ends
 * stand apart, so that a command inside `run "cd $D && make"` gives its own characters there, and
 * a command that came whole out of a variable gives those of the variable's definition.
 */
export function spanInFile(source: SourceText, start: number, end: number): Span {
  if (source.segments.length === 0) return { file: source.file, start, end };
  const first = source.segments[segmentAt(source.segments, start)] as Segment;
  const last = source.segments[segmentAt(source.segments, Math.max(start, end - 1))] as Segment;
  let level = 0;
  while (sameExpansion(first, last, level)) level++;
  const from = edge(first, level, start, 'start');
  const to = edge(last, level, end, 'end');
  return from.file === to.file && to.end >= from.start
    ? { file: from.file, start: from.start, end: Math.max(from.start, to.end) }
    : { file: from.file, start: from.start, end: from.end };
}

/** A site of the same expansion on both sides, with more below it: the text came whole out of it. */
function sameExpansion(first: Segment, last: Segment, level: number): boolean {
  const left = first.sites[level];
  const right = last.sites[level];
  if (left === undefined || right === undefined) return false;
  if (first.sites.length <= level + 1 || last.sites.length <= level + 1) return false;
  return left.file === right.file && left.start === right.start && left.end === right.end;
}

function edge(segment: Segment, level: number, offset: number, side: 'start' | 'end'): Span {
  const site = segment.sites[level] ?? segment.sites.at(-1);
  if (site === undefined) return { file: '', start: 0, end: 0 };
  if (level < segment.sites.length - 1 || !isVerbatim(segment, site)) return site;
  const at = site.start + (offset - segment.start);
  return side === 'start'
    ? { file: site.file, start: at, end: site.end }
    : { file: site.file, start: site.start, end: at };
}

function narrowed(segment: Segment, from: number, to: number): readonly Origin[] {
  const written = segment.sites.at(-1);
  if (written === undefined || !isVerbatim(segment, written)) return segment.sites;
  const start = written.start + (from - segment.start);
  return [...segment.sites.slice(0, -1), { ...written, start, end: start + (to - from) }];
}

/** The characters stand at the site as they are, not decoded from something longer or shorter. */
function isVerbatim(segment: Segment, site: Origin): boolean {
  return site.variable === undefined && site.end - site.start === segment.end - segment.start;
}

/** Index of the segment that holds `offset`; the last one for offsets after the end. */
function segmentAt(segments: readonly Segment[], offset: number): number {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle] as Segment).start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
