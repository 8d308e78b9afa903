/** The operations of Athena by which things are set up and taken away: no query needs them. Each throws an AppError for what AWS says. */
import type {
  AthenaClient,
  CreateWorkGroupCommandInput,
  CreateWorkGroupCommandOutput,
  DeleteWorkGroupCommandInput,
  DeleteWorkGroupCommandOutput,
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
} from '@aws-sdk/client-athena';
import type { Ask, Call } from './ask.ts';

export interface AthenaMakingApi {
  readonly createWorkGroup: Call<CreateWorkGroupCommandInput, CreateWorkGroupCommandOutput>;
  readonly deleteWorkGroup: Call<DeleteWorkGroupCommandInput, DeleteWorkGroupCommandOutput>;
  readonly listTagsForResource: Call<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput>;
}

type Sdk = typeof import('./athena-sdk.ts');

export function createAthenaMakingApi(ask: Ask<Sdk, AthenaClient>): AthenaMakingApi {
  return {
    createWorkGroup: ask('CreateWorkGroup', ({ sdk, client, input, options }) =>
      client.send(new sdk.CreateWorkGroupCommand(input), options),
    ),
    deleteWorkGroup: ask('DeleteWorkGroup', ({ sdk, client, input, options }) =>
      client.send(new sdk.DeleteWorkGroupCommand(input), options),
    ),
    listTagsForResource: ask('ListTagsForResource', ({ sdk, client, input, options }) =>
      client.send(new sdk.ListTagsForResourceCommand(input), options),
    ),
  };
}
