import type { Message } from '../model/message.ts';

/** A call of AWS failed; the message says which, why, and what to do. */
export class AwsFailure extends Error {
  readonly said: Message;
  /** AWS's own name of the error. */
  readonly reason: string;

  constructor(said: Message, reason: string) {
    super(said.code);
    this.name = 'AwsFailure';
    this.said = said;
    this.reason = reason;
  }
}

const denied = ['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation'];
const expired = ['ExpiredTokenException', 'ExpiredToken', 'RequestExpired'];
const unknownKey = [
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'IncompleteSignature',
  'MissingAuthenticationTokenException',
];
const throttled = [
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
];
const noCredentials = ['CredentialsProviderError', 'TokenProviderError'];

/** A permission as IAM writes it: `codepipeline:ListPipelineExecutions`. */
export type Permission = `${string}:${string}`;

/**
 * Runs a call and turns its failure into a sentence. AWS's own text is left out on purpose: it repeats
 * the input, and that may be a secret.
 */
export async function callAws<Result>(
  permission: Permission,
  resource: string,
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw failureOf(error, permission, resource);
  }
}

function failureOf(error: unknown, permission: Permission, resource: string): AwsFailure {
  const reason = error instanceof Error ? error.name : 'unknown';
  const params = { permission, resource, reason };
  const say = (name: string) => new AwsFailure({ code: `aws/failed/${name}`, params }, reason);
  if (denied.includes(reason)) return say('denied');
  if (expired.includes(reason)) return say('expired');
  if (unknownKey.includes(reason)) return say('unknown-key');
  if (throttled.includes(reason)) return say('throttled');
  if (noCredentials.includes(reason)) return say('no-credentials');
  if (isNoRegion(error)) return say('no-region');
  if (isUnreachable(error)) return say('unreachable');
  return say('other');
}

function isNoRegion(error: unknown): boolean {
  return error instanceof Error && /region is missing/i.test(error.message);
}

const networkCodes = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE'];

function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    error.name === 'TimeoutError' ||
    networkCodes.includes(code) ||
    networkCodes.includes(error.name)
  );
}
