import { readFileSync } from 'node:fs';
import { parseYaml } from '../../src/fleet/yaml.ts';
import { parseLore } from '../../src/trace/lore-file.ts';

/** The lore that the product ships. */
export const ourLore = parseLore(parseYaml(readFileSync('rules/lore.yaml', 'utf8')));
