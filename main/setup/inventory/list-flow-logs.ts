/** Flow logs as EC2 lists them, read into what Nagare knows of one. */
import type { FlowLog as AwsFlowLog } from '@aws-sdk/client-ec2';
import type { FlowLog } from '../../../preload/contract/setup.ts';
import { AppError } from '../../app-error.ts';
import type { Ec2Api } from '../../aws/ec2-api.ts';
import { fieldsOfFormat } from '../../flowlogs/log-format.ts';
import { allPages } from '../all-pages.ts';
import { isMarked } from '../marks.ts';
import { nameOf } from './list-network.ts';

/** @throws AppError of AWS's codes */
export async function listFlowLogs(ec2: Pick<Ec2Api, 'describeFlowLogs'>): Promise<readonly FlowLog[]> {
  const found = await allPages<AwsFlowLog>(async (NextToken) => {
    const page = await ec2.describeFlowLogs({ MaxResults: 1000, ...(NextToken === undefined ? {} : { NextToken }) });
    return { items: page.FlowLogs, next: page.NextToken };
  });
  return found.map(readFlowLog);
}

/** @throws AppError `flow_log_not_found`, and AWS's codes */
export async function readFlowLogById(ec2: Pick<Ec2Api, 'describeFlowLogs'>, id: string): Promise<FlowLog> {
  const { FlowLogs = [] } = await ec2.describeFlowLogs({ FlowLogIds: [id] });
  const [found] = FlowLogs;
  if (!found) throw new AppError('flow_log_not_found', `There is no flow log ${id} any more.`, { details: { id } });
  return readFlowLog(found);
}

export interface S3FlowLog extends FlowLog {
  readonly bucket: string;
}

/** @throws AppError `not_in_s3` for one that goes elsewhere */
export function inS3(flowLog: FlowLog): S3FlowLog {
  if (flowLog.bucket !== null) return { ...flowLog, bucket: flowLog.bucket };
  throw new AppError('not_in_s3', `The flow log ${flowLog.id} does not go to S3, so Athena cannot read it. Make a second one beside it.`, {
    details: { id: flowLog.id, destination: flowLog.destinationType },
  });
}

function readFlowLog(flowLog: AwsFlowLog): FlowLog {
  const isS3 = flowLog.LogDestinationType === 's3';
  const place = /^arn:[\w-]+:s3:::([^/]+)\/?(.*)$/.exec(flowLog.LogDestination ?? '');
  const folder = place?.[2]?.replace(/\/+$/, '') ?? '';
  const { FileFormat, HiveCompatiblePartitions, PerHourPartition } = flowLog.DestinationOptions ?? {};
  return {
    id: flowLog.FlowLogId ?? '',
    name: nameOf(flowLog.Tags),
    resourceId: flowLog.ResourceId ?? '',
    destinationType: flowLog.LogDestinationType ?? 'cloud-watch-logs',
    destination: flowLog.LogDestination ?? flowLog.LogGroupName ?? null,
    bucket: isS3 ? (place?.[1] ?? null) : null,
    prefix: isS3 && folder !== '' ? `${folder}/` : '',
    fileFormat: isS3 ? (FileFormat === 'parquet' ? 'parquet' : 'plain-text') : null,
    hive: HiveCompatiblePartitions ?? false,
    hourly: PerHourPartition ?? false,
    intervalSeconds: flowLog.MaxAggregationInterval ?? 600,
    traffic: flowLog.TrafficType ?? 'ALL',
    fields: [...fieldsOfFormat(flowLog.LogFormat)],
    status: flowLog.FlowLogStatus ?? null,
    deliverStatus: flowLog.DeliverLogsStatus ?? null,
    deliverError: flowLog.DeliverLogsErrorMessage ?? null,
    createdAt: flowLog.CreationTime?.toISOString() ?? null,
    byNagare: isMarked(flowLog.Tags),
  };
}
