/** The operations of EC2 that Nagare uses. Each throws an AppError for what AWS says. */
import type {
  CreateFlowLogsCommandInput,
  CreateFlowLogsCommandOutput,
  DeleteFlowLogsCommandInput,
  DeleteFlowLogsCommandOutput,
  DescribeFlowLogsCommandInput,
  DescribeFlowLogsCommandOutput,
  DescribeNetworkInterfacesCommandInput,
  DescribeNetworkInterfacesCommandOutput,
  DescribeSubnetsCommandInput,
  DescribeSubnetsCommandOutput,
  DescribeVpcsCommandInput,
  DescribeVpcsCommandOutput,
  EC2Client,
  GetFlowLogsIntegrationTemplateCommandInput,
  GetFlowLogsIntegrationTemplateCommandOutput,
} from '@aws-sdk/client-ec2';
import type { Ask, Call } from './ask.ts';

export interface Ec2Api {
  readonly describeVpcs: Call<DescribeVpcsCommandInput, DescribeVpcsCommandOutput>;
  readonly describeSubnets: Call<DescribeSubnetsCommandInput, DescribeSubnetsCommandOutput>;
  readonly describeNetworkInterfaces: Call<DescribeNetworkInterfacesCommandInput, DescribeNetworkInterfacesCommandOutput>;
  readonly describeFlowLogs: Call<DescribeFlowLogsCommandInput, DescribeFlowLogsCommandOutput>;
  readonly createFlowLogs: Call<CreateFlowLogsCommandInput, CreateFlowLogsCommandOutput>;
  readonly deleteFlowLogs: Call<DeleteFlowLogsCommandInput, DeleteFlowLogsCommandOutput>;
  readonly getFlowLogsIntegrationTemplate: Call<GetFlowLogsIntegrationTemplateCommandInput, GetFlowLogsIntegrationTemplateCommandOutput>;
}

type Sdk = typeof import('./ec2-sdk.ts');

export function createEc2Api(ask: Ask<Sdk, EC2Client>): Ec2Api {
  return {
    describeVpcs: ask('DescribeVpcs', ({ sdk, client, input, options }) => client.send(new sdk.DescribeVpcsCommand(input), options)),
    describeSubnets: ask('DescribeSubnets', ({ sdk, client, input, options }) =>
      client.send(new sdk.DescribeSubnetsCommand(input), options),
    ),
    describeNetworkInterfaces: ask('DescribeNetworkInterfaces', ({ sdk, client, input, options }) =>
      client.send(new sdk.DescribeNetworkInterfacesCommand(input), options),
    ),
    describeFlowLogs: ask('DescribeFlowLogs', ({ sdk, client, input, options }) =>
      client.send(new sdk.DescribeFlowLogsCommand(input), options),
    ),
    createFlowLogs: ask('CreateFlowLogs', ({ sdk, client, input, options }) => client.send(new sdk.CreateFlowLogsCommand(input), options)),
    deleteFlowLogs: ask('DeleteFlowLogs', ({ sdk, client, input, options }) => client.send(new sdk.DeleteFlowLogsCommand(input), options)),
    getFlowLogsIntegrationTemplate: ask('GetFlowLogsIntegrationTemplate', ({ sdk, client, input, options }) =>
      client.send(new sdk.GetFlowLogsIntegrationTemplateCommand(input), options),
    ),
  };
}
