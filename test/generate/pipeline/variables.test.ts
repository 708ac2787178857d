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
    variables: [{ name: 'VERSION', default: null, description: 'argument 1 of deploy.sh' }],
  },
  {
    why: 'an answer to a question',
    script: `read -p 'Release? ' RELEASE\nmvn -q package -Drevision=$RELEASE\n${copy}`,
    variables: [{ name: 'RELEASE', default: null, description: 'deploy.sh asked: Release?' }],
  },
  {
    why: 'an answer with a default',
    script: `read -p 'Release [1.0]: ' R\nR=\${R:-1.0}\nmvn -q package -Drevision=$R\n${copy}`,
    variables: [{ name: 'R', default: '1.0', description: 'deploy.sh asked: Release [1.0]:' }],
  },
  {
    why: 'an argument with a default',
    script: `T=\${1:-x}\nmake T=$T\n${copy}`,
    variables: [{ name: 'T', default: 'x', description: 'argument 1 of deploy.sh' }],
  },
  {
    why: 'an argument that nothing holds',
    script: `make T=\${2:-x}\n${copy}`,
    variables: [{ name: 'ARGUMENT_2', default: 'x', description: 'argument 2 of deploy.sh' }],
  },
  {
    why: 'a default that stands before the condition',
    script: `T=x\n[ -n "$1" ] && T=$1\nmake T=$T\n${copy}`,
    variables: [{ name: 'T', default: 'x', description: 'argument 1 of deploy.sh' }],
  },
  {
    why: 'a default that stands behind the question whether it is empty',
    script: `T=$1\nif [ -z "$T" ]; then T=x; fi\nmake T=$T\n${copy}`,
    variables: [{ name: 'T', default: 'x', description: 'argument 1 of deploy.sh' }],
  },
  {
    why: 'options of getopts, one of them a switch',
    script: `T=x\nS=no\nwhile getopts "t:s" o; do case $o in t) T=$OPTARG;; s) S=yes;; esac; done\n[ $S = yes ] || make T=$T\n${copy}`,
    variables: [
      { name: 'S', default: 'no', description: 'option -s of deploy.sh sets yes' },
      { name: 'T', default: 'x', description: 'option -t of deploy.sh' },
    ],
  },
  {
    why: 'long options in a function that gets all arguments',
    script: `main() {\nlocal T=x\nwhile [ $# -gt 0 ]; do case $1 in --tag) T=$2; shift 2;; --tag=*) T=\${1#*=}; shift;; esac; done\nmake T=$T\n}\nmain "$@"\n${copy}`,
    variables: [{ name: 'T', default: 'x', description: 'option --tag of deploy.sh' }],
  },
  {
    why: 'an option without which the script gives up',
    script: `T=\nwhile getopts "t:" o; do case $o in t) T=$OPTARG;; esac; done\n[ -z "$T" ] && exit 1\nmake T=$T\n${copy}`,
    variables: [{ name: 'T', default: null, description: 'option -t of deploy.sh' }],
  },
  {
    why: 'the environment',
    script: `make -j \${WORKERS:-4}\n${copy}`,
    variables: [
      {
        name: 'WORKERS',
        default: '4',
        description: 'from the environment of whoever ran deploy.sh',
      },
    ],
  },
  {
    why: 'what is only wanted on the hosts',
    script: `T=\${1:-x}\n${copy}\nssh deploy@web1 "echo $T > /opt/shop/VERSION"`,
    variables: [{ name: 'T', default: 'x', description: 'argument 1 of deploy.sh' }],
  },
  {
    why: 'a variable of a pipeline is never empty',
    script: `T=\nwhile getopts t: o; do case $o in t) T=$OPTARG;; esac; done\nmake T="$T"\n${copy}`,
    variables: [],
  },
  {
    why: 'a folder of the appspec is none',
    script: `D=\${1:-/opt/shop}\nmake\nscp app.jar deploy@web1:$D/\nssh deploy@web1 "touch $D/restart.txt"`,
    variables: [],
  },
  {
    why: 'the branch of the source is none',
    script: `B=\${1:-main}\ngit checkout $B\nmake B=$B\n${copy}`,
    variables: [],
  },
  {
    why: 'a value that the script works out is none',
    script: `T=\${1:-$(date +%s)}\nmake T=$T\n${copy}`,
    variables: [],
  },
  {
    why: 'an argument of a function is none',
    script: `f() { local T=\${1:-x}; make T=$T; }\nf y\n${copy}`,
    variables: [],
  },
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
  expect((pipeline.variables ?? []).map((one) => [one.name, one.defaultValue ?? null])).toEqual(
    variables.map((one) => [one.name, one.default]),
  );
  // A push can say nothing: it starts what needs nothing said.
  const isByHand = variables.some((one) => one.default === null);
  expect(pipeline.triggers.length).toBe(isByHand ? 0 : 1);
  const [source, build] = pipeline.stages.map(({ actions }) => actions[0]!.configuration);
  expect(source?.['DetectChanges']).toBe(isByHand ? 'false' : undefined);
  for (const { name } of variables)
    expect(JSON.parse(build!['EnvironmentVariables']!)).toContainEqual({
      name,
      type: 'PLAINTEXT',
      value: `#{variables.${name}}`,
    });
});

test('as many as one action takes, those without a default first', () => {
  const names = Array.from({ length: 30 }, (_, at) => `SETTING_${String(at + 10)}`);
  const script = names.map((name) => `make ${name}=\${${name}:-x}`).join('\n');
  const plan = planScripts({ 'deploy.sh': `make V=$1\n${script}\n${copy}\n` });
  const manifest = manifestOf(plan, contextOf(plan));
  const { pipeline } = createPipelineOf(manifest);
  const given = pipeline.stages[1]!.actions[0]!.configuration['EnvironmentVariables']!;
  expect(given.length).toBeLessThanOrEqual(1000);
  expect(given).toContain('ARGUMENT_1');
  expect(manifest.variables.length).toBeGreaterThan(10);
});
