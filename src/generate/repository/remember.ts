import type { OutputFile } from '../../model/output-file.ts';
import type { Plan } from '../../model/plan.ts';
import type { StepId } from '../../model/step.ts';
import { folderAskedBefore } from '../../plan/first-time.ts';
import type { GenerateContext } from '../generator.ts';
import { commitBefore } from '../slice/checkout-answers.ts';
import { deploymentBefore } from '../slice/link-answers.ts';
import { markOf } from '../slice/tested-paths.ts';
import { hooksText } from './library.ts';
import type { Slices } from './slices.ts';

export const rememberPath = 'deploy/remember.sh';

/** Some hook asks for the host as it was before the deployment. */
export function remembersHost(plan: Plan, slices: Slices): boolean {
  const { asksLast, folders } = rememberedOf(plan, slices);
  return asksLast || folders.length > 0;
}

/**
 * `deploy/remember.sh`: what is gone once the files are installed, noted in the bundle, for which it runs as root
 * whoever the other hooks run as.
 */
export function rememberFile(
  plan: Plan,
  slices: Slices,
  { render, notes }: GenerateContext,
): readonly OutputFile[] {
  if (!remembersHost(plan, slices)) return [];
  const remembered = rememberedOf(plan, slices);
  const rendered = render('repo/remember.sh.hbs', {
    application: plan.application,
    ...remembered,
    folders: remembered.folders.map(({ folder, steps }) => ({
      folder,
      mark: markOf(folder),
      note: notes.of(steps),
    })),
  });
  const from = [...new Set(remembered.folders.flatMap(({ steps }) => steps))];
  return [{ ...rendered, path: rememberPath, executable: true, from }];
}

function rememberedOf(plan: Plan, slices: Slices) {
  const text = hooksText(plan, slices);
  const asksCommit = text.includes(`\${${commitBefore}}`);
  const asksDeployment = text.includes(`\${${deploymentBefore}}`);
  return {
    commitBefore: asksCommit,
    deploymentBefore: asksDeployment,
    asksLast: asksCommit || asksDeployment,
    folders: foldersAsked(plan, text),
  };
}

function foldersAsked(
  plan: Plan,
  text: string,
): readonly { readonly folder: string; readonly steps: readonly StepId[] }[] {
  const order = plan.steps.map(({ classified }) => classified.step.id);
  const asked = new Map<string, StepId[]>();
  for (const { classified } of plan.steps) {
    const folder = folderAskedBefore(classified.step, order, plan.deployment.files);
    if (folder === null || !text.includes(markOf(folder))) continue;
    asked.set(folder, [...(asked.get(folder) ?? []), classified.step.id]);
  }
  return [...asked].map(([folder, steps]) => ({ folder, steps }));
}
