/** What a choice comes to, before anything is done. Only reads. */
import type { FlowLog, FlowLogChoice, FlowLogPlan } from '../../../preload/contract/setup.ts';
import { AppError } from '../../app-error.ts';
import type { S3Api } from '../../aws/s3-api.ts';
import { fieldOf } from '../../flowlogs/fields.ts';
import { listFlowLogs } from '../inventory/list-flow-logs.ts';
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
  const [account, flowLogs, bucketRegion] = await Promise.all([
    accountOf(context),
    listFlowLogs(clients.ec2(place)),
    choice.isNewBucket ? region : regionOfBucket(clients.s3(place), choice.bucket),
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
    keyPolicy: choice.kmsKey === null ? null : JSON.stringify(keyStatement({ region, account }), null, 2),
    cost: { deliveredPerGb: [low + extraLow, high + extraHigh], storedPerGbMonth: [...COST.stored] },
    warnings: warningsOf(choice, flowLogs, region, bucketRegion),
    elsewhere: flowLogElsewhere(choice, { ...place, region }),
  };
}

/** NULL: nobody tells. @throws AppError `bucket_not_found` */
async function regionOfBucket(s3: Pick<S3Api, 'getBucketLocation'>, bucket: string): Promise<string | null> {
  try {
    const { LocationConstraint } = await s3.getBucketLocation({ Bucket: bucket });
    // Names of before there were regions.
    if (!LocationConstraint) return 'us-east-1';
    return LocationConstraint === 'EU' ? 'eu-west-1' : LocationConstraint;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'access_denied' || error.code === 'bucket_elsewhere')) return null;
    throw error;
  }
}

/** Without these much of what Nagare can show is missing. */
const IMPORTANT = ['pkt-srcaddr', 'pkt-dstaddr', 'flow-direction', 'traffic-path', 'tcp-flags', 'instance-id', 'subnet-id', 'vpc-id'];

function warningsOf(
  choice: FlowLogChoice,
  flowLogs: readonly FlowLog[],
  region: string,
  bucketRegion: string | null,
): FlowLogPlan['warnings'] {
  const others = flowLogs.filter((each) => choice.resourceIds.includes(each.resourceId));
  const basics = ['srcaddr', 'dstaddr', 'start', 'end', 'action', 'log-status'];
  const lacking = [...basics, ...IMPORTANT].filter((name) => fieldOf(name) && !choice.fields.includes(name));
  const held: readonly (readonly [FlowLogPlan['warnings'][number]['code'], boolean, string])[] = [
    ['second_flow_log', others.length > 0, others.map((each) => each.id).join(', ')],
    ['plain_text', choice.fileFormat === 'plain-text', ''],
    ['not_hourly', !choice.hourly, ''],
    ['not_hive', !choice.hive, ''],
    ['fields_few', lacking.length > 0, lacking.join(', ')],
    ['long_interval', choice.intervalSeconds === 600, ''],
    ['part_of_traffic', choice.traffic !== 'ALL', choice.traffic],
    ['kms_policy', choice.kmsKey !== null, choice.kmsKey ?? ''],
    ['other_region', bucketRegion !== null && bucketRegion !== region, bucketRegion ?? ''],
    ['bucket_unread', bucketRegion === null, choice.bucket],
  ];
  return held.flatMap(([code, holds, about]) => (holds ? [{ code, about }] : []));
}
