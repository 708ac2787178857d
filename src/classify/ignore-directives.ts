import type { Ignore } from '../model/config.ts';
import type { DiagnosticCode } from '../model/diagnostic.ts';
import type { SourceText } from '../model/source.ts';
import { findComments } from '../syntax/comments.ts';
import { createLineTable } from '../syntax/line-table.ts';
import { parseSource } from '../syntax/parse-source.ts';

/** One finding that a comment of a script silences. */
export interface IgnoreDirective extends Ignore {
  readonly file: string;
  /** 1-based line of the comment. */
  readonly at: number;
  /** 1-based line whose findings are meant. */
  readonly line: number;
}

/** A comment that begins like a directive and is none. */
export interface WrongDirective {
  readonly code: Extract<DiagnosticCode, `classify/ignore-${string}`>;
  readonly file: string;
  readonly line: number;
  readonly rule: string;
}

export interface Directives {
  readonly directives: readonly IgnoreDirective[];
  readonly wrong: readonly WrongDirective[];
}

/**
 * `# pipewright: ignore=RULE until=2027-03-31 owner=ada reason="…"`, in a comment behind a command
 * or on a line of its own above it. What stands behind the options, without a name, is a reason too.
 */
export function ignoreDirectivesOf(source: SourceText): Directives {
  if (!source.text.includes('pipewright:')) return { directives: [], wrong: [] };
  const lines = createLineTable(source.text);
  const directives: IgnoreDirective[] = [];
  const wrong: WrongDirective[] = [];
  for (const { start, end } of findComments(parseSource(source))) {
    const found = /^#\s*pipewright:\s*ignore=(\S+)(.*)$/s.exec(source.text.slice(start, end));
    if (found === null) continue;
    const at = lines.positionOf(start).line;
    const line = commandLine(source.text, at);
    const options = optionsOf(found[2] ?? '');
    for (const rule of (found[1] ?? '').split(',').filter((one) => one !== '')) {
      const code = problemOf(options);
      if (code !== null) wrong.push({ code, file: source.file, line: at, rule });
      else directives.push({ ...options, rule, file: source.file, at, line });
    }
  }
  return { directives, wrong };
}

type Options = Pick<Ignore, 'reason' | 'owner' | 'until'>;

const option = /^\s*(until|owner|reason)=(?:"([^"]*)"|'([^']*)'|(\S*))/;

function optionsOf(text: string): Options {
  const named = new Map<string, string>();
  let rest = text;
  for (let found = option.exec(rest); found !== null; found = option.exec(rest)) {
    named.set(found[1] ?? '', found[2] ?? found[3] ?? found[4] ?? '');
    rest = rest.slice(found[0].length);
  }
  const until = named.get('until');
  return {
    reason: named.get('reason') ?? rest.trim(),
    owner: named.get('owner') ?? '',
    ...(until === undefined ? {} : { until }),
  };
}

function problemOf({ reason, until }: Options): WrongDirective['code'] | null {
  if (reason === '') return 'classify/ignore-without-reason';
  return until === undefined || isDate(until) ? null : 'classify/ignore-wrong-date';
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** The line itself where a command stands on it, otherwise the next one that is no comment. */
function commandLine(text: string, line: number): number {
  const lines = text.split('\n');
  const isComment = (at: number): boolean => /^\s*(#|$)/.test(lines[at - 1] ?? '');
  let at = line;
  while (at < lines.length && isComment(at)) at++;
  return at;
}
