import type { Diagnostic } from '../../model/diagnostic.ts';
import { commandProblems } from './commands.ts';
import type { Buildspec } from './buildspec.ts';
import { environmentProblems } from './environment.ts';
import { lostBetweenCommands } from './lost-between-commands.ts';
import { publishingProblems } from './publishing.ts';
import { runtimeProblems } from './runtimes.ts';
import { createJudge } from '../schema-problems.ts';
import { buildspecSchema } from '../schemas/buildspec-schema.ts';

const judge = createJudge(buildspecSchema);

/** All that can be said of one buildspec by itself. `image` is that of its project, null if unknown. */
export function checkBuildspec(buildspec: Buildspec, image: string | null): readonly Diagnostic[] {
  return [
    ...judge(buildspec.document),
    ...environmentProblems(buildspec),
    ...runtimeProblems(buildspec, image),
    ...commandProblems(buildspec),
    ...lostBetweenCommands(buildspec),
    ...publishingProblems(buildspec),
  ];
}
