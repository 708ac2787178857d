import { expect, test } from '@jest/globals';
import { classifyTrace } from '../../src/classify/classify-trace.ts';
import { traceScripts } from '../trace/applications.ts';
import { ourLore } from './our-lore.ts';
import { ourRules } from './our-rules.ts';

/** A script of the package, and what the call of it is. */
const rows: readonly (readonly [string, string, string, string, boolean])[] = [
  ['build', 'webpack && cp -r static dist/', 'build', 'converted', true],
  ['build', 'jest --ci', 'build', 'converted', true],
  ['verify', 'webpack --mode production', 'build', 'converted', true],
  ['site', 'rsync -az dist/ web@web1:/srv/site', 'transfer', 'manual', true],
  ['deploy', 'webpack && rsync -az dist/ web@web1:/srv/site', 'transfer', 'manual', false],
  ['deploy', 'serverless deploy --stage prod', 'cloud-cli', 'converted', true],
  ['up', 'pm2 reload app', 'restart-service', 'converted', true],
  [
    'images',
    'docker build -t r.example.com/a . && docker push r.example.com/a',
    'container-push',
    'converted',
    true,
  ],
  ['build', 'node tools/build.js', 'build', 'converted', true],
  ['thing', 'node tools/thing.js', 'build', 'manual', false],
];

test.each(rows)('npm run %s, which is %s: %s', (task, script, kind, disposition, isSure) => {
  const packageJson = JSON.stringify({ scripts: { [task]: script } });
  const trace = traceScripts({ 'deploy.sh': `npm run ${task}\n` }, { 'package.json': packageJson });
  const { steps } = classifyTrace(trace, ourRules, ourLore);
  expect(steps).toHaveLength(1);
  const [step] = steps;
  expect([step?.kind, step?.disposition, (step?.confidence ?? 0) >= 0.8]).toEqual([
    kind,
    disposition,
    isSure,
  ]);
  const told = JSON.stringify([step?.because, step?.notes]);
  expect(told).toContain('package.json:1');
});

test('what stands behind a task keeps its secrets', () => {
  const packageJson = '{"scripts": {"seed": "mysql -u app -pq8Zr5Kx1 shop < seed.sql"}}';
  const trace = traceScripts({ 'deploy.sh': 'npm run seed\n' }, { 'package.json': packageJson });
  const { steps, secrets } = classifyTrace(trace, ourRules, ourLore);
  expect(secrets).toHaveLength(1);
  expect(JSON.stringify(steps.map(({ because, notes }) => [because, notes]))).not.toContain(
    'q8Zr5Kx1',
  );
});

/** A call of a task whose file is not there, and whether its name is all that is known. */
const calls: readonly (readonly [string, boolean])[] = [
  ['make deploy', true],
  ['npm run deploy:prod', true],
  ['npm run build', true],
  ['yarn build', true],
  ['npm ci', false],
  ['bundle exec rake db:migrate', false],
  ['mvn package', false],
];

test.each(calls)('%s is a guess by its name: %s', (sh, isGuess) => {
  const { steps } = classifyTrace(traceScripts({ 'deploy.sh': `${sh}\n` }, {}), ourRules, ourLore);
  const [step] = steps;
  const codes = step?.notes.map(({ code }) => code) ?? [];
  expect([codes.includes('classify/task-guessed'), (step?.confidence ?? 1) < 0.9]).toEqual([
    isGuess,
    isGuess,
  ]);
});
