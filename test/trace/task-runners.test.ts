import { expect, test } from '@jest/globals';
import type { Step } from '../../src/model/step.ts';
import { traceScripts } from './applications.ts';

const packageJson = `{
  "name": "app",
  "description": "scripts",
  "scripts": {
    "prebuild": "rm -rf dist",
    "build": "webpack --env \\"prod\\"",
    "all": "npm run build && npm test",
    "test": "jest",
    "release": "bash release.sh live",
    "again": "npm run again"
  },
  "config": { "scripts": { "build": "no" } }
}
`;
const others = {
  'package.json': packageJson,
  'web/package.json': '{"scripts": {"build": "vite build"}}',
  Makefile: 'build:\n\tgo build -o app .\n',
  'composer.json': '{"scripts": {"check": ["@lint", "@php vendor/bin/phpunit"], "lint": "phpcs"}}',
};

/** The commands behind a step, each with the line that it stands on, those of inner tasks in their place. */
function behind(step: Step | undefined): readonly string[] {
  return (step?.behind ?? []).flatMap((inner) => {
    const text = others[inner.span.file as keyof typeof others];
    const line = text.slice(0, inner.span.start).split('\n').length;
    const deeper = behind(inner);
    return deeper.length > 0 ? deeper : [`${inner.span.file}:${line} ${inner.text}`];
  });
}

const rows: readonly (readonly [string, readonly string[]])[] = [
  [
    'npm run build',
    ['package.json:5 rm -rf dist', String.raw`package.json:6 webpack --env \"prod\"`],
  ],
  ['npm test -- --watch', ['package.json:8 jest']],
  ['yarn test --ci', ['package.json:8 jest']],
  [
    'npm run all',
    [
      'package.json:5 rm -rf dist',
      String.raw`package.json:6 webpack --env \"prod\"`,
      'package.json:8 jest',
    ],
  ],
  ['npm run missing', []],
  ['npm run again', ['package.json:10 npm run again']],
  ['npm --prefix web run build', ['web/package.json:1 vite build']],
  ['cd web && yarn build', ['web/package.json:1 vite build']],
  ['ssh web1 "cd /srv/app && npm test"', ['package.json:8 jest']],
  ['ssh web1 "cd /srv/app/web && npm run build"', ['web/package.json:1 vite build']],
  ['cd ../other && npm test', []],
  ['make build', ['Makefile:2 go build -o app .']],
  ['make -C sub build', []],
  ['composer run check', ['composer.json:1 phpcs', 'composer.json:1 php vendor/bin/phpunit']],
  ['npm ci', []],
  ['npm run "$TASK"', []],
];

test.each(rows)('behind %s', (sh, commands) => {
  const { steps } = traceScripts({ 'deploy.sh': `${sh}\n` }, others);
  const found = steps.filter(({ span }) => span.file === 'deploy.sh').flatMap(behind);
  // `again` calls itself: the calls that are followed are bounded.
  expect([...new Set(found)]).toEqual(commands);
  expect(steps.every(({ span }) => span.file === 'deploy.sh')).toBe(true);
});

test('a script of the fleet behind a task is followed with its arguments, and is no entry of its own', () => {
  const { steps, scripts } = traceScripts(
    { 'deploy.sh': 'npm run release\n', 'release.sh': 'scp app "web-$1:/srv"\n' },
    others,
  );
  expect(steps.map(({ name, followed }) => [name, followed])).toEqual([
    ['npm', true],
    ['bash', true],
    ['scp', false],
  ]);
  expect(steps[2]?.words.at(-1)?.value).toMatchObject({ kind: 'literal', text: 'web-live:/srv' });
  expect(scripts.find(({ file }) => file === 'release.sh')?.role).toBe('called');
});
