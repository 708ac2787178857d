/** The one place that chains the stages. */
import { checkOutput } from './check/check-output.ts';
import type { CheckedFile } from './check/checked-file.ts';
import type { OutsideFacts } from './classify/checks/check.ts';
import { classifyTrace } from './classify/classify-trace.ts';
import { createRedaction } from './classify/redaction.ts';
import type { RuleSet } from './classify/rule.ts';
import { secretsHidden } from './classify/secrets-hidden.ts';
import { sharedSecretsOf } from './classify/shared-secrets.ts';
import { emptyApplicationConfig } from './fleet/config.ts';
import { generateApplication } from './generate/generate-application.ts';
import type { ApplicationOutput } from './generate/generate-application.ts';
import { fleetGenerators } from './generate/generators.ts';
import { createMarginNotes } from './generate/margin-notes.ts';
import { createRender } from './generate/render.ts';
import type { ReadTemplate } from './generate/render.ts';
import type { FleetConfig } from './model/config.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import type { Application, Fleet, ReadFleetFile } from './model/fleet.ts';
import type { Checker, Progress } from './model/host.ts';
import type { Lore } from './model/lore.ts';
import type { Language } from './model/message.ts';
import type { OutputFile } from './model/output-file.ts';
import type { Plan } from './model/plan.ts';
import type { Result, ResultFailure, ResultOutput, ResultSource } from './model/result.ts';
import type { ScanResult } from './model/scan-result.ts';
import type { Trace } from './model/trace.ts';
import { planApplication } from './plan/plan-application.ts';
import { scanDiagnostics, scanResultOf } from './plan/scan-result.ts';
import { traceApplication } from './trace/trace-application.ts';
import { planNames } from './plan/plan-names.ts';

/** What a run knows besides the scripts. */
export interface Knowledge {
  readonly lore: Lore;
  readonly rules: RuleSet;
  readonly config: FleetConfig;
  /** ISO date: an ignore whose time is over counts no more. Without one, none is over. */
  readonly today?: string;
}

/** An application on which we failed ourselves; the others went on. */
export interface FailedApplication {
  readonly application: string;
  readonly error: unknown;
}

/** The plans of all applications of a fleet. */
export interface ScannedFleet {
  readonly fleet: Fleet;
  readonly plans: readonly Plan[];
  readonly failed: readonly FailedApplication[];
}

export interface ScanOptions {
  readonly read: ReadFleetFile;
  readonly progress: Progress;
  /** Only these applications; all of them when empty. */
  readonly only: readonly string[];
}

/** Traces, classifies and plans every application. One that fails never stops the others. */
export function scanFleet(fleet: Fleet, knowledge: Knowledge, options: ScanOptions): ScannedFleet {
  const failed: FailedApplication[] = [];
  const attempt = <T>(application: Application, work: () => T): readonly T[] => {
    try {
      return [work()];
    } catch (error) {
      failed.push({ application: application.name, error });
      return [];
    }
  };
  const traced = fleet.applications
    .filter(({ name }) => options.only.length === 0 || options.only.includes(name))
    .flatMap((application) => {
      options.progress.step(application.name);
      const trace = () => traceOf(application, knowledge, options.read);
      return attempt(application, () => ({ application, trace: trace() }));
    });
  const others = fleet.applications.filter(
    ({ name }) => !traced.some(({ trace }) => trace.application === name),
  );
  const shared = sharedSecretsOf([...traced.map(({ trace }) => trace), ...others.map(readOnly)]);
  const plans = traced.flatMap(({ application, trace }) =>
    attempt(application, () => {
      const sharedSecrets = shared.get(trace.application) ?? new Map<string, never>();
      return planOf(application, trace, { ...knowledge, sharedSecrets }, options.read);
    }),
  );
  return { fleet, plans, failed };
}

/** An application that nobody asked for: its scripts tell which secrets it shares. */
function readOnly({ name, scripts }: Application): Pick<Trace, 'application' | 'sources'> {
  const sources = scripts.map(
    ({ file, text }) => [file, { id: file, file, text, segments: [] }] as const,
  );
  return { application: name, sources: new Map(sources) };
}

function traceOf(
  application: Application,
  { lore, config }: Knowledge,
  read: ReadFleetFile,
): Trace {
  const { runsOn } = config.apps[application.name] ?? emptyApplicationConfig;
  const options = { hideSecrets: secretsHidden, ...(runsOn === undefined ? {} : { runsOn }) };
  return traceApplication(application, read, lore, options);
}

function planOf(
  application: Application,
  trace: Trace,
  { lore, rules, config, today, sharedSecrets }: Knowledge & Pick<OutsideFacts, 'sharedSecrets'>,
  read: ReadFleetFile,
): Plan {
  const said = config.apps[application.name] ?? emptyApplicationConfig;
  const accepted = { ignores: said.ignores, root: application.root, today: today ?? null };
  const { diagnostics, files } = application;
  const outside = { diagnostics, files, sharedSecrets };
  const classification = classifyTrace(trace, rules, lore, accepted, outside);
  return planApplication(application, trace, classification, said, read);
}

/** The published result of `scan`. */
export function scanResult({ fleet, plans }: ScannedFleet, language: Language): ScanResult {
  return scanResultOf(plans, fleet.diagnostics, language);
}

/** What is wrong with output files of these applications, made just now or edited since. */
export function checkFiles(
  { fleet, plans }: ScannedFleet,
  files: readonly CheckedFile[],
  checker: Checker,
): readonly Diagnostic[] {
  const known = fleet.applications.map(({ name, root, files: paths }) => {
    const prefix = root === '.' || root === '' ? '' : `${root}/`;
    const repository = paths.map((path) =>
      path.startsWith(prefix) ? path.slice(prefix.length) : path,
    );
    const login = plans.find(({ application }) => application === name)?.deployment.users.login;
    return { name, repository: new Set(repository), logins: new Set(login == null ? [] : [login]) };
  });
  return checkOutput(files, checker, known);
}

/** The whole result, from which every document is drawn. */
export function resultOf(
  scanned: ScannedFleet,
  language: Language,
  version: string,
  generated: Pick<Result, 'outputs' | 'failures'> & { readonly checks: readonly Diagnostic[] },
): Result {
  return {
    schema: 'pipewright/result/1',
    generatedBy: { name: 'pipewright', version },
    scan: scanResult(scanned, language),
    sources: scanned.plans.flatMap(redactedSources).sort(byFile),
    outputs: [...generated.outputs].sort((left, right) => (left.path < right.path ? -1 : 1)),
    checks: scanDiagnostics(generated.checks, language),
    verdicts: scanned.plans.flatMap(({ application, trace }) =>
      trace.environments.flatMap(({ name }) =>
        trace.actions.map((action) => ({
          app: application,
          environment: name,
          action,
          verdict: 'not simulated' as const,
          compared: 0,
          declared: 0,
          hardened: 0,
          notExercised: 0,
        })),
      ),
    ),
    ...(generated.failures === undefined ? {} : { failures: generated.failures }),
  };
}

/** The scripts of an application, every secret in them replaced by its label. */
function redactedSources(plan: Plan): readonly ResultSource[] {
  const { trace, secrets } = plan;
  const redaction = createRedaction(secrets, trace.sources, planNames(plan));
  return trace.scripts.flatMap(({ file }) => {
    const source = trace.sources.get(file);
    return source === undefined
      ? []
      : [{ file, text: redaction.text({ file, start: 0, end: source.text.length }) }];
  });
}

function byFile(left: ResultSource, right: ResultSource): number {
  return left.file < right.file ? -1 : 1;
}

/** What is generated for one application, by its name. */
export interface GeneratedApplication extends ApplicationOutput {
  readonly application: string;
}

/** All output files of a fleet, in memory. */
export interface GeneratedFleet {
  readonly applications: readonly GeneratedApplication[];
  readonly shared: readonly OutputFile[];
  readonly failed: readonly FailedApplication[];
}

/** Generates the files of every application. Nothing is written; one that fails never stops the others. */
export function generateFleet(
  { plans }: ScannedFleet,
  { config, lore }: Pick<Knowledge, 'config' | 'lore'>,
  options: { readonly templates: ReadTemplate; readonly read: ReadFleetFile },
): GeneratedFleet {
  const render = createRender(options.templates);
  const applications: GeneratedApplication[] = [];
  const failed: FailedApplication[] = [];
  for (const plan of plans) {
    try {
      const output = generateApplication(plan, {
        config: config.apps[plan.application] ?? emptyApplicationConfig,
        fleet: config,
        read: options.read,
        render,
        notes: createMarginNotes(plan),
        redaction: createRedaction(plan.secrets, plan.trace.sources, planNames(plan)),
        lore,
      });
      applications.push({ application: plan.application, ...output });
    } catch (error) {
      failed.push({ application: plan.application, error });
    }
  }
  const shared = fleetGenerators.flatMap((generator) =>
    generator.generate(plans, { fleet: config, render }),
  );
  return { applications, shared, failed };
}

/** What becomes of each step's failure, as a result holds it. */
export function resultFailures({ applications }: GeneratedFleet): readonly ResultFailure[] {
  return applications.flatMap(({ application, failures }) =>
    failures.map((failure) => ({ app: application, ...failure })),
  );
}

/** Output files as a result holds them. */
export function resultOutputs(
  app: string | null,
  files: readonly OutputFile[],
): readonly ResultOutput[] {
  return files.map(({ path, text, executable, origins }) => ({
    app,
    path,
    text,
    executable,
    origins,
  }));
}
