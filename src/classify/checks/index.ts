import type { Check } from './check.ts';
import { unguardedCd, unsetVariableRemoved } from './destructive-paths.ts';
import { missingSetE } from './error-handling.ts';
import { placeholderSecrets, secretsInClear } from './secrets-in-clear.ts';

/** Every check, in the order in which they are asked. */
export const checks: readonly Check[] = [
  secretsInClear,
  placeholderSecrets,
  unsetVariableRemoved,
  unguardedCd,
  missingSetE,
];
