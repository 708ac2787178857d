/** A build that gives up without a value which nobody gives it fails at every release. */
import { expect, test } from '@jest/globals';

import { buildspec, checkWith, codesOf, declaration } from './checking.ts';

const demand = (...commands: readonly string[]) =>
  buildspec.replace('      - npm ci\n', commands.map((one) => `      - ${one}\n`).join(''));

const rows = [
  { why: 'nobody', text: demand(`': "\${TAG:?say it}"'`), given: [], isFound: true },
  { why: 'the action', text: demand(`': "\${TAG:?say it}"'`), given: ['TAG'], isFound: false },
  { why: 'itself', text: demand(`'TAG="\${TAG:?say it}"'`), given: [], isFound: true },
  {
    why: 'a command before',
    text: demand('TAG=1', `': "\${TAG:?say it}"'`),
    given: [],
    isFound: false,
  },
  {
    why: 'a command behind',
    text: demand(`': "\${TAG:?say it}"'`, 'TAG=1'),
    given: [],
    isFound: true,
  },
  {
    why: 'the buildspec',
    text: demand(`': "\${TAG:?say it}"'`).replace(
      'shell: bash\n',
      'shell: bash\n  parameter-store:\n    TAG: /shop/TAG\n',
    ),
    given: [],
    isFound: false,
  },
  {
    why: 'perhaps a file',
    text: demand('. ./settings.sh', `': "\${TAG:?say it}"'`),
    given: [],
    isFound: false,
  },
  {
    why: 'CodeBuild',
    text: demand(`': "\${CODEBUILD_BUILD_ID:?}"'`),
    given: [],
    isFound: false,
  },
];

test.each(rows)('set by $why', ({ text, given, isFound }) => {
  const declared = declaration();
  const stages = declared.pipeline['stages'] as {
    actions: { configuration: Record<string, string> }[];
  }[];
  for (const { actions } of stages)
    for (const { configuration } of actions)
      if (configuration['ProjectName'] === 'shop-build' && given.length > 0)
        configuration['EnvironmentVariables'] = JSON.stringify(
          given.map((name) => ({ name, type: 'PLAINTEXT', value: `#{variables.${name}}` })),
        );
  const codes = codesOf(
    checkWith({
      'apps/shop/repo/buildspec.yml': text,
      'apps/shop/pipeline.json': JSON.stringify(declared),
    }),
  );
  expect(codes.some((code) => code.startsWith('nobody-gives'))).toBe(isFound);
});
