import { readFileSync } from 'node:fs';

import { parseYamlQuickly } from '../../src/fleet/quick-yaml.ts';
import { parseLore } from '../../src/trace/lore-file.ts';

/** The lore that the product ships. */
export const ourLore = parseLore(parseYamlQuickly(readFileSync('rules/lore.yaml', 'utf8')).data);
