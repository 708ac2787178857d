/**
 * `npm run score`: the fixture fleet scanned with the built command line, against its answer sheets.
 * With `-- --wrong` every answer that is not right is listed, also what no sheet asks for, with `-- --update` the floor under which
 * the suite lets no figure fall is set to what stands today.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';
import { figuresTable, findingsBeside, readSheets, scoreSheets } from './scoring/answer-sheets.mjs';

const folder = join(root, 'fixtures/clientb');
const words = [join(root, 'dist/cli/main.js'), 'scan', folder, '--format', 'json', '--quiet'];
const done = spawnSync(process.execPath, words, {
  encoding: 'utf8',
  maxBuffer: 1 << 30,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const sheets = readSheets(folder);
const scan = JSON.parse(done.stdout);
const figures = scoreSheets(sheets, scan);
const beside = findingsBeside(sheets, scan);

console.log(figuresTable(figures).join('\n'));
console.log(`findings that no sheet asks for: ${beside.length} (listed by --wrong)`);
if (process.argv.includes('--wrong')) {
  for (const [name, { wrong }] of Object.entries(figures))
    for (const text of wrong) console.log(`${name}: ${text}`);
  for (const text of beside) console.log(`beside: ${text}`);
}
if (process.argv.includes('--update')) {
  const floor = Object.fromEntries(
    Object.entries(figures).map(([name, { right, total }]) => [name, { right, total }]),
  );
  writeFileSync(join(root, 'test/fixtures/floor.json'), `${JSON.stringify(floor, null, 2)}\n`);
}
