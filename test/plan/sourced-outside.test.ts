/** Files that a script sources and nobody has: which, and what is taken from them. */
import { expect, test } from '@jest/globals';

import { planScripts } from './planned.ts';

const copy = 'rsync -az dist/ deploy@web1:/srv/shop/\n';

test.each([
  ['source ~/.deployrc\nnpm run build -- "$SITE" "$HOME"\n', '~/.deployrc', 'SITE'],
  [
    'echo "$EARLY"\nSITE=a\n. ../../shared/deploy-lib\necho "$SITE"\n',
    '../../shared/deploy-lib',
    '',
  ],
])('%j', (script, file, names) => {
  const { steps } = planScripts({ 'deploy.sh': script + copy });
  const source = steps.find(({ classified: { step } }) => /^(source|\.)$/.test(step.name ?? ''));
  expect(source?.disposition).toBe('manual');
  expect(source?.reason).toMatchObject({
    code: names === '' ? 'plan/sourced-outside' : 'plan/sourced-names',
    params: { file, names },
  });
});
