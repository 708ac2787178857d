import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { withOwnNames } from '../../../src/generate/pipeline/action-names.ts';
import { awsName } from '../../../src/generate/pipeline/aws-name.ts';
import { repositoryName } from '../../../src/generate/pipeline/repository-name.ts';

describe('awsName', () => {
  test.each([
    ['api-analytics', 'api-analytics'],
    ['Site Vitrine (v2)', 'Site-Vitrine-v2'],
    ['../x', 'x'],
    ['préprod', 'preprod'],
  ])('%s becomes %s', (text, name) => {
    expect(awsName(text)).toBe(name);
  });

  test('whatever the text, it is a name, and short enough', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 20, max: 150 }),
        (text, longest) => {
          expect(awsName(text, longest)).toMatch(/^[A-Za-z0-9][A-Za-z0-9_-]*$/);
          expect(awsName(text, longest).length).toBeLessThanOrEqual(longest);
        },
      ),
    );
  });

  test('long names that begin alike stay apart', () => {
    const long = 'a'.repeat(120);
    expect(awsName(`${long}1`)).not.toBe(awsName(`${long}2`));
    expect(awsName('日')).not.toBe(awsName('本'));
  });
});

test.each([
  [null, null],
  ['clientb/shop', 'clientb/shop'],
  ['git@github.com:clientb/shop.git', 'clientb/shop'],
  ['https://github.com/clientb/shop.git', 'clientb/shop'],
  ['https://user:token@gitlab.example/group/sub/shop.git', 'group/sub/shop'],
  ['https://git.example/shop.git', null],
  ['ssh://git@git.example:2222/clientb/shop', 'clientb/shop'],
])('the repository of %s is %s', (address, name) => {
  expect(repositoryName(address)).toBe(name);
});

describe('actions of one stage', () => {
  const action = (type: string, name: string) => ({ type, name, steps: [] }) as never;
  const namesOf = (...actions: never[]) => withOwnNames(actions).map(({ name }) => name);

  test.each([
    [[action('codedeploy', 'Deploy')], ['Deploy']],
    [
      [action('codedeploy', 'Deploy'), action('job', 'Deploy')],
      ['Deploy-hosts', 'Deploy'],
    ],
    [
      [action('ecs', 'Deploy-web'), action('ecs', 'Deploy-web'), action('job', 'Smoke')],
      ['Deploy-web-service', 'Deploy-web-service-2', 'Smoke'],
    ],
  ])('%#: each has a name of its own', (actions, names) => {
    expect(namesOf(...actions)).toEqual(names);
  });

  test('a long name stays within the limit', () => {
    const long = 'a'.repeat(100);
    const names = namesOf(action('job', long), action('job', long));
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(100);
  });
});
