import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

import { parseLore } from '../../src/trace/lore-file.ts';

/** The lore that the product ships. */
export const ourLore = parseLore(parse(readFileSync('rules/lore.yaml', 'utf8')));
