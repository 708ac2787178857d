import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadRules } from '../../src/classify/load-rules.ts';
import { rulesBelow, readText, templateReader } from '../../src/cli/package-files.ts';
import { readConfig } from '../../src/fleet/config.ts';
import { discoverFleet } from '../../src/fleet/discover.ts';
import { fileReader } from '../../src/host/file-system.ts';
import { generateFleet, scanFleet } from '../../src/pipeline.ts';
import type { GeneratedFleet, ScannedFleet } from '../../src/pipeline.ts';
import { ourLore } from '../trace/our-lore.ts';

/** The fixture fleet, scanned and generated with the rules that the product ships. */
export function fixtureFleet(): {
  readonly scanned: ScannedFleet;
  readonly generated: GeneratedFleet;
} {
  const dir = 'fixtures/clientb';
  const fleet = discoverFleet(fileReader, dir);
  const config = readConfig(readFileSync(join(dir, 'pipewright.yaml'), 'utf8'), dir);
  const read = (file: string) => readText(fileReader, join(fleet.dir, file));
  const rules = loadRules(rulesBelow(fileReader, 'rules'));
  const scanned = scanFleet(
    fleet,
    { lore: ourLore, rules, config },
    { read, progress: { step: () => undefined }, only: [] },
  );
  const generated = generateFleet(
    scanned,
    { config, lore: ourLore },
    { templates: templateReader(fileReader, '.'), read },
  );
  return { scanned, generated };
}
