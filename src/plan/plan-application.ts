import type { Classification } from '../model/classified.ts';
import type { ApplicationConfig } from '../model/config.ts';
import type { Application, ReadFleetFile } from '../model/fleet.ts';
import type { Plan } from '../model/plan.ts';
import type { Trace } from '../model/trace.ts';
import { blockersOf } from './blockers.ts';
import { buildPlanOf } from './build-plan.ts';
import { coverageOf } from './coverage.ts';
import { deploymentOf } from './deployment.ts';
import { effortOf } from './effort.ts';
import { environmentValuesOf } from './environment-values.ts';
import { homeFilesOf } from './home-files.ts';
import { parametersOf } from './parameters.ts';
import { plannedStepsOf } from './planned-steps.ts';
import { questionsOf } from './questions.ts';
import { readinessOf } from './readiness.ts';
import { signInsOf } from './sign-ins.ts';
import { refusalsOf, withRefusals } from './refusals.ts';
import { situationOf } from './situation.ts';

/**
 * Decides where every step of an application goes. Total over its input: what can't be decided
 * becomes manual work with a question. Throws only when its own law is broken (a step without
 * exactly one place).
 */
export function planApplication(
  application: Application,
  trace: Trace,
  classification: Classification,
  config: ApplicationConfig,
  read: ReadFleetFile,
): Plan {
  const situation = situationOf({ application, trace, classification, config, read });
  const planned = plannedStepsOf(situation);
  const refusals = refusalsOf(planned, situation);
  const steps = withRefusals(planned, refusals, situation);
  const values = environmentValuesOf(steps, situation);
  const blockers = blockersOf(steps, situation);
  const questions = questionsOf(steps, situation);
  const signIns = signInsOf(steps);
  const homeFiles = homeFilesOf(steps, values, situation);
  const coverage = coverageOf(steps);
  const { findings, ignored, ignoreDiagnostics, secrets } = classification;
  const { readiness, because } = readinessOf({ coverage, steps, questions, blockers, findings });
  return {
    application: application.name,
    root: application.root,
    trace,
    platform: situation.platform,
    steps,
    refusals,
    findings,
    ignored,
    secrets,
    questions,
    blockers,
    parameters: parametersOf(situation, signIns, homeFiles),
    build: buildPlanOf(steps, values, situation),
    signIns,
    homeFiles,
    deployment: deploymentOf(steps, refusals, blockers, values, situation),
    coverage,
    readiness,
    readinessBecause: because,
    effort: effortOf(steps, questions, blockers),
    diagnostics: [...application.diagnostics, ...trace.diagnostics, ...ignoreDiagnostics],
  };
}
