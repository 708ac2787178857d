/** What a unit that the release brings runs, and as whom: systemd finds neither in the bundle. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Step, StepId } from '../model/step.ts';
import { argumentTexts } from './arguments.ts';
import { baseName, isKnownAbsolute } from './paths.ts';
import type { Situation } from './situation.ts';
import { valueText } from './value-text.ts';

export interface UnitNeeds {
  readonly unit: string;
  /** Absolute paths, or names that systemd looks for by itself. */
  readonly programs: readonly string[];
  readonly user: string | null;
  readonly step: StepId;
}

/** From the text of a here-document that a step writes, or of a file of the checkout that a step names. */
export function unitNeedsOf(
  steps: readonly PlannedStep[],
  situation: Situation,
): readonly UnitNeeds[] {
  return steps.flatMap(({ classified, destination }) => {
    if (!/^(hook|appspec)\//.test(destination ?? '')) return [];
    return unitsOf(classified, situation).map(({ name, text }) => ({
      unit: name,
      programs: programsOf(text),
      user: /^User=([a-z_][\w-]*)\s*$/m.exec(text)?.[1] ?? null,
      step: classified.step.id,
    }));
  });
}

interface Unit {
  readonly name: string;
  readonly text: string;
}

function unitsOf({ step }: ClassifiedStep, situation: Situation): readonly Unit[] {
  const written = step.stdin.kind === 'text' ? valueText(step.stdin.text) : '';
  if (/^ExecStart=/m.test(written))
    return [{ name: writtenName(step) ?? 'systemd', text: written }];
  const names = new Set(
    [...argumentTexts(step), ...situation.files.flatMap(sourceOf(step.id))]
      .filter((word) => word.endsWith('.service'))
      .map(baseName),
  );
  return situation.application.files
    .filter((file) => names.has(baseName(file)))
    .map((file) => ({ name: baseName(file), text: situation.read(file) ?? '' }));
}

function sourceOf(id: StepId) {
  return ({ steps, source }: Situation['files'][number]): readonly string[] =>
    steps.includes(id) ? [source] : [];
}

function writtenName(step: Step): string | null {
  const targets = step.redirections.flatMap(({ operator, target }) =>
    operator.startsWith('>') && target !== null ? [valueText(target)] : [],
  );
  const path = [...targets, ...argumentTexts(step)].find((one) => one.endsWith('.service'));
  return path === undefined || /[$?|]/.test(path) ? null : baseName(path);
}

/** Source: systemd.service(5), "COMMAND LINES": prefixes, and `env` as the program that finds another. */
function programsOf(text: string): readonly string[] {
  const commands = [...text.matchAll(/^Exec(?:StartPre|Start)=[-@:+!|]*(.+)$/gm)];
  return commands.flatMap(([, command = '']) => {
    const [first = '', ...words] = command.trim().split(/\s+/);
    const called =
      baseName(first) === 'env' ? (words.find((word) => !/^-|=/.test(word)) ?? '') : first;
    return isKnownAbsolute(called) || /^[\w.+-]+$/.test(called) ? [called] : [];
  });
}
