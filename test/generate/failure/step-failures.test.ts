/** What a failing step did to the script, and what it does to the deployment as it was generated. */
import { expect, test } from '@jest/globals';

import { stepFailures } from '../../../src/generate/failure/step-failures.ts';
import { repository } from '../../../src/generate/repository/repository.ts';
import { planScripts } from '../../plan/planned.ts';
import { contextOf } from '../contexts.ts';

interface Row {
  readonly why: string;
  readonly script: string;
  /** Each step: its command, what becomes of its failure, and the file that runs it. */
  readonly steps: readonly string[];
}

const hook = 'deploy/application-start.sh';

const rows: readonly Row[] = [
  {
    why: 'without errexit a failing step was passed over',
    script: 'npm ci\nnpm run build\nssh web1 "sudo systemctl restart shop"\necho done\n',
    steps: [
      'npm ci: hardened, buildspec.yml',
      'npm run build: hardened, buildspec.yml',
      `sudo systemctl restart shop: hardened, ${hook}`,
    ],
  },
  {
    why: 'with errexit it stopped and stops',
    script: 'set -e\nnpm ci\nnpm run build\nssh web1 "sudo systemctl restart shop"\necho done\n',
    steps: [
      'npm ci: unchanged, buildspec.yml',
      'npm run build: unchanged, buildspec.yml',
      `sudo systemctl restart shop: unchanged, ${hook}`,
    ],
  },
  {
    why: 'ssh ends with the status of its last command, and errexit sees that one alone',
    script: 'set -e\nssh web1 "cp /a.conf /etc/b.conf; sudo systemctl restart shop"\necho done\n',
    steps: [
      'cp /a.conf /etc/b.conf: hardened, deploy/after-install.sh',
      `sudo systemctl restart shop: unchanged, ${hook}`,
    ],
  },
  {
    why: 'the text behind ssh has options of its own',
    script:
      "ssh web1 <<'EOF'\nset -e\ncp /a.conf /etc/b.conf\nsudo systemctl restart shop\nEOF\necho done\n",
    steps: [
      'cp /a.conf /etc/b.conf: hardened, deploy/after-install.sh',
      `sudo systemctl restart shop: hardened, ${hook}`,
    ],
  },
  {
    why: 'a here-document that stops, in a script that looks',
    script:
      "set -e\nssh web1 <<'EOF'\nset -e\ncp /a.conf /etc/b.conf\nsudo systemctl restart shop\nEOF\necho done\n",
    steps: [
      'cp /a.conf /etc/b.conf: unchanged, deploy/after-install.sh',
      `sudo systemctl restart shop: unchanged, ${hook}`,
    ],
  },
  {
    why: 'a function that an if calls runs without errexit',
    script:
      'set -e\nbuild() {\n  npm ci\n  npm run build\n}\nif build; then echo ok; else exit 1; fi\n',
    steps: ['npm ci: hardened, buildspec.yml', 'npm run build: unchanged, buildspec.yml'],
  },
  {
    why: 'only the last member of a pipe counted',
    script: 'set -e\nnpm run build | tee build.log\nmake test | cat\necho done\n',
    steps: ['npm run build: hardened, buildspec.yml', 'make test: hardened, buildspec.yml'],
  },
  {
    why: 'pipefail looks at all of them',
    script: 'set -eo pipefail\nnpm run build | tee build.log\necho done\n',
    steps: ['npm run build: unchanged, buildspec.yml'],
  },
  {
    why: 'what the author lets fail stays so',
    script:
      'set -e\nnpm run build || true\nssh web1 "sudo systemctl restart shop || true"\necho done\n',
    steps: [
      'npm run build: tolerant, buildspec.yml',
      `sudo systemctl restart shop: tolerant, ${hook}`,
    ],
  },
  {
    why: 'a trap on ERR that leaves stops as errexit does',
    script: "trap 'echo failed; exit 1' ERR\nnpm ci\nnpm run build\necho done\n",
    steps: ['npm ci: unchanged, buildspec.yml', 'npm run build: unchanged, buildspec.yml'],
  },
  {
    why: 'a trap on ERR that only tells does not stop',
    script: "trap 'echo failed' ERR\nnpm ci\nnpm run build\necho done\n",
    steps: ['npm ci: hardened, buildspec.yml', 'npm run build: hardened, buildspec.yml'],
  },
  {
    why: 'errexit does not see what stands before &&',
    script: 'set -e\nnpm ci && npm run build\necho done\n',
    steps: ['npm ci: hardened, buildspec.yml', 'npm run build: unchanged, buildspec.yml'],
  },
  {
    why: 'a failure that leads to exit stopped',
    script: 'npm ci || exit 1\nif ! npm run build; then\n  echo broken\n  exit 1\nfi\necho done\n',
    steps: ['npm ci: unchanged, buildspec.yml', 'npm run build: unchanged, buildspec.yml'],
  },
  {
    why: 'what AWS does by itself stops the pipeline',
    script: 'git pull origin main\nnpm run build\nrsync -a dist/ web1:/srv/shop/\n',
    steps: [
      'git pull origin main: hardened',
      'npm run build: hardened, buildspec.yml',
      'rsync -a dist/ web1:/srv/shop/: unchanged, appspec.yml',
    ],
  },
  {
    why: 'a message stops nothing, before or after',
    script:
      'npm run build\ncurl -s -X POST -d deployed https://hooks.slack.com/services/T0/B0/x\necho done\n',
    steps: [
      'npm run build: hardened, buildspec.yml',
      'curl -s -X POST -d deployed https://hooks.slack.com/services/T0/B0/x: tolerant',
    ],
  },
  {
    why: 'what may find nothing to do stays tolerant',
    script:
      'ssh web1 "pkill -f shop; rm /srv/shop/old.jar; docker rm shop; sudo systemctl start shop"\necho\n',
    steps: [
      'pkill -f shop: tolerant, deploy/application-stop.sh',
      'rm /srv/shop/old.jar: hardened, deploy/before-install.sh',
      'docker rm shop: tolerant, deploy/before-install.sh',
      'sudo systemctl start shop: hardened, deploy/application-start.sh',
    ],
  },
  {
    why: 'a stop hook may find nothing to stop, whatever the script did',
    script: 'set -e\nssh web1 "sudo systemctl stop shop"\nssh web1 "sudo systemctl start shop"\n',
    steps: [
      'sudo systemctl stop shop: softened, deploy/application-stop.sh',
      `sudo systemctl start shop: unchanged, ${hook}`,
    ],
  },
];

test.each(rows)('$why', ({ script, steps }) => {
  const plan = planScripts({ 'deploy.sh': `#!/bin/bash\n${script}` });
  const context = contextOf(plan);
  const failures = stepFailures(plan, repository.generate(plan, context), context);
  const text = new Map(plan.steps.map(({ classified: { step } }) => [step.id, step.text]));
  const told = failures.map(({ step, change, at }) => {
    const place = at === null ? '' : `, ${at.path.replace('repo/', '')}`;
    return `${text.get(step) ?? ''}: ${change}${place}`;
  });
  expect(told).toEqual(steps);
});
