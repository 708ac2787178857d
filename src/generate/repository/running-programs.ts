import type { Plan } from '../../model/plan.ts';
import type { StepId } from '../../model/step.ts';
import { baseName } from '../../plan/paths.ts';
import { quoteShell } from '../quote-shell.ts';
import type { Slice } from '../slice/slice.ts';

/** Compilers to machine code, and what calls them. */
const compilers =
  /^(go|cargo|rustc|make|cmake|ninja|gcc|g\+\+|cc|clang|zig|nim|crystal|swift|ghc|stack|cabal)$/;

interface Program {
  readonly path: string;
  readonly steps: readonly StepId[];
}

/**
 * Programs that the build compiles, by their places on the hosts, where nothing ends their process before
 * CodeDeploy copies: it writes into the file that is there, which the system refuses while it runs.
 * Source: open(2), ETXTBSY.
 */
function runningPrograms({ steps, deployment }: Plan): readonly Program[] {
  const converted = steps.filter(({ disposition }) => disposition === 'converted');
  const compiles = converted.some(
    ({ destination, classified: { step } }) =>
      destination?.startsWith('buildspec/') === true && compilers.test(step.name ?? ''),
  );
  const stops = converted.some(
    ({ destination, classified: { kind } }) =>
      kind === 'stop-service' && /^hook\/(ApplicationStop|BeforeInstall)$/.test(destination ?? ''),
  );
  if (!compiles || stops) return [];
  return deployment.files.flatMap(({ destination, source, fileName, isDirectory, steps: own }) => {
    const name = fileName ?? baseName(source);
    const isProgram = !isDirectory && destination !== null && /^[\w-]+$/.test(name);
    return isProgram && !/^(LICENSE|README|Makefile|VERSION|Procfile)$/.test(name)
      ? [{ path: `${destination}/${name}`, steps: own }]
      : [];
  });
}

/** The steps that bring them. */
export function programSteps(plan: Plan): readonly StepId[] {
  return runningPrograms(plan).flatMap(({ steps }) => steps);
}

/** Only root may take them away wherever they lie. */
export function freesPrograms(plan: Plan, { pieces, users }: Slice): boolean {
  return (pieces.length === 0 || users.runAs === null) && runningPrograms(plan).length > 0;
}

/** The process keeps its file until it is restarted; its name is free for the new one. */
export function freePrograms(plan: Plan, slice: Slice): string {
  const programs = freesPrograms(plan, slice) ? runningPrograms(plan) : [];
  return programs.length === 0
    ? ''
    : [
        '# No running program can be written over: its name goes, and the process keeps the file.',
        `rm -f ${programs.map(({ path }) => quoteShell(path)).join(' ')}`,
      ].join('\n');
}
