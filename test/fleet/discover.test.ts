/** Tests of what is an application, and which of its scripts deploy it. */
import { expect, test } from '@jest/globals';

import { discoverFleet } from '../../src/fleet/discover.ts';
import type { FileEntry, FileReader } from '../../src/model/host.ts';

/** A folder `/f` with these texts in it, by path. */
function readerOf(texts: Readonly<Record<string, string>>): FileReader {
  const files = new Map(Object.entries(texts).map(([path, text]) => [`/f/${path}`, text]));
  const below = (path: string) => [...files.keys()].filter((file) => file.startsWith(`${path}/`));
  const kindOf = (path: string): FileEntry['kind'] | null => {
    if (files.has(path)) return 'file';
    return below(path).length > 0 ? 'directory' : null;
  };
  return {
    read: (path) => {
      const text = files.get(path);
      return text === undefined
        ? { ok: false, failure: 'missing' }
        : { ok: true, bytes: Buffer.from(text) };
    },
    list: (path) => {
      const names = below(path).map((file) => file.slice(path.length + 1).split('/')[0] ?? '');
      return [...new Set(names)]
        .sort()
        .map((name) => ({ name, kind: kindOf(`${path}/${name}`) ?? 'other' }));
    },
    kindOf,
    realPath: (path) => (kindOf(path) === null ? null : path),
    isExecutable: () => false,
  };
}

const bash = '#!/bin/bash\necho here\n';

function applicationsIn(texts: Readonly<Record<string, string>>): readonly string[] {
  return discoverFleet(readerOf(texts), '/f').applications.map(
    ({ name, scripts }) =>
      `${name}: ${scripts.map(({ file, startFolder }) => (startFolder === undefined ? file : `${file} in ${startFolder}`)).join(' ')}`,
  );
}

test.each([
  ['its own scripts', { 'deploy.sh': bash, 'web/run.sh': bash }, ['f: deploy.sh web/run.sh']],
  ['a folder of applications', { 'a/deploy.sh': bash }, ['a: a/deploy.sh']],
  [
    'a checkout with its scripts in folders',
    { 'package.json': '{}', 'scripts/deploy.sh': bash, 'githooks/check.sh': bash },
    ['f: githooks/check.sh scripts/deploy.sh'],
  ],
  [
    'a checkout without a manifest at its top, whose script lies beside one',
    { '.gitignore': '', 'server/deploy.sh': bash, 'server/Dockerfile': 'FROM node\n' },
    ['f: server/deploy.sh in server'],
  ],
  [
    'a repository of applications',
    { '.gitignore': '', 'a/bin/deploy.sh': bash, 'b/deploy.sh': bash },
    ['a: a/bin/deploy.sh', 'b: b/deploy.sh'],
  ],
  [
    'projects of one workspace that are deployed apart',
    {
      'package.json': '{}',
      'a/package.json': '{}',
      'a/deploy.sh': bash,
      'b/package.json': '{}',
      'b/deploy.sh': bash,
    },
    ['a: a/deploy.sh', 'b: b/deploy.sh'],
  ],
])('%s', (_what, texts, applications) => {
  expect(applicationsIn(texts)).toEqual(applications);
});

test.each([
  ['docker/entrypoint.sh', bash, 'fleet/image-script'],
  ['docker/run.sh', bash, 'fleet/image-script'],
  ['docker/boot.sh', bash, 'fleet/image-script'],
  ['.husky/pre-commit', bash, 'fleet/commit-hook'],
  ['hooks/post-receive', bash, null],
  ['docker/other.sh', bash, null],
  ['ops/stack.sh', 'version: "3"\nservices:\n', 'fleet/no-shell'],
  ['ops/page.sh', '<!DOCTYPE html>\n', 'fleet/no-shell'],
  ['ops/colon.sh', '#!/bin/sh\nversion: 3\n', null],
  ['ops/plain.sh', 'echo "a: b"\n', null],
])('%s beside a script that deploys: %s', (file, text, code) => {
  const dockerfile =
    'FROM node\nCOPY --chown=app docker/run.sh /usr/local/bin/start\nENTRYPOINT ["tini", "--", \\\n  "/usr/local/bin/start"]\nCMD ./docker/boot.sh\n';
  const texts = { 'deploy.sh': bash, Dockerfile: dockerfile, [file]: text };
  const [application] = discoverFleet(readerOf(texts), '/f').applications;
  const isLeft = application?.scripts.some((script) => script.file === file) !== true;
  expect(isLeft).toBe(code !== null);
  expect(application?.diagnostics.map((one) => one.code)).toEqual(code === null ? [] : [code]);
});

test("a build tool's own launcher is no script, nor makes it an application", () => {
  const texts = { 'api/deploy.sh': bash, 'api/gradlew': bash, 'jobs/mvnw': bash };
  expect(applicationsIn(texts)).toEqual(['api: api/deploy.sh']);
});

test('the only script of an application is read whatever it is called', () => {
  expect(applicationsIn({ 'entrypoint.sh': bash })).toEqual(['f: entrypoint.sh']);
});
