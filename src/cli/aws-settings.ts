import type { AwsSettings } from '../aws/settings.ts';
import type { Io } from './io.ts';

/**
 * Whom to talk to. Keys in the environment are handed on; without them the SDK looks where the AWS tools
 * look (profile, single sign-on, instance role). Nothing of it is printed.
 */
export function awsSettings(
  { environment }: Pick<Io, 'environment'>,
  region: string | null,
): AwsSettings {
  const accessKeyId = environment['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = environment['AWS_SECRET_ACCESS_KEY'];
  const sessionToken = environment['AWS_SESSION_TOKEN'];
  return {
    region: region ?? environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? null,
    endpoint: environment['AWS_ENDPOINT_URL'] ?? null,
    credentials:
      accessKeyId === undefined || secretAccessKey === undefined
        ? null
        : {
            accessKeyId,
            secretAccessKey,
            ...(sessionToken === undefined ? {} : { sessionToken }),
          },
  };
}
