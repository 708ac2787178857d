/**
 * `npm run score`: the fixture fleet scanned with the built command line, against its answer sheets.
 * With `-- --wrong` every answer that is not right is listed, with `-- --update` the floor under which
 * the suite lets no figure fall is set to what stands today.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';
import { figuresTable, readSheets, scoreSheets } from './scoring/answer-sheets.mjs';

const folder = join(root, 'fixtures/clientb');
const words = [join(root, 'dist/cli/main.js'), 'scan', folder, '--format', 'json', '--quiet'];
const done = spawnSync(process.execPath, words, {
  encoding: 'utf8',
  maxBuffer: 1 << 30,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const figures = scoreSheets(readSheets(folder), JSON.parse(done.stdout));

console.log(figuresTable(figures).join('\n'));
if (process.argv.includes('--wrong')) {
  for (const [name, { wrong }] of Object.entries(figures))
    for (const text of wrong) console.log(`${name}: ${text}`);
}
if (process.argv.includes('--update')) {
  const floor = Object.fromEntries(
    Object.entries(figures).map(([name, { right, total }]) => [name, { right, total }]),
  );
  writeFileSync(join(root, 'test/fixtures/floor.json'), `${JSON.stringify(floor, null, 2)}\n`);
}
