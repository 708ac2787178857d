import { absentData } from './absent-data.ts';
import type { Check } from './check.ts';
import { agentForwarding, hostKeyChecking, passwordLogin } from './connections.ts';
import { removalAfterUncheckedCd, uncheckedCd, unguardedRemoval } from './destructive-paths.ts';
import { halfDeployed, noErrexit, remoteErrorsIgnored } from './error-handling.ts';
import { noLock } from './lock.ts';
import { severalRepositories, workingTree } from './origin.ts';
import {
  afterTheEnd,
  bareSession,
  dynamicCode,
  missingFile,
  neverCalled,
  unreadDocument,
} from './reachability.ts';
import {
  placeholderSecret,
  privateKeyInScript,
  reusedSecret,
  secretInClear,
  sharedSecret,
  traceShowsSecrets,
} from './secrets-in-clear.ts';
import { lostFields } from './lost-fields.ts';
import { noHealthCheck, stopWithoutHandling } from './services.ts';
import { byteOrderMark, windowsLineEnds } from './written-form.ts';

/** Every check, by id. */
export const checks: readonly Check[] = [
  halfDeployed,
  noErrexit,
  noLock,
  uncheckedCd,
  removalAfterUncheckedCd,
  unguardedRemoval,
  afterTheEnd,
  dynamicCode,
  missingFile,
  absentData,
  neverCalled,
  secretInClear,
  privateKeyInScript,
  placeholderSecret,
  passwordLogin,
  reusedSecret,
  sharedSecret,
  traceShowsSecrets,
  noHealthCheck,
  stopWithoutHandling,
  severalRepositories,
  workingTree,
  bareSession,
  unreadDocument,
  agentForwarding,
  hostKeyChecking,
  remoteErrorsIgnored,
  windowsLineEnds,
  byteOrderMark,
  lostFields,
];
