/** Whom to talk to, and as whom. What is not said is found as the AWS tools find it. */
export interface AwsSettings {
  readonly region: string | null;
  /** Another endpoint than AWS's own: a proxy, or a stand-in on this machine. */
  readonly endpoint: string | null;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  } | null;
}

/** The settings in the words of the SDK's clients. A call that hangs is given up and told. */
export function clientSettings({ region, endpoint, credentials }: AwsSettings) {
  return {
    ...(region === null ? {} : { region }),
    ...(endpoint === null ? {} : { endpoint }),
    ...(credentials === null ? {} : { credentials }),
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000 },
  };
}
