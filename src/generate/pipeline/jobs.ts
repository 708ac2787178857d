import type { Plan } from '../../model/plan.ts';
import type { RightsByRoom } from '../rights/rights-of.ts';
import { awsName } from './aws-name.ts';
import type { ManifestJob } from './manifest.ts';

/** `Migrate` → `buildspec.migrate.yml`. */
export function jobBuildspec(name: string): string {
  return `buildspec.${awsName(name).toLowerCase()}.yml`;
}

/** A CodeBuild project for each thing that runs once per deployment. */
export function jobsOf(
  { application, deployment }: Plan,
  rights: RightsByRoom,
): readonly ManifestJob[] {
  return deployment.once.map(({ name, needsNetwork, privateHosts, steps }) => ({
    name: awsName(name),
    project: awsName(`${application}-${name.toLowerCase()}`, 150),
    buildspec: jobBuildspec(name),
    network: needsNetwork,
    reaches: privateHosts,
    rights: rights.once.get(name) ?? { known: [], open: [] },
    steps,
  }));
}
