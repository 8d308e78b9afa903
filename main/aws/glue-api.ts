/** The operations of Glue that queries use; those that set up and take away come from `glue-making.ts`. Each throws an AppError for what AWS says. */
import type {
  GetPartitionsCommandInput,
  GetPartitionsCommandOutput,
  GetTableCommandInput,
  GetTableCommandOutput,
  GlueClient,
} from '@aws-sdk/client-glue';
import type { Ask, Call } from './ask.ts';
import { createGlueMakingApi, type GlueMakingApi } from './glue-making.ts';

export interface GlueApi extends GlueMakingApi {
  readonly getPartitions: Call<GetPartitionsCommandInput, GetPartitionsCommandOutput>;
  readonly getTable: Call<GetTableCommandInput, GetTableCommandOutput>;
}

type Sdk = typeof import('./glue-sdk.ts');

export function createGlueApi(ask: Ask<Sdk, GlueClient>): GlueApi {
  return {
    ...createGlueMakingApi(ask),
    getPartitions: ask('GetPartitions', ({ sdk, client, input, options }) => client.send(new sdk.GetPartitionsCommand(input), options)),
    getTable: ask('GetTable', ({ sdk, client, input, options }) => client.send(new sdk.GetTableCommand(input), options)),
  };
}
