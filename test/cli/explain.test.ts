import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { explainedFolder } from '../../src/cli/explained-folder.ts';
import type { FileReader } from '../../src/model/host.ts';
import type { ScanResult } from '../../src/model/scan-result.ts';
import { runCli } from './run-cli.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'explain-'));
  const files = {
    'fleet/pipewright.yaml': 'apps: {shop: {runsOn: {shop/deploy.sh: workstation}}}\n',
    'fleet/shop/package.json': '{"scripts": {"ship": "webpack --mode production"}}',
    'fleet/shop/deploy.sh': '#!/bin/bash\n. lib/remote.sh\nnpm run ship\nto_host "$1"\n',
    'fleet/shop/lib/remote.sh': 'to_host() {\n  scp -r dist "$1:/srv/shop"\n}\n',
    'fleet/shop/lib/deploy.sh':
      '#!/bin/bash\n\nnpm ci\ncurl -u ci:kR7fTq9Zx2 https://x.example.com/\n',
    'fleet/other/deploy.sh': '#!/bin/bash\ncurl -u ci:kR7fTq9Zx2 https://x.example.com/\n',
    'fleet/other/start-me.txt': 'npm ci\n',
    'cloned/.git/HEAD': 'ref: refs/heads/main\n',
    'cloned/package.json': '{"scripts": {"ship": "webpack --mode production"}}',
    'cloned/ops/deploy.sh': '#!/bin/bash\n\nnpm run ship\n',
    'platform/wiki/deploy.sh':
      '#!/bin/bash\nUNIT=wiki\nscp -r site ada@w1:/srv/wiki\nssh root@w1 systemctl restart $UNIT\n',
    'checkout/README.md': 'The wiki.\n',
    'alone/package.json': '{"scripts": {"ship": "webpack --mode production"}}',
    'alone/ops/deploy.sh': '#!/bin/bash\n\nnpm run ship\n',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const explained = [
  {
    place: 'fleet/shop/lib/remote.sh:2',
    says: [/^shop\/lib\/remote\.sh:2\n/, /called +to_host at shop\/deploy\.sh:4/],
    why: 'a function whose caller stands in another file',
  },
  {
    place: 'fleet/shop/deploy.sh:3',
    says: [/behind +shop\/package\.json:1/, /kind +build \(/],
    why: 'a task that package.json explains',
  },
  {
    place: 'fleet/shop/lib/deploy.sh:3',
    says: [/^shop\/lib\/deploy\.sh:3\n/],
    why: 'one of two scripts of a name',
  },
  {
    place: 'fleet/shop/lib/deploy.sh:4',
    says: [/other\/deploy\.sh/],
    why: 'a line whose secret another application has, too',
  },
  {
    place: 'fleet/other/start-me.txt:1',
    says: [/install-deps/],
    why: 'a line of what scan takes for no script',
  },
  {
    place: 'cloned/ops/deploy.sh:3',
    says: [/^ops\/deploy\.sh:3\n/, /behind +package\.json:1/],
    why: 'a line of a Git work tree',
  },
  { place: 'alone/ops/deploy.sh:3', says: [/^deploy\.sh:3\n/], why: 'a line of a lone script' },
];

test.each(explained)('$place is explained as $why', async ({ place, says }) => {
  const { code, stdout, stderr } = await runCli('explain', join(folder, place));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const one of says) expect(stdout).toMatch(one);
  expect(stdout.match(/^\S+:\d+$/gm)).toHaveLength(1);
});

test('explain says of a line what the scan of its fleet says', async () => {
  const { stdout } = await runCli('scan', join(folder, 'fleet'), '--format', 'json');
  const { apps } = JSON.parse(stdout) as ScanResult;
  const steps = apps.flatMap((app) => app.steps).filter(({ file }) => file.startsWith('shop/'));
  expect(steps.length).toBeGreaterThan(3);
  for (const { file, line, kind, rule, because } of steps) {
    const told = await runCli('explain', join(folder, 'fleet', `${file}:${line}`));
    expect(told.stdout).toContain(`${file}:${line}\n`);
    expect(told.stdout).toContain(because.text);
    expect(told.stdout).toMatch(new RegExp(`kind +${kind}\\b.*${rule ?? ''}`));
  }
});

/** An output folder beside the fleet, one of its hooks edited since, and a checkout of its own. */
async function generated(): Promise<void> {
  const out = join(folder, 'out');
  await runCli('generate', join(folder, 'platform'), '-o', out, '--quiet');
  await runCli('generate', join(folder, 'platform'), '--into', join(folder, 'checkout'), '--quiet');
  const hook = join(out, 'apps/wiki/repo/deploy/application-start.sh');
  const text = readFileSync(hook, 'utf8');
  writeFileSync(hook, text.replace('\n', '\n# ours since May\n'));
}

const outputLines = [
  { text: /^systemctl restart/, says: /^wiki\/deploy\.sh:4\n/, why: 'its step' },
  { text: /^UNIT=/, says: /from wiki\/deploy\.sh:2,/, why: 'the assignment' },
  { text: /^# ours since May/, says: /by hand/, why: 'the edit' },
  { text: /^set -euo/, says: /no line of a script/, why: 'what was added' },
];

describe('a line of an output file', () => {
  const hook = 'deploy/application-start.sh';
  beforeAll(generated, 60_000);

  test.each(outputLines)('that holds $text leads to $why', async ({ text, says }) => {
    const path = join(folder, 'out/apps/wiki/repo', hook);
    const line = readFileSync(path, 'utf8')
      .split('\n')
      .findIndex((one) => text.test(one));
    const { code, stdout, stderr } = await runCli('explain', `${path}:${String(line + 1)}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(says);
  });

  test('leads to its step from a checkout, too', async () => {
    const path = join(folder, 'checkout', hook);
    const line = readFileSync(path, 'utf8')
      .split('\n')
      .findIndex((one) => one.startsWith('systemctl'));
    const { stdout } = await runCli('explain', `${path}:${String(line + 1)}`);
    expect(stdout).toMatch(/^wiki\/deploy\.sh:4\n/);
  });

  test('is not explained when the scripts are gone, and it is said what to do', async () => {
    const path = join(folder, 'out/apps/wiki/repo', hook);
    renameSync(join(folder, 'platform/wiki/deploy.sh'), join(folder, 'kept.sh'));
    const told = await runCli('explain', `${path}:9`);
    renameSync(join(folder, 'kept.sh'), join(folder, 'platform/wiki/deploy.sh'));
    expect(told.code).toBe(3);
    expect(told.stderr).toMatch(/wiki\/deploy\.sh.*--fleet/);
  });
});

const around = [
  {
    script: '/srv/place/shop/ops/deploy.sh',
    stands: ['/srv/place/pipewright.yaml', '/srv/place/shop/ops/package.json'],
    reads: '.',
  },
  {
    script: '/srv/place/shop/ops/deploy.sh',
    stands: ['/srv/place/pipewright.yaml', '/srv/place/shop/.git'],
    reads: 'shop',
    why: 'nothing above a work tree',
  },
  {
    script: '/home/ada/shop/ops/deploy.sh',
    stands: ['/home/ada/pipewright.yaml'],
    reads: '/home/ada',
  },
  { script: '/home/ada/shop/ops/deploy.sh', stands: ['/home/ada/shop/package.json'], reads: null },
  { script: '/deploy.sh', stands: ['/pipewright.yaml'], reads: null, why: 'never the whole disk' },
];

test.each(around)('for $script beside $stands, $reads is read', ({ script, stands, reads }) => {
  const reader: FileReader = {
    read: () => ({ ok: false, failure: 'missing' }),
    list: () => null,
    kindOf: (path) => (path === script || stands.includes(path) ? 'file' : null),
    realPath: (path) => (path === '.' ? '/srv/place' : path),
    isExecutable: () => false,
  };
  expect(explainedFolder(reader, script)).toBe(reads);
});
