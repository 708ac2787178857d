#!/usr/bin/env node
/**
 * Writes what is published: of rules, diagnostics and formats `docs/rules.md`, `docs/diagnostics.md`
 * and the schemas in `schema/`, and what the examples of the README print. Reads the built program,
 * so `npm run docs` builds first; the tests called published fail when a page is not up to date.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';

import { publishedSchemas } from '../dist/check/published-schemas.js';
import { rulesPage } from '../dist/classify/rules-page.js';
import { loadRules } from '../dist/classify/load-rules.js';
import { ruleSchemaText } from '../dist/classify/rule-schema.js';
import { rulesBelow } from '../dist/cli/package-files.js';
import { diagnosticsPage } from '../dist/messages/diagnostics-page.js';
import { fileReader } from '../dist/host/file-system.js';
import { examplesOf, shownOf, withShown, wordsToRun } from './readme-examples.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const rules = loadRules(rulesBelow(fileReader, `${root}/rules`, 'rules'));
writeFileSync(`${root}/schema/rule.schema.json`, ruleSchemaText());
writeFileSync(`${root}/docs/rules.md`, rulesPage(rules));
writeFileSync(`${root}/docs/diagnostics.md`, diagnosticsPage());
for (const [name, text] of Object.entries(publishedSchemas))
  writeFileSync(`${root}/schema/${name}`, text);

writeReadme();

/** Runs the README's examples and shows what came out. */
function writeReadme() {
  const path = `${root}/README.md`;
  const text = readFileSync(path, 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-readme-'));
  const shown = examplesOf(text).map(({ words }) => {
    const given = wordsToRun(words, folder);
    const run = spawnSync(process.execPath, [`${root}/dist/cli/main.js`, ...given], {
      cwd: root,
      encoding: 'utf8',
    });
    return shownOf(words, run, folder);
  });
  rmSync(folder, { recursive: true });
  writeFileSync(path, withShown(text, shown));
}
