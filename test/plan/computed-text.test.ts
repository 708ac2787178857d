/** Code that a script only has as text when it runs: who gives it. */
import { expect, test } from '@jest/globals';

import { planScripts } from './planned.ts';

test.each([
  [
    'ssh deploy@web1 "$(grep "^web=" roles.conf | cut -d= -f2-)"\n',
    'plan/unresolved-text-printed',
    { command: 'grep "^web=" roles.conf | cut -d= -f2-' },
  ],
  ['[ -n "$AFTER" ] && eval "$AFTER"\n', 'plan/unresolved-text-handed', { name: 'AFTER' }],
  ['eval "$(perl -Mlocal::lib)"\n', 'plan/unresolved-dynamic-text', {}],
])('%j', (script, code, params) => {
  const { steps } = planScripts({
    'deploy.sh': `rsync -az dist/ deploy@web1:/srv/shop/\n${script}`,
  });
  const step = steps.find(({ classified }) => classified.step.unresolved === 'dynamic-text');
  expect(step).toMatchObject({ disposition: 'manual', reason: { code, params } });
});
