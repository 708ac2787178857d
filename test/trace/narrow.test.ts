/** A decided condition narrows the values that a variable may have. */
import { expect, test } from '@jest/globals';

import { traceScripts } from './applications.ts';
import { renderValue } from './render-step.ts';

interface Row {
  readonly why: string;
  readonly script: string;
  /** What `$X` may be where `ssh $X` stands. */
  readonly hosts: readonly string[];
}

const either = 'X=""; [ -f flag ] && X=web1; [ -f other ] && X=web2\n';
const rows: readonly Row[] = [
  {
    why: 'a branch that leaves takes its value with it',
    script: `${either}[ -z "$X" ] && exit 1\nssh $X make`,
    hosts: ['web1', 'web2'],
  },
  {
    why: 'the same with if',
    script: `${either}if [ -z "$X" ]; then exit 1; fi\nssh $X make`,
    hosts: ['web1', 'web2'],
  },
  {
    why: 'inside the branch',
    script: `${either}if [[ "$X" == web2 ]]; then ssh $X make; fi`,
    hosts: ['web2'],
  },
  {
    why: 'inside the other branch',
    script: `${either}if [ "$X" != web2 ]; then :; else ssh $X make; fi`,
    hosts: ['web2'],
  },
  {
    why: 'a case without its leaving branches',
    script: `${either}case "$X" in "") exit;; web1) ;; *) ;; esac\nssh $X make`,
    hosts: ['web1', 'web2'],
  },
  { why: 'inside a case', script: `${either}case $X in *1) ssh $X make;; esac`, hosts: ['web1'] },
];

test.each(rows)('$why', ({ script, hosts }) => {
  const step = traceScripts({ 'deploy.sh': script }).steps.find(({ name }) => name === 'make');
  const found = (step?.place.hosts ?? []).flatMap((host) =>
    host.kind === 'one-of' ? host.values : [host],
  );
  expect(found.map(renderValue).sort()).toEqual(hosts);
});
