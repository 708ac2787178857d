import { createRedaction } from '../../classify/redaction.ts';
import type { ApplicationOutput } from '../generate-application.ts';
import type { OutputFile } from '../../model/output-file.ts';
import type { Plan } from '../../model/plan.ts';
import { sha256 } from './lock.ts';
import type { LockedApplication } from './lock.ts';
import type { GeneratedPart } from './merge-tree.ts';
import { createLinesOf, tracedSteps } from './trace-file.ts';
import { planNames } from '../../plan/plan-names.ts';

/** The files of one application with what merging must know of its scripts. */
export function partOf(plan: Plan, { files, failures }: ApplicationOutput): GeneratedPart {
  const { application, root, trace } = plan;
  const linesOf = createLinesOf(plan);
  return {
    application,
    files,
    scripts: trace.scripts.map(({ file }) =>
      file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file,
    ),
    steps: tracedSteps(plan, failures, linesOf),
    linesOf,
    inputs: inputsOf(plan),
  };
}

/** The files that all applications share, which come from no script. */
export function sharedPart(files: readonly OutputFile[]): GeneratedPart {
  const linesOf = () => null;
  return { application: null, files, scripts: [], steps: new Map(), linesOf, inputs: {} };
}

/**
 * A hash of each script. Secrets are taken out before: a hash of a text whose every other character
 * is known would let anybody try passwords against it.
 */
export function inputsOf(plan: Plan): LockedApplication['inputs'] {
  const { trace, secrets } = plan;
  const redaction = createRedaction(secrets, trace.sources, planNames(plan));
  return Object.fromEntries(
    trace.scripts.map(({ file }) => {
      const end = trace.sources.get(file)?.text.length ?? 0;
      return [file, sha256(redaction.text({ file, start: 0, end }))];
    }),
  );
}

/**
 * The part of an application that its own repository gets, with paths as they are there. Only
 * `apps/<application>/repo/` belongs to it.
 */
export function repositoryPart(part: GeneratedPart): GeneratedPart {
  const prefix = repositoryPrefix(part);
  return {
    ...part,
    files: part.files
      .filter(({ path }) => path.startsWith(prefix))
      .map((file) => ({ ...file, path: file.path.slice(prefix.length) })),
  };
}

/** The part of an application that stays with the platform when its repository has its own copy. */
export function platformPart(part: GeneratedPart): GeneratedPart {
  const prefix = repositoryPrefix(part);
  return { ...part, files: part.files.filter(({ path }) => !path.startsWith(prefix)) };
}

function repositoryPrefix({ application }: GeneratedPart): string {
  return `apps/${application ?? ''}/repo/`;
}
