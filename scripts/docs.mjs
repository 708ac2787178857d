#!/usr/bin/env node
/**
 * Writes what is published of the rules: `docs/rules.md` and `schema/rule.schema.json`. Reads the
 * built program, so `npm run docs` builds first; test/classify/published.test.ts fails when either
 * is not up to date.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';

import { rulesPage } from '../dist/classify/rules-page.js';
import { loadRules } from '../dist/classify/load-rules.js';
import { ruleSchemaText } from '../dist/classify/rule-schema.js';
import { rulesBelow } from '../dist/cli/package-files.js';
import { fileReader } from '../dist/host/file-system.js';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const rules = loadRules(rulesBelow(fileReader, `${root}/rules`, 'rules'));
writeFileSync(`${root}/schema/rule.schema.json`, ruleSchemaText());
writeFileSync(`${root}/docs/rules.md`, rulesPage(rules));
