import { expect, test } from '@jest/globals';

import { isSecretValue } from '../../src/classify/secret-value.ts';

test.each([
  ['super_hidden_pw', true],
  ['@Rt8k2Qz', true],
  ['%aX93kd82', true],
  ['-x7Kq92mZ', true],
  ['PROD_DB_PASSWORD', false],
  ['@/run/secrets/db', false],
  ['@key.pem', false],
  ['%PASSWORD%', false],
  ['--password-stdin', false],
  ['$DB_PASSWORD', false],
])('%s may be a secret: %p', (text, expected) => {
  expect(isSecretValue(text)).toBe(expected);
});
