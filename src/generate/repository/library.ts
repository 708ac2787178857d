import type { OutputFile } from '../../model/output-file.ts';
import type { Plan } from '../../model/plan.ts';
import type { GenerateContext } from '../generator.ts';
import { environmentNames } from './environment-files.ts';
import { parameterRootOf } from './parameter-root.ts';
import { hostAssignments } from './provisions.ts';
import { commitBefore } from '../slice/checkout-answers.ts';
import { deploymentBefore } from '../slice/link-answers.ts';
import { applicationRoot } from '../slice/own-folder-edits.ts';
import type { Slices } from './slices.ts';
import { withDirectories } from './working-directory.ts';

/** `deploy/lib.sh`: which environment this host belongs to, and what hooks share. */
export function libraryFile(
  plan: Plan,
  slices: Slices,
  context: GenerateContext,
): readonly OutputFile[] {
  if (slices.hooks.size === 0) return [];
  const hooks = [...slices.hooks.values()];
  const text = hooksText(plan, slices);
  const groups = plan.deployment.environments.flatMap(({ name, hostGroups }) =>
    hostGroups.map((group) => ({
      environment: name,
      group: group.name,
      name: group.deploymentGroup,
    })),
  );
  const { installed } = plan.deployment;
  const rendered = context.render('repo/lib.sh.hbs', {
    application: plan.application,
    groups,
    severalGroups: new Set(groups.map(({ group }) => group)).size > 1,
    region: context.fleet.region ?? '',
    hasEnvironmentValues: environmentNames(plan, slices).length > 0,
    hasBuildValues: slices.buildNames.length > 0,
    needsSecret:
      plan.deployment.secretFiles.length > 0 ||
      hooks.some((slice) =>
        hostAssignments(slice, plan).some((line) => line.includes('$(secret ')),
      ),
    applicationRoot: new RegExp(`\\$\\{?${applicationRoot}\\b`).test(text)
      ? (installed?.folder ?? '')
      : '',
    isAssumed: installed?.isAssumed === true,
    commitBefore: text.includes(`\${${commitBefore}}`),
    deploymentBefore: text.includes(`\${${deploymentBefore}}`),
    needsUser: /\bas_user\b/.test(text),
    needsRuntime: /\bas_user \S+ systemctl\b.* --user\b/.test(text),
    parameterRoot: parameterRootOf(plan),
  });
  return [{ ...rendered, path: 'deploy/lib.sh', executable: false, from: [] }];
}

/** All that the hooks do, in the folders that they do it in. */
export function hooksText(plan: Plan, { hooks }: Slices): string {
  return [...hooks.values()]
    .flatMap(({ pieces, functions }) => [...withDirectories(pieces, 'host', plan), ...functions])
    .flatMap(({ lines }) => lines.map((line) => line.text))
    .join('\n');
}
