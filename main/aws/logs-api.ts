/** The operations of CloudWatch Logs that Nagare uses. Each throws an AppError for what AWS says. */
import type {
  CloudWatchLogsClient,
  DeleteLogGroupCommandInput,
  DeleteLogGroupCommandOutput,
  DescribeLogGroupsCommandInput,
  DescribeLogGroupsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Ask, Call } from './ask.ts';

export interface LogsApi {
  readonly describeLogGroups: Call<DescribeLogGroupsCommandInput, DescribeLogGroupsCommandOutput>;
  readonly deleteLogGroup: Call<DeleteLogGroupCommandInput, DeleteLogGroupCommandOutput>;
}

type Sdk = typeof import('./logs-sdk.ts');

export function createLogsApi(ask: Ask<Sdk, CloudWatchLogsClient>): LogsApi {
  return {
    describeLogGroups: ask('DescribeLogGroups', ({ sdk, client, input, options }) =>
      client.send(new sdk.DescribeLogGroupsCommand(input), options),
    ),
    deleteLogGroup: ask('DeleteLogGroup', ({ sdk, client, input, options }) => client.send(new sdk.DeleteLogGroupCommand(input), options)),
  };
}
