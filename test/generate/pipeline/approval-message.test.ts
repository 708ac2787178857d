import { expect, test } from '@jest/globals';

import { approvalMessage } from '../../../src/generate/pipeline/approval-message.ts';

const commit = '(commit #{SourceVariables.CommitId} by #{SourceVariables.AuthorDisplayName})';

test.each([
  [null, 'Deploy to prod?'],
  ['', 'Deploy to prod?'],
  ['Deploy to prod? (y/n)', 'Deploy to prod?'],
  ['On y va ? [o/N] ', 'On y va ?'],
  ['Continue? [Y/n]:', 'Continue?'],
  ['Tapez OUI pour continuer : ', 'Tapez OUI pour continuer'],
  ['shop (deploy): sure?|shop (rollback): sure?', 'shop (deploy): sure?'],
  ['Sure? [y|n]', 'Sure?'],
  ['Deploy $(git rev-parse --short HEAD)?', 'Deploy #{SourceVariables.CommitId}?'],
  ['two\nlines?', 'two lines?'],
])('%j asks %j', (prompt, question) => {
  expect(approvalMessage(prompt, 'prod')).toBe(`${question} ${commit}`);
});

test('a long prompt leaves room for the commit', () => {
  expect(approvalMessage('x'.repeat(2000), 'prod').length).toBeLessThan(1000);
});
