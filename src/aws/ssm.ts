import { GetParametersCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

import { AwsFailure, callAws } from './aws-failure.ts';
import { clientSettings } from './settings.ts';
import type { AwsSettings } from './settings.ts';

/** As many names as one call takes. Source: API_GetParameters. */
const batch = 10;

export interface PutOptions {
  readonly overwrite: boolean;
  /** A key of one's own; null for the account's `alias/aws/ssm`. */
  readonly keyId: string | null;
}

/** The calls of the Parameter Store that we need. Each throws an AwsFailure; none reads a value. */
export function createParameterStore(settings: AwsSettings) {
  const client = new SSMClient(clientSettings(settings));
  return {
    /** Those of the names that the account does not hold. Values stay encrypted and are not looked at. */
    async missing(names: readonly string[]): Promise<readonly string[]> {
      const missing: string[] = [];
      for (let at = 0; at < names.length; at += batch) {
        const some = names.slice(at, at + batch);
        const output = await callAws('ssm:GetParameters', some[0] ?? '', () =>
          client.send(new GetParametersCommand({ Names: some, WithDecryption: false })),
        );
        missing.push(...(output.InvalidParameters ?? []));
      }
      return missing;
    },
    /** Puts one secret; false when it is there already and may not be replaced. */
    async putSecret(name: string, value: string, options: PutOptions): Promise<boolean> {
      try {
        await callAws('ssm:PutParameter', name, () =>
          client.send(
            new PutParameterCommand({
              Name: name,
              Value: value,
              Type: 'SecureString',
              Overwrite: options.overwrite,
              ...(options.keyId === null ? {} : { KeyId: options.keyId }),
            }),
          ),
        );
        return true;
      } catch (error) {
        if (error instanceof AwsFailure && error.reason === 'ParameterAlreadyExists') return false;
        throw error;
      }
    },
  };
}
export type ParameterStore = ReturnType<typeof createParameterStore>;
