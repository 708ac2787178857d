/** Several clones on a host, and one source that has a folder for each. */
import { expect, test } from '@jest/globals';

import { planScripts } from './planned.ts';

const script = [
  'cd /etc/prometheus && git pull -q && systemctl reload prometheus',
  'cd /etc/grafana/provisioning && git pull -q && systemctl restart grafana-server',
].join('\n');
const bothFolders = { 'prometheus/a.yml': '', 'grafana/provisioning/b.yml': '' };

function treesOf(others: Readonly<Record<string, string>>, text = script) {
  const { deployment, steps } = planScripts({ 'update.sh': text }, others);
  return {
    files: deployment.files.map(({ source, destination }) => `${source} ${destination ?? '?'}`),
    pulls: steps
      .filter(({ classified }) => classified.kind === 'source-checkout')
      .map(({ destination, disposition }) => `${destination ?? ''} ${disposition ?? ''}`),
  };
}

test('each folder of the source goes where its clone was', () => {
  expect(treesOf(bothFolders)).toEqual({
    files: ['prometheus /etc/prometheus', 'grafana/provisioning /etc/grafana/provisioning'],
    pulls: ['source replaced', 'source replaced'],
  });
});

test('where the source holds only one of them, or one is pulled, a folder of that name is a folder', () => {
  expect(treesOf({ 'prometheus/a.yml': '' }).pulls).toEqual([
    'source replaced',
    'hook/AfterInstall converted',
  ]);
  expect(treesOf(bothFolders, 'cd /etc/prometheus && git pull\nsystemctl reload x').files).toEqual([
    '. /etc/prometheus',
  ]);
});
