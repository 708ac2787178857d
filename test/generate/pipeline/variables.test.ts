/** What a person gave the script by hand, a person gives the pipeline: no push can. */
import { expect, test } from '@jest/globals';

import { createPipelineOf } from '../../../src/generate/pipeline/create-pipeline.ts';
import { manifestOf } from '../../../src/generate/pipeline/manifest-of.ts';
import { planScripts } from '../../plan/planned.ts';
import { contextOf } from '../contexts.ts';

const copy = 'scp app.jar deploy@web1:/opt/shop/';
const rows = [
  {
    why: 'an argument',
    script: `VERSION=$1\nmvn -q package -Drevision=$VERSION\n${copy}`,
    variables: [{ name: 'VERSION', description: 'argument 1 of deploy.sh' }],
  },
  {
    why: 'an answer to a question',
    script: `read -p 'Release? ' RELEASE\nmvn -q package -Drevision=$RELEASE\n${copy}`,
    variables: [{ name: 'RELEASE', description: 'the caller of deploy.sh gave it' }],
  },
  { why: 'what has a value of its own', script: `T=\${1:-x}\nmake T=$T\n${copy}`, variables: [] },
  {
    why: 'a secret is no variable',
    script: `make T=$AWS_SECRET\n${copy}`,
    variables: [],
  },
  { why: 'nothing', script: `mvn -q package\n${copy}`, variables: [] },
];

test.each(rows)('$why', ({ script, variables }) => {
  const plan = planScripts({ 'deploy.sh': `set -e\n${script}\n` });
  const manifest = manifestOf(plan, contextOf(plan));
  const { pipeline } = createPipelineOf(manifest);
  expect(manifest.variables).toEqual(variables);
  expect(pipeline.variables ?? []).toEqual(variables);
  expect(pipeline.triggers.length).toBe(variables.length === 0 ? 1 : 0);
  const [source, build] = pipeline.stages.map(({ actions }) => actions[0]!.configuration);
  expect(source?.['DetectChanges']).toBe(variables.length === 0 ? undefined : 'false');
  for (const { name } of variables)
    expect(JSON.parse(build!['EnvironmentVariables']!)).toContainEqual({
      name,
      type: 'PLAINTEXT',
      value: `#{variables.${name}}`,
    });
});
