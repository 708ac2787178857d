import { readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';

import { rightsOf } from '../../src/generate/rights/rights-of.ts';
import type { Rights } from '../../src/generate/rights/rights-of.ts';
import { planScripts } from '../plan/planned.ts';
import { ourLore } from '../trace/our-lore.ts';

const cases = readFileSync('test/generate/rights-cases.txt', 'utf8')
  .split('====\n')
  .map((block) => {
    const [script = '', body = ''] = block.split('>>>\n');
    return { script: script.trim(), rights: body.trim().split('\n') };
  });

/** `actions on resources`, and `?` for each command that a person must look at. */
function lines({ known, open }: Rights): readonly string[] {
  return [
    ...known.map(({ actions, resources }) => `${actions.join(' ')} on ${resources.join(' ')}`),
    ...open.map(() => '?'),
  ];
}

test.each(cases)('$script', ({ script, rights }) => {
  const { build, once, hosts } = rightsOf(planScripts({ 'deploy.sh': script }), ourLore);
  const pipeline = [build, ...once.values()].flatMap(lines);
  const told = [...pipeline, ...lines(hosts).map((line) => `host: ${line}`)];
  expect(told.length === 0 ? ['nothing'] : told).toEqual(rights);
});
