import type { Generator } from '../generator.ts';
import { manifestOf } from './manifest-of.ts';
import { pipelineView } from './pipeline-view.ts';

/** `pipeline.yaml`: the pipeline manifest, which Terraform reads and people edit. */
export const pipelineYaml: Generator = {
  id: 'pipeline-yaml',
  generate(plan, context) {
    const manifest = manifestOf(plan, context);
    const from = manifest.stages.flatMap(({ actions }) => actions.flatMap(({ steps }) => steps));
    return [
      {
        path: 'pipeline.yaml',
        ...context.render('pipeline/pipeline.yaml.hbs', pipelineView(manifest, plan, context)),
        executable: false,
        from: [...new Set(from)],
      },
    ];
  },
};
