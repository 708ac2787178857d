import type { Diagnostic } from '../model/diagnostic.ts';
import type { Application, ReadFleetFile, ScriptFile } from '../model/fleet.ts';
import type { Lore } from '../model/lore.ts';
import type { Step } from '../model/step.ts';
import type { Choice, RunsOn, ScriptRole, Trace, TracedScript } from '../model/trace.ts';
import { literal } from '../shell/value.ts';
import { createLineTable } from '../syntax/line-table.ts';
import { entryContext } from './context.ts';
import { pathInApplication } from './environment-value.ts';
import { givenBy } from './given-runs.ts';
import { hostGroupsOf } from './host-groups.ts';
import { joinDrafts, tellsMore } from './join-drafts.ts';
import type { HideSecrets, Run } from './join-drafts.ts';
import { limits } from './limits.ts';
import { decideRunsOn } from './runs-on.ts';
import { chosenEnvironments, noSelection, selectionsOf } from './selection.ts';
import type { Selection } from './selection.ts';
import { ShellState } from './shell-state.ts';
import { walkShell } from './walk-shell.ts';
import { unreachedDrafts } from './unreached.ts';
import { Walk, Workspace } from './walk.ts';

export interface TraceOptions {
  /** What a person said about where scripts run, by file. */
  readonly runsOn?: Readonly<Record<string, RunsOn>>;
  /** What takes secrets out of a text before the id of a step is made of it; nothing by default. */
  readonly hideSecrets?: (sources: Trace['sources']) => HideSecrets;
}

/**
 * All steps of an application's scripts, by symbolic evaluation: nothing is run, and what is not
 * known is a value. Never throws on input; trouble is in the trace's diagnostics.
 */
export function traceApplication(
  application: Application,
  read: ReadFleetFile,
  lore: Lore,
  options: TraceOptions = {},
): Trace {
  const workspace = new Workspace(application, read, lore);
  const first = new Map<string, Walk>();
  for (const script of application.scripts)
    first.set(script.file, walkScript(workspace, script, noSelection));
  const entries = entryScripts(application.scripts, [...first.values()]);
  const runs: Run[] = [];
  const walks: Walk[] = [];
  const choices: Choice[] = [];
  const deployers = entries.map((script) => {
    const { comparisons } = first.get(script.file) as Walk;
    return { ...script, comparisons, chosen: chosenEnvironments({ ...script, comparisons }) };
  });
  for (const script of deployers) {
    const explored = first.get(script.file) as Walk;
    const given = givenBy(script.file, deployers);
    const selections = selectionsOf(script, given, limits.selections);
    const [some] = selections;
    choices.push({
      file: script.file,
      environment: some?.environmentName ?? null,
      action: some?.actionName ?? null,
    });
    const own: Run[] = [];
    for (const selection of selections) {
      const { environment, action } = selection;
      const isWhole = selection.bindings.size === 0 && !selection.isOther;
      const walk = isWhole ? explored : walkScript(workspace, script, selection);
      walks.push(walk);
      const run = { environment, action, drafts: walk.drafts() };
      if (!selection.isOther || tellsMore(run, own)) own.push(run);
    }
    runs.push(...own);
  }
  const missing = unreachedDrafts(workspace, application.scripts, walks);
  const hide = options.hideSecrets?.(workspace.sources) ?? ((text: string) => text);
  const steps = joinDrafts([...runs, { environment: '', action: '', drafts: missing }], lore, hide);
  return traceOf(workspace, application, { entries, steps, walks, runs, choices, options });
}

interface Traced {
  readonly entries: readonly ScriptFile[];
  readonly steps: readonly Step[];
  readonly walks: readonly Walk[];
  readonly runs: readonly Run[];
  readonly choices: Trace['choices'];
  readonly options: TraceOptions;
}

function traceOf(workspace: Workspace, application: Application, traced: Traced): Trace {
  const { steps, runs, entries } = traced;
  const environments = distinct(runs.map(({ environment }) => environment));
  const facts = traced.walks.map(({ hostFacts }) => hostFacts);
  return {
    application: application.name,
    scripts: application.scripts.map((script) => tracedScript(workspace, script, entries, traced)),
    environments: environments.map((name) => ({
      name,
      hostGroups: hostGroupsOf(steps, name, facts),
    })),
    actions: distinct(runs.map(({ action }) => action)),
    choices: traced.choices,
    steps,
    assignments: distinctUses(traced.walks),
    sources: workspace.sources,
    diagnostics: [...syntaxDiagnostics(workspace, application.scripts), ...workspace.diagnostics()],
  };
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name) => name !== ''))];
}

function distinctUses(walks: readonly Walk[]): Trace['assignments'] {
  const uses = new Map(
    walks.flatMap(({ uses: all }) => all.map((use) => [JSON.stringify(use), use] as const)),
  );
  return [...uses.values()];
}

function walkScript(
  workspace: Workspace,
  script: ScriptFile,
  selection: Pick<Selection, 'bindings' | 'rejected'>,
): Walk {
  const walk = new Walk(workspace, selection);
  const parsed = workspace.script(script.file);
  if (parsed === null) return walk;
  const folder = script.startFolder ?? '.';
  const path = pathInApplication(workspace.application.root, script.file);
  const scriptName = literal(folder === '.' ? path : path.slice(folder.length + 1));
  const state = new ShellState(literal(folder), scriptName);
  for (const option of shebangOptions(script.text)) state.options.add(option);
  walkShell(walk, parsed.script.commands, state, entryContext(parsed.source));
  return walk;
}

/** `#!/bin/bash -e`. */
function shebangOptions(text: string): readonly string[] {
  const options = /^#!\S*sh[ \t]+-(\w+)/.exec(text)?.[1] ?? '';
  const names: Readonly<Record<string, string>> = { e: 'errexit', u: 'nounset', x: 'xtrace' };
  return [...options].flatMap((letter) => names[letter] ?? []);
}

/** The scripts that no other script runs or sources; all of them where they only lead to each other. */
function entryScripts(
  scripts: readonly ScriptFile[],
  walks: readonly Walk[],
): readonly ScriptFile[] {
  const targets = new Set(
    walks.flatMap(({ edges }) => edges.filter(({ from, to }) => from !== to).map(({ to }) => to)),
  );
  const entries = scripts.filter(({ file }) => !targets.has(file));
  return entries.length > 0 ? entries : scripts;
}

function tracedScript(
  workspace: Workspace,
  script: ScriptFile,
  entries: readonly ScriptFile[],
  traced: Traced,
): TracedScript {
  const choice = decideRunsOn(script, traced.steps);
  const said = traced.options.runsOn?.[script.file];
  const parsed = workspace.script(script.file);
  return {
    file: script.file,
    role: roleOf(script.file, entries, traced.walks),
    runsOn: said ?? choice.runsOn,
    because: said === undefined ? choice.because : [{ code: 'trace/runs-on-said', params: {} }],
    lines: createLineTable(script.text).lineCount,
    parsed: parsed !== null && !parsed.errors.some(({ code }) => code === 'syntax/parse-error'),
  };
}

function roleOf(file: string, entries: readonly ScriptFile[], walks: readonly Walk[]): ScriptRole {
  if (entries.some((entry) => entry.file === file)) return 'entry';
  const edges = walks.flatMap((walk) => walk.edges.filter(({ to }) => to === file));
  return edges.every(({ role }) => role === 'sourced') ? 'sourced' : 'called';
}

function syntaxDiagnostics(
  workspace: Workspace,
  scripts: readonly ScriptFile[],
): readonly Diagnostic[] {
  return scripts.flatMap(({ file }) =>
    (workspace.script(file)?.errors ?? []).map(({ code, message, offset }) => ({
      code,
      severity: code === 'syntax/parse-error' ? ('error' as const) : ('warning' as const),
      file,
      line: workspace.lineOf(file, offset),
      params: { message },
    })),
  );
}
