import type { Message } from '../model/message.ts';
import { AwsFailure } from './aws-failure.ts';
import { createCodeBuild } from './codebuild.ts';
import { createCodeDeploy } from './codedeploy.ts';
import { createCodePipeline } from './codepipeline.ts';
import { createParameterStore } from './ssm.ts';
import type { AwsSettings } from './settings.ts';

/** What one application needs in its account. */
export interface Needs {
  readonly pipeline: string;
  readonly projects: readonly string[];
  readonly groups: readonly { readonly application: string; readonly group: string }[];
  readonly parameters: readonly string[];
}

/** One thing that was looked for. */
export interface Preflight {
  readonly what: 'pipeline' | 'source' | 'project' | 'deployment-group' | 'parameter';
  readonly name: string;
  /** `unknown`: AWS would not say; the message tells why. */
  readonly state: 'there' | 'missing' | 'unproven' | 'unknown';
  readonly because: Message | null;
}

/** Looks for everything; what can't be read is told as such and stops nothing. Changes nothing. */
export async function preflight(
  needs: Needs,
  settings: AwsSettings,
): Promise<readonly Preflight[]> {
  const codeDeploy = createCodeDeploy(settings);
  const groups = needs.groups.map(({ application, group }) =>
    asked('deployment-group', [`${application}/${group}`], async () =>
      (await codeDeploy.hasGroup(application, group)) ? [] : [`${application}/${group}`],
    ),
  );
  const found = await Promise.all([
    pipelineChecks(needs.pipeline, settings),
    asked('project', needs.projects, (names) => createCodeBuild(settings).missingProjects(names)),
    ...groups,
    asked('parameter', needs.parameters, (names) => createParameterStore(settings).missing(names)),
  ]);
  return found.flat();
}

/** A set of names that one kind of question is asked about. */
async function asked(
  what: Preflight['what'],
  names: readonly string[],
  missingOf: (names: readonly string[]) => Promise<readonly string[]>,
): Promise<readonly Preflight[]> {
  if (names.length === 0) return [];
  try {
    const missing = new Set(await missingOf(names));
    return names.map((name) => {
      return { what, name, state: missing.has(name) ? 'missing' : 'there', because: null };
    });
  } catch (error) {
    const because = saidBy(error);
    return names.map((name) => ({ what, name, state: 'unknown', because }));
  }
}

function saidBy(error: unknown): Message {
  if (error instanceof AwsFailure) return error.said;
  throw error;
}

/**
 * The pipeline, and whether its source was ever brought. A connection that nobody has finished in the
 * console shows by exactly that: Terraform leaves it pending, and the Source stage can't succeed.
 */
async function pipelineChecks(
  pipeline: string,
  settings: AwsSettings,
): Promise<readonly Preflight[]> {
  try {
    const state = await createCodePipeline(settings).state(pipeline);
    if (state === null)
      return [{ what: 'pipeline', name: pipeline, state: 'missing', because: null }];
    const [source] = state.stages;
    const isProven = source?.status === 'Succeeded';
    return [
      { what: 'pipeline', name: pipeline, state: 'there', because: null },
      {
        what: 'source',
        name: source?.name ?? 'Source',
        state: isProven ? 'there' : 'unproven',
        because: isProven ? null : { code: 'aws/preflight/source-unproven', params: {} },
      },
    ];
  } catch (error) {
    return [{ what: 'pipeline', name: pipeline, state: 'unknown', because: saidBy(error) }];
  }
}
