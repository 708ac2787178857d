import { expect, test } from '@jest/globals';

import type { Bundle } from '../../src/generate/repository/bundle.ts';
import { placements } from '../../src/generate/repository/placements.ts';

function entry(destination: string | null): Bundle['entries'][number] {
  const byEnvironment = destination === null ? { prod: '/srv/a', test: '/srv/b c' } : null;
  return {
    source: 'app',
    isDirectory: true,
    destination: destination ?? '',
    steps: ['copy'],
    mapping: { destination, byEnvironment },
  } as unknown as Bundle['entries'][number];
}

const context = {
  environments: ['test', 'prod'],
  owner: 'deploy',
  notes: { of: () => 'deploy.sh:7', ofSpans: () => '' },
};

test('files whose folder hangs on the environment are copied on to it, others are not', () => {
  const bundle = { entries: [entry('/srv/known'), entry(null)] } as unknown as Bundle;
  expect(placements(bundle, context).split('\n').slice(1)).toEqual([
    'case "$ENVIRONMENT" in',
    '  prod) FOLDER=/srv/a ;;',
    "  test) FOLDER='/srv/b c' ;;",
    '  *)',
    '    echo "no folder is known for the files of $ENVIRONMENT" >&2',
    '    exit 1',
    '    ;;',
    'esac',
    'mkdir -p "$FOLDER"',
    'chown -R deploy "$BUNDLE/app"',
    'cp -a "$BUNDLE/app/." "$FOLDER"/',
  ]);
  expect(placements({ entries: [entry('/srv/known')] } as unknown as Bundle, context)).toBe('');
});
