import type { Generator } from '../generator.ts';
import { createPipelineOf } from './create-pipeline.ts';
import { manifestOf } from './manifest-of.ts';

/** `pipeline.json`: the pipeline as input of `aws codepipeline create-pipeline --cli-input-json`. */
export const pipelineJson: Generator = {
  id: 'pipeline-json',
  generate(plan, context) {
    const manifest = manifestOf(plan, context);
    const from = manifest.stages.flatMap(({ actions }) => actions.flatMap(({ steps }) => steps));
    return [
      {
        path: 'pipeline.json',
        text: `${JSON.stringify(createPipelineOf(manifest), null, 2)}\n`,
        executable: false,
        from: [...new Set(from)],
        origins: [],
      },
    ];
  },
};
