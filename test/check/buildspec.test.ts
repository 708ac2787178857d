import { expect, test } from '@jest/globals';

import { buildspec, checkWith, codesOf } from './checking.ts';

interface Row {
  readonly why: string;
  /** The buildspec, or what is replaced in the valid one. */
  readonly given: string | readonly [string, string];
  readonly found: readonly string[];
}

const check = ({ given }: Row) => {
  const text = typeof given === 'string' ? given : buildspec.replace(given[0], () => given[1]);
  if (typeof given !== 'string') expect(text).not.toBe(buildspec);
  return codesOf(checkWith({ 'apps/shop/repo/buildspec.yml': text })).filter(
    // What other files then say of this one is the business of other tests.
    (code) => !/^(unseen-path|not-in-bundle|no-artifacts|missing-hook)/.test(code),
  );
};

/** A buildspec with these lines in its build phase, and one that only publishes afterwards. */
const commands = (...lines: readonly string[]) =>
  `version: 0.2\nenv: {shell: bash}\nphases:\n  build:\n    commands:\n${lines.map((line) => `      ${line}\n`).join('')}artifacts: {files: ['**/*']}\n`;
const after = (...lines: readonly string[]) =>
  commands(...lines).replace('  build:', '  post_build:');

const form: readonly Row[] = [
  { why: 'the valid one', given: buildspec, found: [] },
  { why: 'version 0.1 is another language', given: ['0.2', '0.1'], found: ['not-one-of@1'] },
  { why: 'the version may be quoted for nobody', given: ['0.2', '"0.2"'], found: ['not-one-of@1'] },
  { why: 'an unknown key', given: ['phases:', 'phasez: {}\nphases:'], found: ['unknown-key@4'] },
  {
    why: 'a typo deep inside',
    given: ['commands:', 'comands:'],
    found: ['missing-key@8', 'unknown-key@9'],
  },
  {
    why: 'an unknown phase',
    given: ['  install:', '  prebuild: {commands: [x]}\n  install:'],
    found: ['unknown-key@5'],
  },
  { why: 'no phases', given: 'version: 0.2\n', found: ['missing-key@1'] },
  { why: 'the same key twice', given: ['phases:', 'env: {}\nphases:'], found: ['duplicate-key@4'] },
  { why: 'a tab', given: ['  shell: bash', '\tshell: bash'], found: ['tab@3'] },
  { why: 'no YAML', given: ['version: 0.2', 'version: [0.2'], found: ['yaml@2'] },
  { why: 'nothing', given: '# later\n', found: ['empty@-'] },
  { why: 'a byte-order mark', given: `\uFEFF${buildspec}`, found: ['byte-order-mark@1'] },
  {
    why: 'a command that YAML reads as a map',
    given: commands('- echo done: now'),
    found: ['wrong-type@6'],
  },
  {
    why: 'a command that YAML reads as a boolean',
    given: commands('- true'),
    found: ['wrong-type@6'],
  },
  { why: 'the same in quotes', given: commands('- "true"'), found: [] },
  {
    why: 'no commands',
    given: commands('[]').replace('commands:\n      []', 'commands: []'),
    found: ['too-few@5'],
  },
  {
    why: 'an unknown shell',
    given: ['shell: bash', 'shell: zsh'],
    found: ['not-one-of@3', 'shell-not-bash@12'],
  },
  { why: 'yes as YAML 1.1 has it', given: ['files:', 'discard-paths: no\n  files:'], found: [] },
  {
    why: 'artifacts without files',
    given: [
      'artifacts:\n  files:\n    - appspec.yml\n    - deploy/**/*\n    - dist/**/*\n',
      'artifacts:\n  name: x\n',
    ],
    found: ['missing-key@15'],
  },
  {
    why: 'an answer to failure that there is none',
    given: ['  build:\n', '  build:\n    on-failure: ABORTED\n'],
    found: ['wrong-form@9'],
  },
  {
    why: 'retry as often as AWS does',
    given: ['  build:\n', '  build:\n    on-failure: RETRY-100\n'],
    found: [],
  },
  {
    why: 'six keys to fall back to',
    given: ['artifacts:', 'cache: {key: a, fallback-keys: [a, b, c, d, e, f]}\nartifacts:'],
    found: ['too-many@15'],
  },
];

test.each(form)('form: $why', (row) => {
  expect(check(row)).toEqual(row.found);
});

const environment: readonly Row[] = [
  {
    why: 'a name of CodeBuild',
    given: ['shell: bash', 'shell: bash\n  variables: {CODEBUILD_X: a}'],
    found: ['reserved-variable@4'],
  },
  {
    why: 'a name like it',
    given: ['shell: bash', 'shell: bash\n  variables: {MY_CODEBUILD_X: a}'],
    found: [],
  },
  {
    why: 'a name that is none',
    given: ['shell: bash', 'shell: bash\n  variables: {MY-X: a}'],
    found: ['wrong-form@4'],
  },
  {
    why: 'a secret exported',
    given: [
      'shell: bash',
      'shell: bash\n  parameter-store: {KEY: /a/b}\n  exported-variables: [KEY]',
    ],
    found: ['not-exportable@5'],
  },
  {
    why: 'a name of AWS exported',
    given: ['shell: bash', 'shell: bash\n  exported-variables: [AWS_REGION]'],
    found: ['not-exportable@4'],
  },
  {
    why: 'a name of our own exported',
    given: ['shell: bash', 'shell: bash\n  exported-variables: [VERSION]'],
    found: [],
  },
  {
    why: 'a version that YAML shortens',
    given: ['nodejs: "22"', 'python: 3.10'],
    found: ['runtime-not-in-image@7', 'runtime-unquoted@7'],
  },
  { why: 'the same in quotes', given: ['nodejs: "22"', 'python: "3.10"'], found: [] },
  {
    why: 'a version that the image has not',
    given: ['nodejs: "22"', 'nodejs: "16"'],
    found: ['runtime-not-in-image@7'],
  },
  { why: 'the newest of a version', given: ['nodejs: "22"', 'nodejs: 20.x'], found: [] },
  {
    why: 'a runtime that the image has not',
    given: ['nodejs: "22"', 'rust: "1.93"'],
    found: ['runtime-not-in-image@7'],
  },
  {
    why: 'a runtime that nobody has',
    given: ['nodejs: "22"', 'node: "22"'],
    found: ['unknown-key@7', 'runtime-not-in-image@7'].sort(),
  },
];

test.each(environment)('environment: $why', (row) => {
  expect(check(row)).toEqual(row.found);
});

const shell: readonly Row[] = [
  {
    why: 'a block without set -e',
    given: commands('- |', '  npm ci', '  npm test'),
    found: ['no-errexit@7'],
  },
  {
    why: 'set -e too late',
    given: commands('- |', '  npm ci', '  set -e', '  npm test'),
    found: ['no-errexit@7'],
  },
  { why: 'set -e alone', given: commands('- |', '  set -e', '  npm ci', '  npm test'), found: [] },
  {
    why: 'set -o errexit',
    given: commands('- |', '  set -o pipefail -o errexit', '  npm ci', '  npm test'),
    found: [],
  },
  {
    why: 'a block of one command',
    given: commands('- |', '  npm ci \\', '    --no-audit'),
    found: [],
  },
  {
    why: 'two commands in one line',
    given: commands('- npm ci; npm test'),
    found: ['no-errexit@6'],
  },
  { why: 'two commands that are one', given: commands('- npm ci && npm test'), found: [] },
  {
    why: 'a sequence inside a condition',
    given: commands('- |', '  if [ -f x ]; then', '    npm ci', '    npm test', '  fi'),
    found: ['no-errexit@7'],
  },
  {
    why: 'a failure that an export covers',
    given: commands('- |', '  A=$(version)', '  export A'),
    found: ['no-errexit@7'],
  },
  {
    why: 'assignments that do not fail',
    given: commands('- |', '  A=1', '  export A', '  npm ci'),
    found: [],
  },
  { why: 'a pipe', given: commands('- npm test | tee log'), found: ['no-pipefail@6'] },
  {
    why: 'a pipe in a block',
    given: commands('- |', '  set -e', '  npm test | tee log'),
    found: ['no-pipefail@8'],
  },
  {
    why: 'a pipe that fails as a whole',
    given: commands('- |', '  set -eo pipefail', '  npm test | tee log'),
    found: [],
  },
  { why: 'a pipe that begins with a text', given: commands('- echo y | npm init'), found: [] },
  {
    why: 'no bash',
    given: commands('- |', '  npm ci', '  if then'),
    found: ['no-errexit@7', 'shell@8', 'shell@9', 'shell@9'],
  },
  { why: 'no bash in one line', given: commands('- fi'), found: ['shell@6'] },
  {
    why: 'a here-document without end',
    given: commands('- |', '  cat <<EOT', '  x'),
    found: ['syntax/unterminated-heredoc@7'],
  },
  {
    why: 'bash given to dash',
    given: commands('- set -o pipefail').replace('env: {shell: bash}', 'env: {}'),
    found: ['shell-not-bash@6'],
  },
  {
    why: 'a double bracket given to dash',
    given: commands("- '[[ -f x ]]'").replace('env: {shell: bash}\n', ''),
    found: ['shell-not-bash@5'],
  },
  {
    why: 'sh given to dash',
    given: commands("- '[ -f x ]'").replace('env: {shell: bash}\n', ''),
    found: [],
  },
  {
    why: 'a function of another command',
    given: commands('- "log() { echo x; }"', '- log'),
    found: ['lost-function@7'],
  },
  {
    why: 'a function of the same command',
    given: commands('- "log() { echo x; }; log"'),
    found: [],
  },
  {
    why: 'a function that a later command makes anew',
    given: commands('- "log() { echo x; }"', '- "log() { echo y; }; log"'),
    found: [],
  },
  {
    why: 'an array of another command',
    given: commands('- files=(a b)', '- |', '  npm ci \\', '    "${files[@]}"'),
    found: ['lost-array@9'],
  },
  {
    why: 'a variable of another command',
    given: commands('- files=a', '- npm ci "$files"'),
    found: [],
  },
];

test.each(shell)('shell: $why', (row) => {
  expect(check(row)).toEqual(row.found);
});

const publishing: readonly Row[] = [
  {
    why: 'a push after a failed build',
    given: after('- docker push shop'),
    found: ['unguarded-post-build@6'],
  },
  { why: 'a push in the build', given: commands('- docker push shop'), found: [] },
  {
    why: 'a guard before it',
    given: after('- \'[ "$CODEBUILD_BUILD_SUCCEEDING" = 1 ] || exit 1\'', '- docker push shop'),
    found: [],
  },
  {
    why: 'a guard that ends only itself',
    given: after('- \'[ "$CODEBUILD_BUILD_SUCCEEDING" = 1 ] || exit 0\'', '- docker push shop'),
    found: ['unguarded-post-build@7'],
  },
  {
    why: 'a guard in the same command',
    given: after('- \'[ "$CODEBUILD_BUILD_SUCCEEDING" = 0 ] || docker push shop\''),
    found: [],
  },
  {
    why: 'upload',
    given: after('- aws s3 sync dist s3://bucket'),
    found: ['unguarded-post-build@6'],
  },
  {
    why: 'a look',
    given: after('- aws s3 ls s3://bucket', '- aws ecr get-login-password', '- docker images'),
    found: [],
  },
  { why: 'a package', given: after('- npm publish'), found: ['unguarded-post-build@6'] },
  {
    why: 'inside a block',
    given: after('- |', '  set -e', '  echo x', '  git push origin v1'),
    found: ['unguarded-post-build@9'],
  },
];

test.each(publishing)('publishing: $why', (row) => {
  expect(check(row)).toEqual(row.found);
});
