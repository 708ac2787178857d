import type { Finding, IgnoredFinding } from '../model/classified.ts';
import type { Ignore } from '../model/config.ts';
import type { Diagnostic, DiagnosticCode } from '../model/diagnostic.ts';
import { diagnosticInfo } from '../model/diagnostic.ts';
import type { Params } from '../model/message.ts';
import type { Trace } from '../model/trace.ts';
import { createLineTable } from '../syntax/line-table.ts';
import { checks } from './checks/index.ts';
import { filesOf } from './find-secrets.ts';
import { ignoreDirectivesOf } from './ignore-directives.ts';
import type { IgnoreDirective } from './ignore-directives.ts';
import type { RuleSet } from './rule.ts';

/** What is left of the findings once those that people accept are taken out. */
export interface JudgedFindings {
  readonly findings: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
  /** Ignores that have expired, that silence nothing, or that are written wrongly. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface IgnoreOptions {
  /** Those of pipewright.yaml. */
  readonly ignores: readonly Ignore[];
  /** The application's folder, which their files may be named from. */
  readonly root: string;
  /** ISO date; without one, nothing expires. */
  readonly today: string | null;
  readonly rules: RuleSet;
}

const idsOfSets = new WeakMap<RuleSet, ReadonlySet<string>>();

/** The names of all findings that can be silenced. */
export function findingIds(set: RuleSet): ReadonlySet<string> {
  const known = idsOfSets.get(set);
  if (known !== undefined) return known;
  const named = set.rules.filter(({ finding }) => finding !== null).map(({ id }) => id);
  const ids = new Set<string>([...named, ...checks.map(({ id }) => id)]);
  idsOfSets.set(set, ids);
  return ids;
}

/**
 * Takes out the findings that a comment in a script or `pipewright.yaml` accepts, with the reason
 * that is given. An ignore that has expired takes out nothing: its finding is told again, and that
 * it has expired beside.
 */
export function applyIgnores(
  findings: readonly Finding[],
  trace: Trace,
  options: IgnoreOptions,
): JudgedFindings {
  if (options.ignores.length === 0 && !mentionsUs(trace))
    return { findings, ignored: [], diagnostics: [] };
  const files = filesOf(trace.sources);
  const read = files.map(ignoreDirectivesOf);
  const ids = findingIds(options.rules);
  const ignores: readonly (Ignore | IgnoreDirective)[] = [
    ...read.flatMap(({ directives }) => directives.filter(({ rule }) => ids.has(rule))),
    ...options.ignores,
  ];
  const lines = new Map(files.map(({ file, text }) => [file, createLineTable(text)]));
  const lineOf = ({ span }: Finding): number =>
    lines.get(span.file)?.positionOf(span.start).line ?? 0;
  const used = new Set<Ignore>();
  const ignored: IgnoredFinding[] = [];
  const left = findings.filter((finding) => {
    const meant = ignores.filter((ignore) =>
      silences(ignore, finding, lineOf(finding), options.root),
    );
    for (const ignore of meant) used.add(ignore);
    const valid = meant.find((ignore) => !isExpired(ignore, options.today));
    if (valid === undefined) return true;
    const { reason, owner, until = null } = valid;
    ignored.push({ ...finding, ignored: { reason, owner, until } });
    return false;
  });
  return {
    findings: left,
    ignored,
    diagnostics: [
      ...read.flatMap(({ wrong }) => wrong.map(({ code, ...at }) => problem(code, at))),
      ...read.flatMap(({ directives }) =>
        directives
          .filter(({ rule }) => !ids.has(rule))
          .map(({ rule, file, at }) =>
            problem('classify/ignore-unknown', { rule, file, line: at }),
          ),
      ),
      ...ignores.flatMap((ignore) => stateOf(ignore, used.has(ignore), options.today)),
    ],
  };
}

/** Most scripts know nothing of us. */
function mentionsUs({ sources }: Trace): boolean {
  return filesOf(sources).some(({ text }) => text.includes('pipewright:'));
}

function silences(
  ignore: Ignore | IgnoreDirective,
  { rule, span }: Finding,
  line: number,
  root: string,
): boolean {
  if (ignore.rule !== rule) return false;
  if ('at' in ignore) return ignore.file === span.file && ignore.line === line;
  return (
    ignore.file === undefined ||
    ignore.file === span.file ||
    (root !== '.' && `${root}/${ignore.file}` === span.file)
  );
}

function isExpired({ until }: Ignore, today: string | null): boolean {
  return until !== undefined && today !== null && until < today;
}

const configFile = 'pipewright.yaml';

/** What a person should know of an ignore: that its time is over, or that there is nothing to ignore. */
function stateOf(
  ignore: Ignore | IgnoreDirective,
  isUsed: boolean,
  today: string | null,
): readonly Diagnostic[] {
  const { rule, owner, until = '' } = ignore;
  const place =
    'at' in ignore
      ? { file: ignore.file, line: ignore.at }
      : { file: configFile, line: ignore.line ?? null };
  if (!isUsed) return [problem('classify/ignore-unused', { rule, ...place })];
  return isExpired(ignore, today)
    ? [problem('classify/ignore-expired', { rule, ...place }, { until, owner: owner || '–' })]
    : [];
}

function problem(
  code: Extract<DiagnosticCode, `classify/ignore-${string}`>,
  { rule, file, line }: { rule: string; file: string | null; line: number | null },
  params: Params = {},
): Diagnostic {
  return { code, severity: diagnosticInfo[code].severity, file, line, params: { rule, ...params } };
}
