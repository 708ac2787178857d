import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { SharedMap } from '../../src/trace/shared-map.ts';

const change = fc.record({
  what: fc.constantFrom('set', 'delete', 'copy'),
  key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
});

test('a copy holds what a plain map would, whatever is changed on either side', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const pairs = [{ shared: new SharedMap<string, { n: number }>(), plain: new Map() }];
      for (const [n, { what, key }] of changes.entries()) {
        const { shared, plain } = pairs[n % pairs.length] as (typeof pairs)[0];
        if (what === 'copy') pairs.push({ shared: shared.copy(), plain: new Map(plain) });
        else if (what === 'set') {
          shared.set(key, { n });
          plain.set(key, { n });
        } else expect(shared.delete(key)).toBe(plain.delete(key));
      }
      for (const { shared, plain } of pairs) {
        expect([...shared].sort()).toEqual([...plain].sort());
        expect(shared.size).toBe(plain.size);
        for (const key of 'abcde') expect(shared.get(key)).toEqual(plain.get(key));
      }
    }),
  );
});
