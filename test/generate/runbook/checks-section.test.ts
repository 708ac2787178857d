import { expect, test } from '@jest/globals';

import { generateApplication } from '../../../src/generate/generate-application.ts';
import { planScripts } from '../../plan/planned.ts';
import { contextOf } from '../contexts.ts';

const script = `#!/bin/bash
[ $# -eq 1 ] || { echo "usage: $0 ENV"; exit 2; }
[ "$USER" = deploy ] || exit 1
[ "$(git rev-parse --abbrev-ref HEAD)" = release ] || exit 1
git diff --quiet || { echo "commit first"; exit 1; }
command -v rsync > /dev/null || exit 1
[ -n "$API_URL" ] || exit 1
[ -f ~/.ssh/deploy_key ] || exit 1
read -p "Deploy? " answer
case "$answer" in yes) ;; *) exit 1 ;; esac
[ -f package.json ] || { echo "wrong folder"; exit 1; }
npm ci
npm run build || exit 1
rsync -a dist/ deploy@web1:/srv/shop/dist/
ssh deploy@web1 '[ -d /srv/shop/shared ] || exit 1; command -v node || exit 1; sudo systemctl restart shop'
`;
const plan = planScripts({ 'deploy.sh': script });
const output = generateApplication(plan, contextOf(plan));

/** The cells of the section's table, the line of the script aside. */
function rows(path: string, title: string): readonly (readonly string[])[] {
  const text = output.files.find((file) => file.path === `apps/app/${path}`)?.text ?? '';
  const at = text.indexOf(`## ${title}\n`);
  const lines = text.slice(at, text.indexOf('\n## ', at + 1)).split('\n');
  return lines
    .filter((line) => /^\| deploy/.test(line))
    .map((line) => line.split(/\s(?<!\\)\|\s/).map((cell) => cell.replace(/^\| |\s*\|$/g, '')));
}

test('the runbook names every condition on which the script gave up, with what asks it now', () => {
  const told = rows('RUNBOOK.md', 'What the script checked');
  expect(told.map(([place, , home]) => [place, home?.replace(/[:;,.].*/, '')])).toEqual([
    ['deploy.sh:2', 'Not needed'],
    ['deploy.sh:3', 'Not needed'],
    ['deploy.sh:4', 'The pipeline follows one branch only'],
    ['deploy.sh:5', 'Not needed'],
    ['deploy.sh:6', 'Not needed'],
    ['deploy.sh:7', 'Not needed'],
    ['deploy.sh:8', 'Not needed'],
    ['deploy.sh:10', 'The approval of the pipeline asks it'],
    ['deploy.sh:11', 'Asked in `buildspec'],
    ['deploy.sh:15', 'Asked in `deploy/application-start'],
    ['deploy.sh:15', 'Asked before the first release'],
  ]);
  expect(rows('RUNBOOK.fr.md', 'Ce que le script vérifiait').map(([place]) => place)).toEqual(
    told.map(([place]) => place),
  );
});

test('a script that insists on a branch says which one the pipeline follows', () => {
  expect(plan.deployment.branch).toBe('release');
});
