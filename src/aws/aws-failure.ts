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
  const { name, message, code } = described(error);
  // The SDK wraps what it does not take for an error; the code then stands in the message alone.
  const network = networkCodes.find((one) => one === code || message.includes(one));
  const isNetwork = name === 'TimeoutError' || network !== undefined;
  const reason = network ?? name;
  const params = { permission, resource, reason };
  const say = (kind: string) => new AwsFailure({ code: `aws/failed/${kind}`, params }, reason);
  if (isNetwork) return say('unreachable');
  if (denied.includes(name)) return say('denied');
  if (expired.includes(name)) return say('expired');
  if (unknownKey.includes(name)) return say('unknown-key');
  if (throttled.includes(name)) return say('throttled');
  if (noCredentials.includes(name)) return say('no-credentials');
  if (/region is missing/i.test(message)) return say('no-region');
  return say('other');
}

const networkCodes = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE'];

/** What the SDK throws comes from several places, and not all of them make the same class of errors. */
function described(error: unknown) {
  const thrown: Readonly<Record<string, unknown>> =
    typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
  const text = (key: string) => {
    const value = thrown[key];
    return typeof value === 'string' ? value : '';
  };
  return { name: text('name') || 'unknown', message: text('message'), code: text('code') };
}
