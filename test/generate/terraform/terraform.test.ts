import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, describe, expect, test } from '@jest/globals';

import { emptyConfig } from '../../../src/fleet/config.ts';
import { terraform } from '../../../src/generate/terraform/terraform.ts';
import type { FleetConfig } from '../../../src/model/config.ts';
import { render } from '../contexts.ts';
import { shop } from '../plans.ts';

const told: FleetConfig = {
  ...emptyConfig,
  region: 'eu-west-3',
  notifications: { slack: { workspace: 'T012', channel: 'C345' }, email: ['ops@clientb.example'] },
};
const outputs = (fleet: FleetConfig) => terraform.generate([shop], { fleet, render });
const hcl = outputs(told).filter(({ path }) => /\.(tf|tfvars)$/.test(path));

const hasTerraform = spawnSync('terraform', ['version']).status === 0;
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function written(fleet: FleetConfig): string {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-terraform-'));
  folders.push(folder);
  for (const { path, text } of outputs(fleet)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

describe('formatted as terraform fmt does', () => {
  // The binary is the judge where there is one; the two rules below hold everywhere.
  (hasTerraform ? test : test.skip).each([
    ['a fleet that says all', told],
    ['a fleet that says nothing', emptyConfig],
  ])('%s', (_, fleet) => {
    const checked = spawnSync('terraform', ['fmt', '-check', '-recursive', '-diff'], {
      cwd: written(fleet),
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], CHECKPOINT_DISABLE: '1' },
    });
    expect(checked.stdout).toBe('');
    expect(checked.status).toBe(0);
  });

  test.each(hcl.map(({ path, text }) => ({ path, text })))(
    '$path: two blanks a level, equal signs of neighbouring lines in one column',
    ({ text }) => {
      expect(indentationErrors(text)).toEqual([]);
      expect(alignmentErrors(text)).toEqual([]);
    },
  );

  test('the rules bite', () => {
    expect(alignmentErrors('a = 1\nlonger = 2\n')).toEqual([2]);
    expect(indentationErrors('x {\n   a = 1\n}\n')).toEqual([2]);
  });
});

const attribute = /^( *)("?[\w-]+"?)( +)= \S/;

/** Lines whose `=` stands in another column than that of the line before, at the same depth. */
function alignmentErrors(text: string): readonly number[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const one = attribute.exec(lines[at - 1] ?? '');
    const two = attribute.exec(line);
    if (one === null || two === null || one[1] !== two[1]) return [];
    // A value that opens a block ends the group of lines that are aligned.
    if (/[[{(]$/.test(lines[at - 1] ?? '') || /[[{(]$/.test(line)) return [];
    return column(one) === column(two) ? [] : [at + 1];
  });
}

function column(match: RegExpExecArray): number {
  return match.slice(1, 4).join('').length;
}

function indentationErrors(text: string): readonly number[] {
  let depth = 0;
  return text.split('\n').flatMap((line, at) => {
    const bare = line.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/#.*$/, '');
    const opens = (bare.match(/[[{(]/g) ?? []).length;
    const closes = (bare.match(/[\]})]/g) ?? []).length;
    const own = /^\s*[\]})]/.test(bare) ? 1 : 0;
    const level = depth - own;
    // Several brackets that open on one line make one level, as do those that close together.
    depth = Math.max(0, depth + Math.sign(opens - closes));
    const wanted = 2 * level;
    const indent = /^ */.exec(line)![0].length;
    return line.trim() === '' || indent === wanted ? [] : [at + 1];
  });
}

test('every variable and every output says what it is', () => {
  for (const { text } of hcl.filter(({ path }) => /(variables|outputs)\.tf$/.test(path))) {
    const blocks = text.split(/^(?=(?:variable|output) ")/m);
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks)
      expect(block).toMatch(/^(variable|output) "\w+" \{\n {2}description = "\S/);
  }
});

test('what the fleet says becomes values, what it does not is said to be assumed', () => {
  const values = (fleet: FleetConfig) =>
    outputs(fleet).find(({ path }) => path === 'terraform/fleet.auto.tfvars')!.text;
  expect(values(told)).toContain('region = "eu-west-3"\nemails = ["ops@clientb.example"]\n');
  expect(values(told)).toContain('workspace = "T012"\n  channel   = "C345"');
  expect(values(emptyConfig)).toContain('region = "eu-west-1" # assumed');
});

test('a fleet without applications gets nothing', () => {
  expect(terraform.generate([], { fleet: told, render })).toEqual([]);
});
