import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

import { expect, test } from '@jest/globals';

import { parseYamlQuickly } from '../../src/fleet/quick-yaml.ts';
import { parseYamlWithLines, YamlError } from '../../src/fleet/yaml.ts';
import { ourRuleFiles } from '../classify/our-rules.ts';

test('both readers find the same in each rule and in the lore', () => {
  const differing = ['rules/lore.yaml', ...ourRuleFiles.map(({ path }) => path)].filter((path) => {
    const text = readFileSync(path, 'utf8');
    return !isDeepStrictEqual(parseYamlQuickly(text).data, parseYamlWithLines(text).data);
  });
  expect(differing).toEqual([]);
});

test('a date stays a text', () => {
  expect(parseYamlQuickly('since: 2024-01-31\n').data).toEqual({ since: '2024-01-31' });
});

test('a line and a style are found once they are asked for', () => {
  const read = parseYamlQuickly('id: a\ntests:\n  - sh: "ls"\n');
  expect(read.lineOf('/tests/0/sh')).toBe(3);
  expect(read.scalarAt('/tests/0/sh')?.style).toBe('quoted');
});

test.each([
  ['a key twice', 'id: a\nid: b\n', 2],
  ['an alias without an anchor', 'id: *a\n', 1],
  ['a bracket that stays open', 'id: [a\n', 2],
])('the message for %s is the one with its line', (_, text, line) => {
  const thrown = (parse: (text: string) => unknown): unknown => {
    try {
      return parse(text);
    } catch (error) {
      return error;
    }
  };
  const error = thrown(parseYamlQuickly);
  expect(error).toBeInstanceOf(YamlError);
  expect((error as YamlError).line).toBe(line);
  expect(error).toEqual(thrown(parseYamlWithLines));
});

test('a small file that grows without end is refused', () => {
  const levels = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map(
    (name, at, all) =>
      `${name}: &${name} [${Array(9)
        .fill(at === 0 ? 'x' : `*${all[at - 1]}`)
        .join(', ')}]`,
  );
  expect(() => parseYamlQuickly(levels.join('\n'))).toThrow(YamlError);
});
