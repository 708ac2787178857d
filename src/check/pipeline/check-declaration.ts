import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnose } from '../diagnose.ts';
import type { Document } from '../document.ts';
import { listAt, recordAt, textAt } from '../reading.ts';
import { createJudge, placeOf } from '../schema-problems.ts';
import { createPipelineSchema } from '../schemas/create-pipeline-schema.ts';
import { actionProblems } from './actions.ts';
import { artifactProblems } from './artifacts.ts';
import { declarationOf } from './declaration.ts';
import type { PipelineDeclaration } from './declaration.ts';

const judge = createJudge(createPipelineSchema);

/**
 * `pipeline.json` as CreatePipeline judges it.
 * Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/pipeline-requirements.html
 */
export function checkDeclaration(document: Document): readonly Diagnostic[] {
  const declaration = declarationOf(document);
  return [
    ...judge(document),
    ...nameProblems(declaration),
    ...sourceProblems(declaration),
    ...storeProblems(declaration),
    ...artifactProblems(declaration),
    ...declaration.stages.flatMap(({ actions }) =>
      actions.flatMap((action) => actionProblems(document, action)),
    ),
    ...triggerProblems(declaration),
    ...failureProblems(declaration),
  ];
}

function nameProblems({ document, stages }: PipelineDeclaration): readonly Diagnostic[] {
  const twice = (
    what: string,
    named: readonly { readonly name: string; readonly line: number }[],
  ) =>
    named
      .filter(({ name }, index) => named.findIndex((one) => one.name === name) < index)
      .map(({ name, line }) =>
        diagnose('check/duplicate-name', document.file, line, { name, what }),
      );
  return [
    ...twice('stages', stages),
    ...stages.flatMap(({ name, actions }) => twice(`${name}.actions`, actions)),
  ];
}

function sourceProblems({ document, stages }: PipelineDeclaration): readonly Diagnostic[] {
  return stages.flatMap(({ actions }, index) =>
    actions.flatMap(({ name, category, line }) => {
      const isSource = category === 'Source';
      if (category === '' || isSource === (index === 0)) return [];
      const code = isSource ? 'check/late-source' : 'check/first-stage';
      return [diagnose(code, document.file, line, { action: name })];
    }),
  );
}

/** One store, or one per region. */
function storeProblems({ document, data }: PipelineDeclaration): readonly Diagnostic[] {
  if (Object.hasOwn(data, 'artifactStore') || Object.hasOwn(data, 'artifactStores')) return [];
  if (Object.keys(data).length === 0) return [];
  const params = { place: 'pipeline', key: 'artifactStore' };
  return [diagnose('check/missing-key', document.file, document.lineOf('/pipeline'), params)];
}

function triggerProblems({ document, data, stages }: PipelineDeclaration): readonly Diagnostic[] {
  const sources = stages.flatMap(({ actions }) =>
    actions.flatMap(({ name, category }) => (category === 'Source' ? [name] : [])),
  );
  return listAt(data, 'triggers').flatMap((trigger, index) => {
    const name = textAt(recordAt(trigger, 'gitConfiguration'), 'sourceActionName');
    if (name === null || sources.includes(name)) return [];
    const line = document.lineOf(`/pipeline/triggers/${index}/gitConfiguration/sourceActionName`);
    return [diagnose('check/unknown-source-action', document.file, line, { name })];
  });
}

/** Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html */
function failureProblems({ document, data, stages }: PipelineDeclaration): readonly Diagnostic[] {
  return stages.flatMap(({ data: stage, path }) => {
    const failure = recordAt(stage, 'onFailure');
    const result = textAt(failure, 'result');
    const at = `${path}/onFailure`;
    const place = placeOf(at);
    const line = document.lineOf(at);
    const rollsBack = result === 'ROLLBACK' || JSON.stringify(stage).includes('"ROLLBACK"');
    return [
      ...(result === 'RETRY' && listAt(failure, 'conditions').length > 0
        ? [diagnose('check/mixed-condition', document.file, line, { place })]
        : []),
      ...(result === 'SKIP' || result === 'FAIL'
        ? [
            diagnose('check/condition-result', document.file, line, {
              place,
              result,
              allowed: 'ROLLBACK, RETRY',
            }),
          ]
        : []),
      ...(rollsBack && textAt(data, 'executionMode') === 'PARALLEL'
        ? [diagnose('check/rollback-in-parallel', document.file, line)]
        : []),
    ];
  });
}
