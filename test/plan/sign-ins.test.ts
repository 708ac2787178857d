/** What the deployer's machine was signed in to must be signed in to where nobody sits. */
import { expect, test } from '@jest/globals';

import { planScripts } from './planned.ts';

interface Row {
  readonly why: string;
  readonly script: string;
  readonly services: readonly string[];
}

const rows: readonly Row[] = [
  { why: 'a platform with a tool of its own', script: 'heroku run migrate', services: ['Heroku'] },
  {
    why: 'one sign-in serves all that want it',
    script:
      'gcloud run deploy shop\ngcloud run services list --format json > s.json\ngsutil rsync -r dist gs://shop',
    services: ['Google Cloud'],
  },
  {
    why: 'a registry of packages, for what publishes',
    script: 'npm ci\nnpm run build\nnpm publish',
    services: ['npm'],
  },
  {
    why: 'the token is on the command line',
    script: 'vercel deploy --prod --token "$VERCEL_TOKEN"',
    services: [],
  },
  {
    why: 'Docker Hub is whoever names no host',
    script: 'docker build -t acme/shop:$TAG .\ndocker push acme/shop:$TAG',
    services: ['Docker Hub'],
  },
  {
    why: 'the host of a registry, its port included',
    script: 'docker build -t hub.acme.fr:5000/shop .\ndocker push hub.acme.fr:5000/shop',
    services: ['hub.acme.fr:5000'],
  },
  {
    why: 'ECR asks for no secret, but for a sign-in',
    script: 'docker push 123456789012.dkr.ecr.eu-west-3.amazonaws.com/shop:1',
    services: ['Amazon ECR'],
  },
  {
    why: 'the script signs in by itself',
    script:
      'echo "$P" | docker login -u ci --password-stdin hub.acme.fr\ndocker push hub.acme.fr/shop:1',
    services: [],
  },
  {
    why: 'it signs in elsewhere',
    script: 'echo "$P" | docker login -u ci --password-stdin hub.acme.fr\ndocker push acme/shop:1',
    services: ['Docker Hub'],
  },
  {
    why: 'a login that asks somebody is no sign-in of a machine',
    script: 'heroku login\nheroku run migrate',
    services: ['Heroku'],
  },
  {
    why: 'a host keeps its own session',
    script: "ssh web1 'cd /srv/shop && heroku run migrate && docker push acme/shop:1'",
    services: [],
  },
  {
    why: 'an image whose registry only a run tells',
    script: 'docker push "$REGISTRY/shop:1"',
    services: [],
  },
];

test.each(rows)('$why', ({ script, services }) => {
  const { signIns } = planScripts({ 'deploy.sh': `#!/bin/bash\n${script}\n` });
  expect(signIns.map(({ service }) => service)).toEqual(services);
});

test('each name is a parameter, once per environment', () => {
  const { parameters } = planScripts({
    'deploy.sh': 'wrangler deploy\nwrangler deploy --env eu\n',
  });
  expect(parameters.map(({ name, label, line }) => ({ name, label, line }))).toEqual([
    { name: 'CLOUDFLARE_ACCOUNT_ID', label: null, line: 1 },
    { name: 'CLOUDFLARE_API_TOKEN', label: null, line: 1 },
  ]);
});
