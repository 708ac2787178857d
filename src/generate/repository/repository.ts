import type { OutputFile } from '../../model/output-file.ts';
import type { Plan } from '../../model/plan.ts';
import type { GenerateContext } from '../generator.ts';
import { appspecFile } from './appspec.ts';
import { buildspecFile } from './buildspec.ts';
import { environmentFiles } from './environment-files.ts';
import { hookFiles } from './hooks.ts';
import { libraryFile } from './library.ts';
import { onceFiles } from './once-buildspecs.ts';
import { rememberFile } from './remember.ts';
import { slicesOf } from './slices.ts';

/** The files that the application's own repository gets, below `repo/`. */
export const repository = {
  generate(plan: Plan, context: GenerateContext): readonly OutputFile[] {
    const slices = slicesOf(plan, context.lore);
    const files = [
      ...buildspecFile(plan, slices, context),
      ...onceFiles(plan, slices, context),
      ...appspecFile(plan, slices, context),
      ...hookFiles(plan, slices, context),
      ...rememberFile(plan, slices, context),
      ...libraryFile(plan, slices, context),
      ...environmentFiles(plan, slices, context),
    ];
    return files.map((file) => ({ ...file, path: `repo/${file.path}` }));
  },
};
