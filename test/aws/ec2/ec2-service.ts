/** EC2, as far as flow logs go. */
import { ec2Protocol, queryService } from '../query-service.ts';
import type { AwsService } from '../wire.ts';
import { networkOperations } from './describe-network.ts';
import { flowLogOperations } from './flow-log-operations.ts';
import type { FlowLogs } from './flow-logs.ts';
import { type IntegrationOptions, integrationOperation } from './integration-operation.ts';
import type { Network } from './network.ts';

export function createEc2Service(network: Network, flowLogs: FlowLogs, integration: Omit<IntegrationOptions, 'flowLogs'>): AwsService {
  return queryService(ec2Protocol, {
    ...networkOperations(network),
    ...flowLogOperations(flowLogs),
    GetFlowLogsIntegrationTemplate: integrationOperation({ ...integration, flowLogs }),
  });
}
