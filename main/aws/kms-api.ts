/** The operations of KMS that Nagare uses: they only read. Each throws an AppError for what AWS says. */
import type {
  DescribeKeyCommandInput,
  DescribeKeyCommandOutput,
  GetKeyPolicyCommandInput,
  GetKeyPolicyCommandOutput,
  KMSClient,
} from '@aws-sdk/client-kms';
import type { Ask, Call } from './ask.ts';

export interface KmsApi {
  readonly describeKey: Call<DescribeKeyCommandInput, DescribeKeyCommandOutput>;
  readonly getKeyPolicy: Call<GetKeyPolicyCommandInput, GetKeyPolicyCommandOutput>;
}

type Sdk = typeof import('./kms-sdk.ts');

export function createKmsApi(ask: Ask<Sdk, KMSClient>): KmsApi {
  return {
    describeKey: ask('DescribeKey', ({ sdk, client, input, options }) => client.send(new sdk.DescribeKeyCommand(input), options)),
    getKeyPolicy: ask('GetKeyPolicy', ({ sdk, client, input, options }) => client.send(new sdk.GetKeyPolicyCommand(input), options)),
  };
}
