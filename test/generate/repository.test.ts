/** What an application's own repository gets: laws over the whole fixture fleet, and golden files. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

import type { OutputFile } from '../../src/model/output-file.ts';
import { fixtureFleet } from './fixture-fleet.ts';

const { scanned, generated } = fixtureFleet();
const hasBash = spawnSync('bash', ['--version']).status === 0;

const applications = generated.applications.map(({ application, files }) => ({
  application,
  plan: scanned.plans.find((plan) => plan.application === application)!,
  files: files
    .filter(({ path }) => path.startsWith(`apps/${application}/repo/`))
    .map((file) => ({ ...file, path: file.path.replace(/^.*?\/repo\//, '') })),
}));

test('every application of the fleet is generated', () => {
  expect(generated.failed).toEqual([]);
  expect(applications.length).toBe(scanned.plans.length);
  expect(applications.length).toBeGreaterThan(30);
});

test.each(applications)('each converted step of $application stands in one file', (app) => {
  const wrong = app.plan.steps
    .filter(({ disposition }) => disposition === 'converted')
    .map(({ classified }) => ({
      step: classified.step.text,
      files: app.files
        .filter(({ origins }) => origins.some(({ steps }) => steps.includes(classified.step.id)))
        .map(({ path }) => path),
    }))
    .filter(({ files }) => files.length !== 1);
  expect(wrong).toEqual([]);
});

test.each(applications)(
  'no step of $application is named that is neither converted nor refuses',
  (app) => {
    const converted = new Set(
      app.plan.steps
        .filter(({ disposition }) => disposition === 'converted')
        .map(({ classified }) => classified.step.id),
    );
    const refusing = new Set(app.plan.refusals.flatMap(({ steps }) => steps));
    const named = app.files
      .filter(({ path }) => path !== 'appspec.yml')
      .flatMap(({ origins }) => origins.flatMap(({ steps }) => steps));
    expect(named.filter((id) => !converted.has(id) && !refusing.has(id))).toEqual([]);
  },
);

test('no step of the fleet is softened without a reason', () => {
  expect(generated.applications.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
  const failures = generated.applications.flatMap((one) => one.failures);
  expect(failures.filter(({ change }) => change === 'hardened').length).toBeGreaterThan(50);
});

test('of every converted step it is known what its failure does', () => {
  const known = new Set(
    generated.applications.flatMap(({ failures }) => failures.map(({ step }) => step)),
  );
  const missing = scanned.plans
    .flatMap(({ steps }) => steps)
    .filter(({ disposition, classified }) => {
      return disposition === 'converted' && !known.has(classified.step.id);
    });
  expect(missing.map(({ classified }) => classified.step.text)).toEqual([]);
});

/** Every piece of bash in a file: the file itself, or the commands of a buildspec. */
function scriptsOf({ path, text }: OutputFile): readonly string[] {
  if (path.endsWith('.sh')) return [text];
  if (!path.startsWith('buildspec')) return [];
  const { phases } = parse(text) as { phases: Record<string, { commands?: unknown[] }> };
  return Object.values(phases).flatMap(({ commands = [] }) =>
    commands.map((command) => {
      expect(typeof command).toBe('string');
      return command as string;
    }),
  );
}

(hasBash ? test.each(applications) : test.skip.each(applications))(
  'bash reads all of $application',
  ({ files }) => {
    const scripts = files.flatMap(scriptsOf);
    const wrong = scripts.flatMap((script) => {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
      return status === 0 ? [] : [{ script, stderr }];
    });
    expect(wrong).toEqual([]);
  },
);

test.each(applications)('the appspec of $application names hooks that are there', ({ files }) => {
  const appspec = files.find(({ path }) => path === 'appspec.yml');
  const { hooks = {} } = (appspec === undefined ? {} : parse(appspec.text)) as {
    hooks?: Record<string, { location: string; timeout: number }[]>;
  };
  for (const list of Object.values(hooks)) {
    const file = files.find(({ path }) => path === list[0]!.location);
    expect(file?.executable).toBe(true);
    expect(list.reduce((sum, { timeout }) => sum + timeout, 0)).toBeLessThanOrEqual(3600);
  }
});

// UPDATE_GOLDEN=1 rewrites them; read the difference before it is committed.
const folder = 'test/generate/golden/repository';
const golden = [
  'api-analytics',
  'api-catalogue',
  'api-paiement',
  'portail-admin',
  'intranet',
  'crm',
  'passerelle-sms',
  'api-etiquettes',
  'api-recos',
  'gestion-doc',
];

describe.each(applications.filter(({ application }) => golden.includes(application)))(
  'golden files of $application',
  ({ application, files }) => {
    const home = join(folder, application);
    if (process.env['UPDATE_GOLDEN'] === '1') {
      rmSync(home, { recursive: true, force: true });
      for (const { path, text } of files) {
        mkdirSync(dirname(join(home, path)), { recursive: true });
        writeFileSync(join(home, path), text);
      }
    }

    test.each(files.map(({ path, text }) => ({ path, text })))('$path', ({ path, text }) => {
      expect(text).toBe(readFileSync(join(home, path), 'utf8'));
    });

    test('nothing else is expected', () => {
      const kept = readdirSync(home, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(home.length + 1));
      expect(kept.sort()).toEqual(files.map(({ path }) => path).sort());
    });
  },
);
