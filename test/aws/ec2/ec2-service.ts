/** EC2, as far as flow logs go. */
import { ec2Protocol, type QueryOperation, queryService } from '../query-service.ts';
import { AwsFault, type AwsService } from '../wire.ts';
import { networkOperations } from './describe-network.ts';
import { flowLogOperations } from './flow-log-operations.ts';
import type { FlowLogs } from './flow-logs.ts';
import { type IntegrationOptions, integrationOperation } from './integration-operation.ts';
import type { Network } from './network.ts';

export function createEc2Service(network: Network, flowLogs: FlowLogs, integration: Omit<IntegrationOptions, 'flowLogs'>): AwsService {
  const operations: Readonly<Record<string, QueryOperation>> = {
    ...networkOperations(network),
    ...flowLogOperations(flowLogs),
    GetFlowLogsIntegrationTemplate: integrationOperation({ ...integration, flowLogs }),
  };
  return queryService(ec2Protocol, Object.fromEntries(Object.entries(operations).map(([name, act]) => [name, dryOrNot(act)])));
}

/** Whoever only asks whether it were allowed is told so by an error. */
const dryOrNot =
  (act: QueryOperation): QueryOperation =>
  (input) => {
    if (input.text('DryRun') !== 'true') return act(input);
    throw new AwsFault('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
  };
