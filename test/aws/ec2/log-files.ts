/** Where a flow log's files lie in S3, as the page "Flow log files" lays them out. */
import { ACCOUNT } from '../sts-service.ts';
import type { FlowLog } from './flow-logs.ts';

const two = (number: number): string => String(number).padStart(2, '0');

/** Whose records and of where: a bucket takes those of other accounts and regions too. */
export interface LogOwner {
  readonly account: string;
  readonly region: string;
}

const ownerOf = ({ region }: FlowLog): LogOwner => ({ account: ACCOUNT, region });

/** `s3://bucket/prefix/AWSLogs/123456789012/vpcflowlogs/ap-northeast-1/`, the folder above all partitions. */
export function folderOfFlowLog(flowLog: FlowLog, { account, region }: LogOwner = ownerOf(flowLog)): string {
  const { destination = '', isHive } = flowLog;
  const place = destination.replace(/^arn:aws[\w-]*:s3:::/, '').replace(/\/+$/, '');
  const folders = isHive
    ? [`aws-account-id=${account}`, 'aws-service=vpcflowlogs', `aws-region=${region}`]
    : [account, 'vpcflowlogs', region];
  return `s3://${place}/AWSLogs/${folders.join('/')}/`;
}

/** Of the file that is named after this moment. @param epoch Unix seconds @param hash of eight digits */
export function fileOfFlowLog(
  flowLog: FlowLog,
  epoch: number,
  hash: string,
  owner: LogOwner = ownerOf(flowLog),
): { readonly bucket: string; readonly key: string } {
  const date = new Date(epoch * 1000);
  const parts = [
    ['year', String(date.getUTCFullYear())],
    ['month', two(date.getUTCMonth() + 1)],
    ['day', two(date.getUTCDate())],
    ...(flowLog.isHourly ? [['hour', two(date.getUTCHours())]] : []),
  ] as const;
  const folders = parts.map(([name, value]) => (flowLog.isHive ? `${name}=${value}` : value)).join('/');
  const day = parts
    .slice(0, 3)
    .map(([, value]) => value)
    .join('');
  const time = `${day}T${two(date.getUTCHours())}${two(date.getUTCMinutes())}Z`;
  const ending = flowLog.isParquet ? 'parquet' : 'gz';
  const name = `${owner.account}_vpcflowlogs_${owner.region}_${flowLog.id}_${time}_${hash}.log.${ending}`;
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(folderOfFlowLog(flowLog, owner)) ?? [];
  return { bucket, key: `${prefix}${folders}/${name}` };
}
