import type { EnvironmentValue } from '../model/deployment.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { StepId } from '../model/step.ts';
import type { Trace } from '../model/trace.ts';
import { textOf } from '../shell/value.ts';
import type { Situation } from './situation.ts';
import { writtenWord } from './written-word.ts';

interface Draft {
  readonly values: Map<string, string | null>;
  readonly usedBy: Set<StepId>;
}

/**
 * Variables that differ per environment, solved from words that hold one of them: the word
 * `deploy@$HOST:/srv` which is `deploy@web1:/srv` in prod says that HOST is `web1` there.
 */
export function environmentValuesOf(
  steps: readonly PlannedStep[],
  situation: Situation,
): readonly EnvironmentValue[] {
  const drafts = new Map<string, Draft>();
  for (const { classified } of steps) {
    const { step } = classified;
    for (const variant of step.variants) {
      step.words.forEach((word, at) => {
        const text = variant.words[at] === undefined ? null : textOf(variant.words[at].value);
        const solved = solve(writtenWord(word, situation.trace), text);
        if (solved === null) return;
        const draft = drafts.get(solved.name) ?? { values: new Map(), usedBy: new Set() };
        drafts.set(solved.name, draft);
        draft.values.set(variant.environment, solved.value);
        draft.usedBy.add(step.id);
      });
    }
  }
  addFilesPerEnvironment(drafts, situation.trace);
  return [...drafts]
    .filter(([, { values }]) => new Set(values.values()).size > 1)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, { values, usedBy }]) => ({
      name,
      values: Object.fromEntries([...values].sort(([one], [other]) => (one < other ? -1 : 1))),
      usedBy: [...usedBy],
    }));
}

/** The variable and its value, when the written word holds exactly one variable. */
function solve(
  written: string | null,
  text: string | null,
): { readonly name: string; readonly value: string } | null {
  if (written === null || text === null) return null;
  const match = /^([^$`\\'"]*)\$(?:\{(\w+)\}|([A-Za-z_]\w*))([^$`\\'"]*)$/.exec(written);
  if (match === null) return null;
  const [, before = '', braced, bare, after = ''] = match;
  const name = braced ?? bare ?? '';
  if (
    !text.startsWith(before) ||
    !text.endsWith(after) ||
    text.length < before.length + after.length
  )
    return null;
  return { name, value: text.slice(before.length, text.length - after.length) };
}

/** `conf/prod.env`, `deploy-staging.sh`: what a file named after an environment assigns belongs to it. */
function addFilesPerEnvironment(drafts: Map<string, Draft>, trace: Trace): void {
  const environments = trace.environments.map(({ name }) => name);
  if (environments.length < 2) return;
  for (const use of trace.assignments) {
    const words = (use.file.split('/').at(-1) ?? '').toLowerCase().split(/[^a-z0-9]+/);
    const environment = environments.find((name) => words.includes(name.toLowerCase()));
    const text = textOf(use.value);
    if (environment === undefined || text === null) continue;
    const draft = drafts.get(use.name) ?? { values: new Map(), usedBy: new Set() };
    drafts.set(use.name, draft);
    if (!draft.values.has(environment)) draft.values.set(environment, text);
  }
}
