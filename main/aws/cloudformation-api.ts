/** The operations of CloudFormation that Nagare uses. Each throws an AppError for what AWS says. */
import type {
  CloudFormationClient,
  CreateStackCommandInput,
  CreateStackCommandOutput,
  DeleteStackCommandInput,
  DeleteStackCommandOutput,
  DescribeStackEventsCommandInput,
  DescribeStackEventsCommandOutput,
  DescribeStackResourcesCommandInput,
  DescribeStackResourcesCommandOutput,
  DescribeStacksCommandInput,
  DescribeStacksCommandOutput,
  ListStackResourcesCommandInput,
  ListStackResourcesCommandOutput,
} from '@aws-sdk/client-cloudformation';
import type { Ask, Call } from './ask.ts';

export interface CloudFormationApi {
  readonly createStack: Call<CreateStackCommandInput, CreateStackCommandOutput>;
  readonly describeStacks: Call<DescribeStacksCommandInput, DescribeStacksCommandOutput>;
  readonly describeStackEvents: Call<DescribeStackEventsCommandInput, DescribeStackEventsCommandOutput>;
  /** The first 100 at most, and no token: for the stack that holds a thing. What a stack is made of, `listStackResources` tells. */
  readonly describeStackResources: Call<DescribeStackResourcesCommandInput, DescribeStackResourcesCommandOutput>;
  readonly listStackResources: Call<ListStackResourcesCommandInput, ListStackResourcesCommandOutput>;
  readonly deleteStack: Call<DeleteStackCommandInput, DeleteStackCommandOutput>;
}

type Sdk = typeof import('./cloudformation-sdk.ts');

export function createCloudFormationApi(ask: Ask<Sdk, CloudFormationClient>): CloudFormationApi {
  return {
    createStack: ask('CreateStack', ({ sdk, client, input, options }) => client.send(new sdk.CreateStackCommand(input), options)),
    describeStacks: ask('DescribeStacks', ({ sdk, client, input, options }) => client.send(new sdk.DescribeStacksCommand(input), options)),
    describeStackEvents: ask('DescribeStackEvents', ({ sdk, client, input, options }) =>
      client.send(new sdk.DescribeStackEventsCommand(input), options),
    ),
    describeStackResources: ask('DescribeStackResources', ({ sdk, client, input, options }) =>
      client.send(new sdk.DescribeStackResourcesCommand(input), options),
    ),
    listStackResources: ask('ListStackResources', ({ sdk, client, input, options }) =>
      client.send(new sdk.ListStackResourcesCommand(input), options),
    ),
    deleteStack: ask('DeleteStack', ({ sdk, client, input, options }) => client.send(new sdk.DeleteStackCommand(input), options)),
  };
}
