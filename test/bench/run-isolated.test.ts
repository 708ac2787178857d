import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from '@jest/globals';

import {
  createStandIns,
  runIsolated,
  whyNotIsolated,
} from '../../bench/real-bash/run-isolated.mjs';

const why = whyNotIsolated();
const folder = mkdtempSync(join(tmpdir(), 'pipewright-isolated-'));
const standIns = createStandIns(['pm2', 'npm']);

afterAll(() => {
  standIns.remove();
  rmSync(folder, { recursive: true, force: true });
});

interface Command {
  readonly machine: string;
  readonly cwd: string;
  readonly user: string;
  readonly words: readonly string[];
}

function run(name: string, text: string) {
  const application = join(folder, name);
  mkdirSync(application);
  writeFileSync(join(application, 'deploy.sh'), text);
  return runIsolated({ folder: application, script: 'deploy.sh', standIns }) as {
    readonly said: string;
    readonly status: number;
    readonly timedOut: boolean;
    readonly commands: readonly Command[];
  };
}

test('without bubblewrap it says what is missing', () => {
  expect(whyNotIsolated('no-such-bubblewrap')).toMatch(
    /not installed.*no-such-bubblewrap.*apt-get/,
  );
});

// Skipped where the machine can't make a sandbox; the reason stands in the name.
(why === null ? describe : describe.skip)(`in a sandbox${why === null ? '' : ` (${why})`}`, () => {
  test('a script touches neither the files nor the network of the machine', async () => {
    const server = createServer();
    let connections = 0;
    server.on('connection', () => connections++);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const mark = `pipewright-was-here-${port}`;

    const { said, commands } = run(
      'hostile',
      [
        `for place in / ~ ${homedir()} ${folder} ${folder}/hostile ${tmpdir()} /usr/bin /usr/lib /etc; do`,
        `  mkdir -p "$place"; echo x > "$place/${mark}" && echo "wrote $place"; done`,
        `rm -rf ${folder}/hostile ${standIns.folder}`,
        'echo x >> deploy.sh; rm -f deploy.sh',
        `(exec 3<>/dev/tcp/127.0.0.1/${port}) && echo connected`,
        'echo ended',
      ].join('\n'),
    );
    await new Promise((done) => setTimeout(done, 50));
    await new Promise((done) => server.close(done));

    // It did run, and it believes that it wrote; what it wrote is gone with the sandbox.
    expect(said).toContain('ended');
    expect(said).toContain('wrote /\n');
    expect(said).not.toContain('wrote /usr/');
    expect(said).not.toContain('connected');
    expect(commands.some(({ words: [program] }) => program?.endsWith('/rm'))).toBe(true);
    expect(connections).toBe(0);
    for (const path of [
      '/',
      homedir(),
      folder,
      join(folder, 'hostile'),
      tmpdir(),
      '/usr/bin',
      '/usr/lib',
      '/etc',
    ])
      expect(readdirSync(path)).not.toContain(mark);
    expect(readdirSync(join(folder, 'hostile'))).toEqual(['deploy.sh']);
    expect(readdirSync(standIns.folder)).toContain('answers');
  });

  test('each command is noted with its machine, folder, user and words', () => {
    const { commands, status } = run(
      'noted',
      `set -e
cd /srv/app
sudo -u deploy git pull "origin main"
for h in web1 web2; do ssh -p 22 "me@$h" "cd /opt && sudo pm2 reload all"; done
cat > /tmp/x.sh <<'END'
npm ci
END
scp /tmp/x.sh web3:/tmp/
ssh web3 'bash /tmp/x.sh'
read -p 'go on? ' answer && [ "$answer" = y ]
./bin/start --now > /var/log/app/start.log
(cd /elsewhere; npm test | grep -q ok)
`,
    );
    const noted = commands
      .filter(({ words: [program = ''] }) => /(git|pm2|npm|start)$/.test(program))
      .map(({ machine, cwd, user, words: [program = '', ...words] }) =>
        [machine, cwd, user || '-', program.replace(/.*\//, ''), ...words].join(' '),
      );
    expect(noted).toEqual([
      'local /srv/app deploy git pull origin main',
      'web1 /opt root pm2 reload all',
      'web2 /opt root pm2 reload all',
      'web3 /home/me - npm ci',
      'local /srv/app - start --now',
      'local /elsewhere - npm test',
    ]);
    // Nothing says ok: what only computes has its own status.
    expect(status).toBe(1);
  });
});
