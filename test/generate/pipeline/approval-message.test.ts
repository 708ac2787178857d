import { expect, test } from '@jest/globals';

import { approvalMessage } from '../../../src/generate/pipeline/approval-message.ts';
import { manifestOf } from '../../../src/generate/pipeline/manifest-of.ts';
import { planScripts } from '../../plan/planned.ts';
import { contextOf } from '../contexts.ts';

const commit = '(commit #{SourceVariables.CommitId}, #{SourceVariables.AuthorDisplayName})';
const asked = (prompt: string | null, condition: string | null = null) =>
  approvalMessage({ prompt, condition }, 'prod', new Map([['1', '#{variables.VERSION}']]));

test.each([
  [null, 'Deploy to prod?'],
  ['', 'Deploy to prod?'],
  ['Deploy to prod? (y/n)', 'Deploy to prod?'],
  ['On y va ? [o/N] ', 'On y va ?'],
  ['Continue? [Y/n]:', 'Continue?'],
  ['Tapez OUI pour continuer : ', 'Deploy to prod?'],
  ['Entrée pour continuer, ctrl-c pour arrêter', 'Deploy to prod?'],
  ['Press any key to continue...', 'Deploy to prod?'],
  ['shop en PRODUCTION : tapez OUI pour continuer : ', 'shop en PRODUCTION'],
  ['shop (deploy): sure?|shop (rollback): sure?', 'shop (deploy): sure?'],
  ['Sure? [y|n]', 'Sure?'],
  ['Deploy shop $1 to production? (yes/no) ', 'Deploy shop #{variables.VERSION} to production?'],
  ['Deploy $OTHER now?', 'Deploy now?'],
  ['two\nlines?', 'two lines?'],
])('%j asks %j', (prompt, question) => {
  expect(asked(prompt)).toBe(`${question} ${commit}`);
});

test('the commit is said once', () => {
  expect(asked('Deploy $(git rev-parse --short HEAD)?')).toBe(
    'Deploy #{SourceVariables.CommitId}? (#{SourceVariables.AuthorDisplayName})',
  );
});

test('a long prompt leaves room for the commit', () => {
  expect(asked('x'.repeat(2000)).length).toBeLessThan(1000);
});

interface Row {
  readonly lines: readonly string[];
  readonly question: string;
  readonly why: string;
}

const rows: readonly Row[] = [
  {
    lines: ['V=${1:?version}', 'read -erp "Deploy shop $V? " ok', '[ "$ok" = y ] || exit 1'],
    question: 'Deploy shop #{variables.V}?',
    why: 'what the release was given, and options in one word',
  },
  {
    lines: ['echo -n "Update the site, ok ? [o/N] "', 'read OK', '[ "$OK" = o ] || exit 0'],
    question: 'Update the site, ok ?',
    why: 'words that echo printed just before',
  },
  {
    lines: [
      'if [ "$(date +%-d)" -ge 28 ]; then',
      '  read -p "Closing days! Force? (yes) " force',
      '  [ "$force" = yes ] || exit 1',
      'fi',
    ],
    question: 'Deploy to prod? Where [ "$(date +%-d)" -ge 28 ]: Closing days! Force?',
    why: 'a question that the script did not always ask',
  },
];

test.each(rows)('the approval of a script: $why', ({ lines, question }) => {
  const script = [
    '#!/bin/bash',
    ...lines,
    'mvn package -Drevision="$V"',
    'scp target/a.jar web1:/opt/a/',
    '',
  ];
  const plan = planScripts({ 'deploy.sh': script.join('\n') });
  const { stages } = manifestOf(plan, contextOf(plan));
  const messages = stages
    .flatMap(({ actions }) => actions)
    .flatMap((action) => (action.type === 'approval' ? [action.message] : []));
  expect(messages).toEqual([`${question} ${commit}`]);
});
