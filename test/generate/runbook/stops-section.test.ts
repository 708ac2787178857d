import { expect, test } from '@jest/globals';

import { generateApplication } from '../../../src/generate/generate-application.ts';
import { softenedDiagnostics } from '../../../src/generate/failure/softened.ts';
import { partOf } from '../../../src/generate/merge/part-of.ts';
import type { StepFailure } from '../../../src/model/step-failure.ts';
import { planScripts } from '../../plan/planned.ts';
import { contextOf } from '../contexts.ts';

const script = `#!/bin/bash
git pull origin main
npm run build | tee build.log
for h in web1 web2; do
  set -e
  ssh $h 'sudo systemctl stop shop'
  ssh $h 'cp /a /b'
  ssh $h 'sudo systemctl start shop'
done
`;
const plan = planScripts({ 'deploy.sh': script });
const output = generateApplication(plan, contextOf(plan));

function section(path: string, from: string): readonly string[] {
  const text = output.files.find((file) => file.path === `apps/app/${path}`)?.text ?? '';
  const at = text.indexOf(`## ${from}\n`);
  const lines = text.slice(at, text.indexOf('\n## ', at + 1)).split('\n');
  return lines.filter((line) => /^[|-]/.test(line));
}

test('the runbook lists what now stops the deployment, and what no longer does', () => {
  expect(section('RUNBOOK.md', 'What now stops the deployment')).toEqual([
    '| In the script | Command | Now in |',
    '| --- | --- | --- |',
    '| deploy.sh:3 | `npm run build` | `buildspec.yml` |',
    '| In the script | Command | Now in |',
    '| --- | --- | --- |',
    '| deploy.sh:2 | `git pull origin main` | the source action of the pipeline |',
    expect.stringMatching(
      /^- deploy\.sh:6: `sudo systemctl stop shop`\. The stop script that runs/,
    ),
  ]);
  expect(section('RUNBOOK.fr.md', 'Ce qui arrête désormais le déploiement')).toEqual([
    '| Dans le script | Commande | Désormais dans |',
    '| --- | --- | --- |',
    '| deploy.sh:3 | `npm run build` | `buildspec.yml` |',
    '| Dans le script | Commande | Désormais dans |',
    '| --- | --- | --- |',
    '| deploy.sh:2 | `git pull origin main` | l’action Source du pipeline |',
    expect.stringMatching(
      /^- deploy\.sh:6\u00a0: `sudo systemctl stop shop`\. Le script d’arrêt exécuté/,
    ),
  ]);
});

test.each([
  ['curl -s http://localhost:8080/', /`deploy\/validate-service\.sh`: an answer of 400 or more/],
  ['curl -fs http://localhost:8080/', null],
])('what was added to %s and stops the deployment is said', (check, added) => {
  const lines = [
    'set -e',
    'scp app.jar web1:/opt/app/',
    'ssh web1 "sudo systemctl restart app"',
    `ssh web1 "${check}"`,
  ].join('\n');
  const own = planScripts({ 'deploy.sh': lines });
  const text = generateApplication(own, contextOf(own)).files.find(
    ({ path }) => path === 'apps/app/RUNBOOK.md',
  )?.text;
  expect(text).toMatch(added ?? /^Nothing new: wherever the deployment stops/m);
  expect(text?.includes('What was added can stop it')).toBe(added !== null);
});

test('what a function runs for the script stops where the function stopped it', () => {
  const lines = [
    'set -e',
    'retry() { local n; for n in 1 2 3; do "$@" && return 0; sleep 1; done; return 1; }',
    'retry npm ci',
    'scp app.jar web1:/opt/app/',
    'ssh web1 "sudo systemctl restart app"',
  ].join('\n');
  const own = planScripts({ 'deploy.sh': lines });
  const { failures } = generateApplication(own, contextOf(own));
  expect(failures.map(({ change }) => change)).not.toContain('hardened');
});

test('trace.json says of each step what the move does to its failure', () => {
  const text = new Map(plan.steps.map(({ classified: { step } }) => [step.id, step.text]));
  const { steps } = partOf(plan, output);
  const told = [...steps.values()].map(
    ({ id, failure }) => `${text.get(id) ?? ''}: ${failure ?? ''}`,
  );
  expect(told).toEqual(
    expect.arrayContaining([
      'npm run build: hardened',
      'sudo systemctl stop shop: softened',
      'cp /a /b: unchanged',
    ]),
  );
});

test('a tolerance that nothing explains is a warning', () => {
  const failure: StepFailure = {
    step: 'one',
    change: 'softened',
    before: 'aborts',
    now: 'ignored',
    meant: null,
    at: { path: 'apps/app/repo/buildspec.yml', line: 7 },
  };
  const others: readonly StepFailure[] = [
    { ...failure, meant: 'stop-script' },
    { ...failure, change: 'hardened' },
  ];
  expect(softenedDiagnostics([failure, ...others], { of: () => 'deploy.sh:3' })).toEqual([
    {
      code: 'generate/softened',
      severity: 'warning',
      file: 'apps/app/repo/buildspec.yml',
      line: 7,
      params: { script: 'deploy.sh:3' },
    },
  ]);
});
