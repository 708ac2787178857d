/**
 * `npm run bench:rules [-- --rule ID] [--survivors]`: does every small wrong to every rule and asks
 * the examples of the rules whether they notice. Ends with 1 when fewer than nine in ten are noticed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { mutantsOf } from './mutants.mjs';

const wanted = 0.9;
const root = fileURLToPath(new URL('../..', import.meta.url));
const load = (path) => import(join(root, 'dist', path));
const { values } = parseArgs({
  options: { rule: { type: 'string', multiple: true }, survivors: { type: 'boolean' } },
});

const { rulesBelow } = await load('cli/package-files.js');
const { fileReader } = await load('host/file-system.js');
const { parseYaml } = await load('fleet/yaml.js');
const { parseLore } = await load('trace/lore-file.js');
const { createRuleTrial } = await load('classify/rule-trial.js');

const files = rulesBelow(fileReader, join(root, 'rules'), 'rules');
const lore = parseLore(parseYaml(readFileSync(join(root, 'rules/lore.yaml'), 'utf8')));
const trial = createRuleTrial(files, lore);

const counts = { killed: 0, all: 0 };
const survivors = [];
for (const file of files) {
  if (values.rule !== undefined && !values.rule.some((id) => file.data.id.startsWith(id))) continue;
  for (const { what, data } of mutantsOf(file.data)) {
    counts.all++;
    if (trial.notices(data)) counts.killed++;
    else survivors.push(`${file.data.id} ${what}`);
  }
}
if (values.survivors) for (const line of survivors) console.log(line);
const share = counts.killed / counts.all;
console.log(`${counts.killed} of ${counts.all} mutants killed, ${(share * 100).toFixed(1)} %`);
process.exitCode = share >= wanted ? 0 : 1;
