/** How a CodeBuild project gets files that the deployer's own home had. */
import type { HomeFile } from '../../model/build-plan.ts';
import type { Plan } from '../../model/plan.ts';
import type { StepId } from '../../model/step.ts';
import type { Block } from './build-blocks.ts';
import { ownBlock } from './build-blocks.ts';
import { parameterRootOf } from './parameter-root.ts';

/** Those that these steps read. */
export function homeFilesFor(plan: Plan, steps: readonly StepId[]): readonly HomeFile[] {
  return plan.homeFiles.filter((file) => file.steps.some((id) => steps.includes(id)));
}

/** Each is written from its parameter; one that has none is asked for before the first command. */
export function homeFileBlocks(files: readonly HomeFile[], plan: Plan): readonly Block[] {
  const ofHosts = files.filter(({ isOfHosts }) => isOfHosts === true);
  const written = files.filter((file) => file.parameter !== null && !ofHosts.includes(file));
  const missing = files.filter(({ parameter }) => parameter === null);
  const { environments } = plan.deployment;
  const environment = environments.length === 1 ? (environments[0]?.name ?? '') : '$ENVIRONMENT';
  const writes = (some: readonly HomeFile[]): readonly string[] =>
    some.flatMap(({ path, parameter }) => [
      `aws ssm get-parameter --name "${parameterRootOf(plan)}/${environment}/${parameter ?? ''}" --with-decryption --query Parameter.Value --output text \\`,
      `  | install -D -m 600 /dev/stdin "${path}"`,
    ]);
  return [
    ...(written.length === 0
      ? []
      : [ownBlock('The deployer’s own home had this; its text is a parameter.', writes(written))]),
    ...(ofHosts.length === 0
      ? []
      : [ownBlock('Settings that the hosts have; their text is a parameter.', writes(ofHosts))]),
    // A read that fails inside `$(…)` would hand the command an empty text.
    ...(missing.length === 0
      ? []
      : [
          ownBlock(
            'The deployer’s own home had this: RUNBOOK.md says what to do before the first release.',
            missing.map(
              ({ path }) =>
                `[ -r "${path}" ] || { echo "${path}: only the deployer's own home had it" >&2; exit 1; }`,
            ),
          ),
        ]),
  ];
}
