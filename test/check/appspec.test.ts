import { expect, test } from '@jest/globals';

import { checkOutput } from '../../src/check/check-output.ts';
import {
  appspec,
  buildspec,
  checkWith,
  codesOf,
  contentChecker,
  filesOf,
  hook,
  validFiles,
} from './checking.ts';

const place = 'apps/shop/repo/appspec.yml';
const script = 'apps/shop/repo/deploy/application-start.sh';

interface Row {
  readonly why: string;
  readonly given: string | readonly [string, string];
  readonly found: readonly string[];
}

const spoilt = (valid: string, given: Row['given']) => {
  if (typeof given === 'string') return given;
  const text = valid.replace(given[0], () => given[1]);
  expect(text).not.toBe(valid);
  return text;
};

const form: readonly Row[] = [
  { why: 'the valid one', given: appspec, found: [] },
  { why: 'a quoted version', given: ['0.0', '"0.0"'], found: ['appspec-version@1'] },
  { why: 'another version', given: ['0.0', '1.0'], found: ['appspec-version@1'] },
  { why: 'no version', given: ['version: 0.0\n', ''], found: ['missing-key@1'] },
  { why: 'another system', given: ['os: linux', 'os: Linux'], found: ['not-one-of@2'] },
  {
    why: 'an unknown key, which the agent ignores',
    given: ['os: linux', 'os: linux\nowner: me'],
    found: ['unknown-key@3'],
  },
  {
    why: 'a key twice, of which the agent takes the last',
    given: ['os: linux', 'os: linux\nos: linux'],
    found: ['duplicate-key@3'],
  },
  { why: 'a byte-order mark', given: `\uFEFF${appspec}`, found: ['byte-order-mark@1'] },
  { why: 'another behaviour', given: ['OVERWRITE', 'REPLACE'], found: ['not-one-of@6'] },
  {
    why: 'no behaviour, over what the old script left',
    given: ['file_exists_behavior: OVERWRITE\n', ''],
    found: ['first-deployment@3'],
  },
];

test.each(form)('form: $why', ({ given, found }) => {
  expect(codesOf(checkWith({ [place]: spoilt(appspec, given) }))).toEqual(found);
});

const hooks: readonly Row[] = [
  {
    why: 'an event in other letters',
    given: ['ApplicationStart:', 'applicationStart:'],
    found: ['unknown-event@13'],
  },
  {
    why: 'an event that takes no script',
    given: ['ApplicationStart:', 'Install:'],
    found: ['unknown-event@13'],
  },
  { why: 'no time at all', given: ['300', '0'], found: ['out-of-range@15'] },
  { why: 'more than an hour', given: ['300', '3601'], found: ['out-of-range@15'] },
  { why: 'an hour', given: ['300', '3600'], found: [] },
  {
    why: 'two that take an hour and more together',
    given: [
      '      timeout: 300\n',
      '      timeout: 3000\n    - location: deploy/application-start.sh\n      timeout: 601\n',
    ],
    found: ['event-timeout@13'],
  },
  {
    why: 'two that say nothing, an hour each',
    given: ['      timeout: 300\n', '    - location: deploy/application-start.sh\n'],
    found: ['event-timeout@13'],
  },
  {
    why: 'two that fit into an hour',
    given: [
      '      timeout: 300\n',
      '      timeout: 3000\n    - location: deploy/application-start.sh\n      timeout: 600\n',
    ],
    found: [],
  },
  {
    why: 'a location with an argument',
    given: ['application-start.sh', 'application-start.sh now'],
    found: ['missing-hook@14', 'wrong-form@14'],
  },
  {
    why: 'a script that is not there',
    given: ['application-start.sh', 'start.sh'],
    found: ['missing-hook@14'],
  },
  {
    why: 'a path from the root of the bundle',
    given: ['deploy/application-start.sh', './deploy/application-start.sh'],
    found: [],
  },
  {
    why: 'a user without a login shell',
    given: ['timeout: 300', 'runas: www-data'],
    found: ['no-login-user@14'],
  },
  { why: 'a user with one', given: ['timeout: 300', 'runas: deploy'], found: [] },
];

test.each(hooks)('hooks: $why', ({ given, found }) => {
  expect(codesOf(checkWith({ [place]: spoilt(appspec, given) }))).toEqual(found);
});

test('hooks: a user of a service whom the old script logged in as', () => {
  const text = appspec.replace('timeout: 300', 'runas: tomcat');
  const known = (login: string) => [
    { name: 'shop', repository: new Set<string>(), logins: new Set([login]) },
  ];
  expect(codesOf(checkWith({ [place]: text }, known('tomcat')))).toEqual([]);
  expect(codesOf(checkWith({ [place]: text }, known('deploy')))).toEqual(['no-login-user@14']);
});

const scripts: readonly Row[] = [
  { why: 'the valid one', given: hook, found: [] },
  { why: 'no first line', given: ['#!/usr/bin/env bash\n', ''], found: ['no-shebang@1'] },
  { why: 'Windows line ends', given: hook.replace(/\n/g, '\r\n'), found: ['crlf@1'] },
  {
    why: 'a byte-order mark',
    given: `\uFEFF${hook}`,
    found: ['byte-order-mark@1'],
  },
  {
    why: 'failures that nobody sees',
    given: ['set -euo pipefail\n', 'stop shop\n'],
    found: ['no-errexit@1'],
  },
  { why: 'errexit in the first line', given: '#!/bin/bash -e\na\nb\n', found: [] },
  {
    why: 'a pipe without pipefail',
    given: '#!/bin/bash\nset -e\ndump | restore\n',
    found: ['no-pipefail@3'],
  },
  { why: 'no bash', given: ['systemctl', 'if systemctl'], found: ['shell@4', 'shell@4'] },
  {
    why: 'a process left with its output open',
    given: ['systemctl restart shop', 'nohup java -jar shop.jar &'],
    found: ['background-output@3'],
  },
  {
    why: 'errors left open',
    given: ['systemctl restart shop', 'java -jar shop.jar >log &'],
    found: ['background-output@3'],
  },
  {
    why: 'errors sent where the output was',
    given: ['systemctl restart shop', 'java -jar shop.jar 2>&1 >log &'],
    found: ['background-output@3'],
  },
  {
    why: 'both sent away',
    given: [
      'systemctl restart shop',
      'nohup java -jar shop.jar >/var/log/shop.log 2>&1 </dev/null &',
    ],
    found: [],
  },
  {
    why: 'both sent away by one word',
    given: ['systemctl restart shop', 'nohup java -jar shop.jar &>/var/log/shop.log &'],
    found: [],
  },
  { why: 'waited for', given: ['systemctl restart shop', 'warm a & warm b & wait'], found: [] },
  {
    why: 'a variable that nobody sets',
    given: ['restart shop', 'restart "$UNIT"'],
    found: ['unset-variable@3'],
  },
  {
    why: 'a variable that nobody sets, where nothing stops',
    given: '#!/bin/bash\nrestart "$UNIT"\n',
    found: ['empty-variable@2'],
  },
  {
    why: 'a variable with a default',
    given: ['restart shop', 'restart "${UNIT:-shop}"'],
    found: [],
  },
  {
    why: 'a variable that the script sets',
    given: ['systemctl', 'UNIT=shop\nrestart "$UNIT"\nsystemctl'],
    found: [],
  },
  {
    why: 'a variable of the agent, and one of bash',
    given: ['restart shop', 'restart "$DEPLOYMENT_ID" "$RANDOM"'],
    found: [],
  },
  {
    why: 'a word of the command line that a hook does not get',
    given: ['restart shop', 'restart "$1"'],
    found: ['unset-variable@3'],
  },
  {
    why: 'a word that a function gets',
    given: ['systemctl restart shop', 'restart() { systemctl restart "$1"; }\nrestart shop'],
    found: [],
  },
  {
    why: 'a variable that a file of the host may set',
    given: ['systemctl restart shop', '. /etc/default/shop\nrestart "$UNIT"'],
    found: [],
  },
];

test.each(scripts)('script: $why', ({ given, found }) => {
  expect(codesOf(checkWith({ [script]: spoilt(hook, given) }))).toEqual(found);
});

test('a script that is not executable', () => {
  const files = filesOf(validFiles).map((file) => ({ ...file, executable: false }));
  expect(codesOf(checkOutput(files, contentChecker))).toEqual(['hook-not-executable@-']);
});

const files: readonly Row[] = [
  {
    why: 'a destination from nowhere',
    given: ['/srv/shop', 'srv/shop'],
    found: ['not-absolute@4', 'own-object@8'],
  },
  {
    why: 'a folder that only a shell would know',
    given: ['destination: /srv/shop', 'destination: /srv/shop-$VERSION'],
    found: ['not-expanded@4', 'own-object@8'],
  },
  { why: 'the whole bundle', given: ['source: dist', 'source: /'], found: ['whole-revision@4'] },
  {
    why: 'a source that the artifacts leave out',
    given: ['source: dist', 'source: build'],
    found: ['not-in-bundle@4'],
  },
  {
    why: 'a folder below one that the artifacts take',
    given: ['source: dist', 'source: dist/web'],
    found: ['unseen-path@4'],
  },
  {
    why: 'one source twice',
    given: ['file_exists', '  - source: dist\n    destination: /srv/shop/\nfile_exists'],
    found: ['same-destination@6'],
  },
  {
    why: 'one name from two folders',
    given: [
      'file_exists',
      '  - {source: dist/a.jar, destination: /srv/x}\n  - {source: dist/b/a.jar, destination: /srv/x}\nfile_exists',
    ],
    found: ['unseen-path@6', 'same-destination@7', 'unseen-path@7'],
  },
  {
    why: 'one name in two folders',
    given: ['file_exists', '  - {source: dist, destination: /srv/x}\nfile_exists'],
    found: [],
  },
];

test.each(files)('files: $why', ({ given, found }) => {
  expect(codesOf(checkWith({ [place]: spoilt(appspec, given) }))).toEqual(found);
});

const permissions: readonly Row[] = [
  { why: 'an octal number', given: ['"0644"', '0644'], found: ['octal-mode@11'] },
  { why: 'no number of rights', given: ['"0644"', '"u+x"'], found: ['wrong-form@11'] },
  { why: 'a number that begins with no 0', given: ['"0644"', '644'], found: [] },
  {
    why: 'folders that nobody may enter',
    given: ['    type: [file]\n', ''],
    found: ['mode-on-folders@10'],
  },
  {
    why: 'folders that all may enter',
    given: ['    type: [file]\n    mode: "0644"', '    mode: "0755"'],
    found: [],
  },
  {
    why: 'a type that is no list, on which the agent fails',
    given: ['[file]', 'file'],
    found: ['mode-on-folders@11', 'wrong-type@10'].sort(),
  },
  {
    why: 'an object where nothing is installed',
    given: ['object: /srv/shop', 'object: /etc/shop'],
    found: ['own-object@8'],
  },
  {
    why: 'the same files twice',
    given: ['hooks:', '  - object: /srv/shop\n    owner: root\nhooks:'],
    found: ['overlapping-permissions@12'],
  },
  {
    why: 'files and folders apart',
    given: ['hooks:', '  - object: /srv/shop\n    type: [directory]\n    mode: "0755"\nhooks:'],
    found: [],
  },
  {
    why: 'a folder inside one that is done already',
    given: ['hooks:', '  - object: /srv/shop/logs\n    owner: root\nhooks:'],
    found: ['overlapping-permissions@12'],
  },
  {
    why: 'patterns apart',
    given: [
      'hooks:',
      '  - {object: /srv/shop, owner: root, pattern: "*.txt", except: [a.txt]}\nhooks:',
    ],
    found: [],
  },
];

test.each(permissions)('permissions: $why', ({ given, found }) => {
  expect([...codesOf(checkWith({ [place]: spoilt(appspec, given) }))].sort()).toEqual(found);
});

const bundle: readonly { why: string; given: Record<string, string>; found: readonly string[] }[] =
  [
    {
      why: 'hooks that the artifacts forget',
      given: { 'apps/shop/repo/buildspec.yml': buildspec.replace('    - deploy/**/*\n', '') },
      found: ['not-in-bundle@14'],
    },
    {
      why: 'hooks that a pattern of one folder forgets',
      given: { 'apps/shop/repo/buildspec.yml': buildspec.replace('deploy/**/*', '"*.sh"') },
      found: ['not-in-bundle@14'],
    },
    {
      why: 'hooks by a pattern of one folder',
      given: { 'apps/shop/repo/buildspec.yml': buildspec.replace('deploy/**/*', 'deploy/*.sh') },
      found: [],
    },
    {
      why: 'everything',
      given: { 'apps/shop/repo/buildspec.yml': buildspec.replace('dist/**/*', '"**/*"') },
      found: [],
    },
    {
      why: 'everything but the hooks',
      given: {
        'apps/shop/repo/buildspec.yml': buildspec.replace(
          'dist/**/*',
          '"**/*"\n  exclude-paths: [deploy/**/*]',
        ),
      },
      found: ['not-in-bundle@14'],
    },
    {
      why: 'all in one folder',
      given: {
        'apps/shop/repo/buildspec.yml': buildspec.replace(
          '  files:',
          '  discard-paths: yes\n  files:',
        ),
      },
      found: ['flattened-bundle@14'],
    },
  ];

test.each(bundle)('bundle: $why', ({ given, found }) => {
  expect(codesOf(checkWith(given))).toEqual(found);
});

test('a source of the repository needs no command that names it', () => {
  const text = appspec.replace('source: dist', 'source: dist/web');
  const repository = new Set(['dist/web/index.html']);
  expect(
    codesOf(
      checkWith({ [place]: text }, [{ name: 'shop', repository, logins: new Set<string>() }]),
    ),
  ).toEqual([]);
});

const services: readonly Row[] = [
  {
    why: 'a service',
    given:
      'version: 0.0\nResources:\n  - S:\n      Type: AWS::ECS::Service\n      Properties: {TaskDefinition: <TASK_DEFINITION>, LoadBalancerInfo: {ContainerName: web, ContainerPort: 80}}\n',
    found: [],
  },
  {
    why: 'a port that is a text',
    given:
      'version: 0.0\nResources:\n  - S:\n      Type: AWS::ECS::Service\n      Properties: {TaskDefinition: t, LoadBalancerInfo: {ContainerName: web, ContainerPort: "80"}}\n',
    found: ['wrong-type@5'],
  },
  {
    why: 'a function with the keys of a service',
    given:
      'version: 0.0\nResources:\n  - S:\n      Type: AWS::Lambda::Function\n      Properties: {TaskDefinition: t}\n',
    found: ['missing-key@5', 'missing-key@5', 'missing-key@5', 'missing-key@5', 'unknown-key@5'],
  },
  {
    why: 'another type',
    given: 'version: 0.0\nResources:\n  - S: {Type: AWS::EC2::Instance, Properties: {}}\n',
    found: ['not-one-of@3'],
  },
  {
    why: 'an event of hosts',
    given:
      'version: 0.0\nResources:\n  - S:\n      Type: AWS::Lambda::Function\n      Properties: {Name: f, Alias: live, CurrentVersion: "1", TargetVersion: "2"}\nHooks:\n  - ApplicationStart: f\n',
    found: ['unknown-key@7'],
  },
];

test.each(services)('services: $why', ({ given, found }) => {
  expect(codesOf(checkWith({ [place]: spoilt('', given) }))).toEqual(found);
});

test.each([
  { why: 'a file of the bundle', path: 'apps/shop/repo/deploy/env/prod.sh', text: 'UNIT=shop\n' },
  {
    why: 'the build, by name',
    path: 'apps/shop/repo/buildspec.yml',
    text: buildspec.replace('npm ci', 'printf "UNIT=%q" "$x" >deploy.env'),
  },
])('script: a variable that is set by $why', ({ path: where, text }) => {
  const given = { [script]: hook.replace('shop', '"$UNIT"'), [where]: text };
  expect(codesOf(checkWith(given))).toEqual([]);
});
