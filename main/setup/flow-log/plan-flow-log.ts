/** What a choice comes to, before anything is done. Only reads. */
import type { FlowLog, FlowLogChoice, FlowLogPlan } from '../../../preload/contract/setup.ts';
import { AppError } from '../../app-error.ts';
import type { S3Api } from '../../aws/s3-api.ts';
import { fieldOf } from '../../flowlogs/fields.ts';
import { keyOfBucket, regionOfBucket } from '../about-bucket.ts';
import { listFlowLogs } from '../inventory/list-flow-logs.ts';
import { isMarked } from '../marks.ts';
import { accountOf, regionOfPlace, type SetupContext } from '../setup-context.ts';
import { planned } from '../steps.ts';
import { flowLogElsewhere } from './flow-log-elsewhere.ts';
import { deliveryStatements, destinationArn, keyStatement } from './flow-log-input.ts';
import { checkChoice } from './flow-log-problems.ts';

/**
 * USD, list prices from the cheapest regions to the dearest, as of 2025 (aws.amazon.com/cloudwatch/pricing, vended logs
 * to S3, the first 10 TB of a month; aws.amazon.com/s3/pricing): rough, and said to be.
 */
const COST = { delivered: [0.25, 0.5], parquet: [0.03, 0.06], stored: [0.023, 0.04] } as const;

/** @throws AppError `bad_input` for a choice that cannot be, and AWS's codes */
export async function planFlowLog(context: SetupContext, choice: FlowLogChoice): Promise<FlowLogPlan> {
  checkChoice(choice);
  const { place, clients } = context;
  const region = await regionOfPlace(place);
  const [account, flowLogs, bucket] = await Promise.all([
    accountOf(context),
    listFlowLogs(clients.ec2(place)),
    bucketAsItIs(clients.s3(place), choice, region),
  ]);
  const bucketArn = destinationArn({ bucket: choice.bucket, prefix: '' }, region);
  const bucketSteps = choice.isNewBucket ? (['create_bucket', 'block_public_access', 'encrypt_bucket', 'expire_objects'] as const) : [];
  const [low, high] = COST.delivered;
  const [extraLow, extraHigh] = choice.fileFormat === 'parquet' ? COST.parquet : [0, 0];
  return {
    steps: [
      ...bucketSteps.map((id) => planned({ id, resource: bucketArn })),
      ...choice.resourceIds.map((id) => planned({ id: 'create_flow_log', resource: id })),
    ],
    policy: JSON.stringify(deliveryStatements(choice, { region, account }), null, 2),
    keyPolicy: bucket.key === null ? null : JSON.stringify(keyStatement({ region, account }), null, 2),
    cost: { deliveredPerGb: [low + extraLow, high + extraHigh], storedPerGbMonth: [...COST.stored] },
    warnings: warningsOf(choice, flowLogs, region, bucket),
    elsewhere: flowLogElsewhere(choice, { ...place, region }),
  };
}

interface BucketAsItIs {
  /** NULL: nobody tells. */
  readonly region: string | null;
  /** A customer's key, which its owner has to let AWS use; NULL: none, or nobody tells. */
  readonly key: string | null;
  /** It is to be made, and Nagare made it before. */
  readonly isThere: boolean;
}

async function bucketAsItIs(s3: S3Api, { bucket, isNewBucket, kmsKey }: FlowLogChoice, region: string): Promise<BucketAsItIs> {
  if (isNewBucket) {
    const tags = await unlessRefused(s3.getBucketTagging({ Bucket: bucket }));
    if (!isMarked(tags?.TagSet)) return { region, key: kmsKey, isThere: false };
    return { region, key: await customerKey(s3, bucket), isThere: true };
  }
  return { region: await regionOfBucket(s3, bucket), key: await customerKey(s3, bucket), isThere: false };
}

/** NULL for AWS's own key too: its policy is AWS's. */
async function customerKey(s3: S3Api, bucket: string): Promise<string | null> {
  const key = await unlessRefused(keyOfBucket(s3, bucket));
  return key === null || /(^|:)alias\/aws\//.test(key) ? null : key;
}

/** What only makes a plan tell more may be refused. NULL: it was. */
const unlessRefused = <T>(asked: Promise<T>): Promise<T | null> =>
  asked.catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });

/** Whether one table can read the files of both: text is read by the position of its fields, Parquet by their names. */
function isReadTogether(flowLog: FlowLog, { fileFormat, hourly, fields }: FlowLogChoice): boolean {
  const isAlike = flowLog.fileFormat === fileFormat && flowLog.hourly === hourly;
  return isAlike && (fileFormat === 'parquet' || flowLog.fields.join() === fields.join());
}

/** Without these much of what Nagare can show is missing. */
const IMPORTANT = ['pkt-srcaddr', 'pkt-dstaddr', 'flow-direction', 'traffic-path', 'tcp-flags', 'instance-id', 'subnet-id', 'vpc-id'];

function warningsOf(choice: FlowLogChoice, flowLogs: readonly FlowLog[], region: string, bucket: BucketAsItIs): FlowLogPlan['warnings'] {
  const others = flowLogs.filter((each) => choice.resourceIds.includes(each.resourceId));
  // With Hive prefixes files lie elsewhere than without.
  const inFolder = flowLogs.filter((each) => each.bucket === choice.bucket && each.prefix === choice.prefix && each.hive === choice.hive);
  const neighbours = inFolder.filter((each) => isReadTogether(each, choice));
  const strangers = inFolder.filter((each) => !isReadTogether(each, choice));
  const idsOf = (some: readonly FlowLog[]) => some.map((each) => each.id).join(', ');
  const basics = ['srcaddr', 'dstaddr', 'start', 'end', 'action', 'log-status'];
  const lacking = [...basics, ...IMPORTANT].filter((name) => fieldOf(name) && !choice.fields.includes(name));
  const held: readonly (readonly [FlowLogPlan['warnings'][number]['code'], boolean, string])[] = [
    ['second_flow_log', others.length > 0, idsOf(others)],
    ['same_folder', neighbours.length > 0, idsOf(neighbours)],
    ['other_layout', strangers.length > 0, idsOf(strangers)],
    ['bucket_there', bucket.isThere, choice.bucket],
    ['plain_text', choice.fileFormat === 'plain-text', ''],
    ['not_hourly', !choice.hourly, ''],
    ['not_hive', !choice.hive, ''],
    ['fields_few', lacking.length > 0, lacking.join(', ')],
    ['long_interval', choice.intervalSeconds === 600, ''],
    ['part_of_traffic', choice.traffic !== 'ALL', choice.traffic],
    ['kms_policy', bucket.key !== null, bucket.key ?? ''],
    ['other_region', bucket.region !== null && bucket.region !== region, bucket.region ?? ''],
    ['bucket_unread', bucket.region === null, choice.bucket],
  ];
  return held.flatMap(([code, holds, about]) => (holds ? [{ code, about }] : []));
}
