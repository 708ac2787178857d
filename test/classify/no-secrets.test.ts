import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findSecrets } from '../../src/classify/find-secrets.ts';
import { createRedaction } from '../../src/classify/redaction.ts';
import { traceScripts } from '../trace/applications.ts';

/** What looks like a secret by its name or its place, and is none. */
const harmless: readonly (readonly [string, string])[] = [
  ['an empty one before another setting', 'PASSWORD=\nTARGET_FOLDER=/srv/shop9'],
  ['a reference', 'export DB_PASSWORD="$1"'],
  ['a reference in braces', 'DB_PASSWORD=${DB_PASSWORD}'],
  ['the output of a command', 'TOKEN=$(aws ssm get-parameter --name /a --query x)'],
  ['the output of a command, old spelling', 'TOKEN=`cat token.txt`'],
  ['a path', 'DEPLOY_KEY=/home/ci/.ssh/id_rsa'],
  ['a path in the home folder', 'SSH_KEY=~/.ssh/deploy'],
  ['a name of a file', 'PASSWORD_FILE=/run/secrets/db'],
  ['an identifier', 'AWS_ACCESS_KEY_ID="$ID"'],
  ['a length', 'PASSWORD_LENGTH=32'],
  ['a truth value', 'USE_PASSWORD=true'],
  ['a name of a secret', 'SECRET_NAME=prod/db'],
  ['an ARN', 'SECRET_ARN=arn:aws:secretsmanager:eu-west-3:1:secret:db'],
  ['a placeholder', 'DB_PASSWORD=changeme'],
  ['another placeholder', "DB_PASSWORD='<your password>'"],
  ['an empty value', 'DB_PASSWORD='],
  ['the working directory', 'OLD=$PWD; PWD=/srv'],
  ['an abbreviation that goes on', 'BUILD_PWA=shop-2b7f9d1c; APP=pwgen12x9'],
  ['a prompt', 'read -s -p "Password: " PASSWORD'],
  ['a question', 'echo "Enter the token"'],
  ['an option that asks', 'mysql -u root -p shop'],
  ['a port', 'ssh -p 2222 web1 uptime'],
  ['parents', 'mkdir -p /srv/app'],
  ['preserved modes', 'cp -p a b'],
  ['a path of the passenger server', 'passenger-config restart-app /srv/app'],
  ['passing tests', 'echo "$PASSED passed"'],
  ['an address without credentials', 'curl https://user.example.com/a'],
  ['an address with a user only', 'git clone ssh://git@git.example.com/a.git'],
  ['an address with a variable', 'git clone https://ci:$TOKEN@git.example.com/a.git'],
  ['a header from a variable', 'curl -H "Authorization: Bearer $TOKEN" https://x.example.com'],
  ['a webhook from a variable', 'curl "$SLACK_WEBHOOK"'],
  ['a public key', 'KEY="ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIabc ci@example.com"'],
  ['a commit', 'git checkout 4f9d2c1e8ab07d36c5f4e3a291b6c7d8e9f0a1b2'],
  [
    'an image by its digest',
    'docker pull shop/api@sha256:4f9d2c1e8ab07d36c5f4e3a291b6c7d8e9f0a1b2c3d4e5f6a7b8c9d0e1f2a3b4',
  ],
  ['a cache key', 'CACHE_KEY=v1-deps'],
  ['a key of a store', 'aws s3 cp a "s3://b/$KEY"'],
  ['an author', 'AUTHOR=ada; export GIT_AUTHOR_NAME=ada'],
  ['a value from a store', 'DB_PASSWORD={{resolve:ssm:/shop/db}}'],
];

const secretsOf = (sh: string) => findSecrets(traceScripts({ 'deploy.sh': `${sh}\n` }));

test.each(harmless)('no secret: %s', (_name, sh) => {
  expect(secretsOf(sh)).toEqual([]);
});

test('labels follow the first place of each secret, and the same characters share one', () => {
  const found = secretsOf('A_TOKEN=q8Zr5Kx1\nB_PASSWORD=w3Nt7Lp9\nC_TOKEN=q8Zr5Kx1');
  expect(found.map(({ label, name }) => [label, name])).toEqual([
    ['S1', 'A_TOKEN'],
    ['S2', 'B_PASSWORD'],
    ['S1', 'C_TOKEN'],
  ]);
});

const password = fc
  .string({
    minLength: 8,
    maxLength: 24,
    unit: fc.constantFrom(...Array.from('abcXYZ0189!#%+&é<>')),
  })
  .filter((text) => /[a-z]/.test(text) && /\d/.test(text) && !text.startsWith('%'));

test('a redacted text holds no secret, and redacting it again changes nothing', () => {
  fc.assert(
    fc.property(password, fc.array(fc.string(), { maxLength: 3 }), (secret, around) => {
      const trace = traceScripts({ 'deploy.sh': `DB_PASSWORD='${secret}'\n` });
      const secrets = findSecrets(trace);
      fc.pre(secrets.length === 1);
      const { redact } = createRedaction(secrets, trace.sources);
      const once = redact([secret, ...around, secret].join(' '));
      expect(once).not.toContain(secret);
      expect(redact(once)).toBe(once);
    }),
  );
});
