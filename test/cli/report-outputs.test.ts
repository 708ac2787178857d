/** The report shows the code that took a script's place, each line beside the one it comes from. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

import type { Result } from '../../src/model/result.ts';
import { runCli } from './run-cli.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-'));
  writeFileSync(
    join(folder, 'deploy.sh'),
    '#!/bin/bash\nset -e\nnpm run build\nrsync -a dist/ deploy@web1:/srv/shop/\nssh deploy@web1 "sudo systemctl restart shop"\n',
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a converted step names the line of the repository that does it now', async () => {
  const { stdout } = await runCli('report', folder, '--format', 'json', '--quiet');
  const { outputs } = JSON.parse(stdout) as Result;
  const paths = outputs.map(({ path }) => path);
  expect(paths.map((path) => path.replace(/^.*repo\//, ''))).toEqual(
    expect.arrayContaining(['appspec.yml', 'buildspec.yml', 'deploy/application-start.sh']),
  );
  expect(paths.filter((path) => !path.includes('/repo/'))).toEqual([]);
  const hook = outputs.find(({ path }) => path.endsWith('application-start.sh'));
  const line = hook?.origins[0]?.line ?? 0;
  expect(hook?.text.split('\n')[line - 1]).toBe('systemctl restart shop');
}, 60_000);

test('the page links the two', async () => {
  const { stdout } = await runCli('report', folder, '--format', 'html', '--quiet');
  expect(stdout).toContain('repo/deploy/application-start.sh');
  expect(stdout).not.toContain('No output file was generated');
}, 60_000);
