/** Statements that AWS added to buckets' policies for flow logs of the plan, as far as nobody else needs them. */
import type { FlowLog } from '../../../../preload/contract/setup.ts';
import { arnPartition } from '../../../aws/arn-partition.ts';
import { rootFolder } from '../../../flowlogs/log-layout.ts';
import { isAbsent } from '../../absent.ts';
import { listFolders } from '../../integration/log-places.ts';
import type { Found } from '../cleanup-target.ts';
import { type DeliveryOf, readPolicy, statementsOf } from '../delivery-statements.ts';
import { deliveryPlaces } from './delivery-places.ts';
import { type Finding, found } from './finding.ts';

/**
 * An item for each place of a flow log that is there, or was. Statements that another flow log of this account and region
 * delivers by are never among them; of a flow log that is gone, they are not proposed where another delivers into the
 * bucket at all, since a table alone tells where that one delivered.
 */
export async function findPolicies(finding: Finding): Promise<readonly Found[]> {
  const { account, region, flowLogs } = finding;
  if (account === null || flowLogs === null) return [];
  const groups = Map.groupBy(deliveryPlaces(finding), ({ bucket, prefix, hive }) => JSON.stringify([bucket, prefix, hive]));
  const items: Found[] = [];
  const checked = new Set<string>();
  for (const places of groups.values()) {
    const [first] = places;
    if (!first) continue;
    const { bucket, prefix, hive } = first;
    const policy = await finding.unlessDenied('s3:GetBucketPolicy', policyOf(finding, bucket), null);
    const delivery: DeliveryOf = { bucket, prefix, hive, account, region };
    const read = policy === null ? null : readPolicy(policy);
    if (read === null) continue;
    const statements = statementsOf(read.statements, delivery);
    const strangers = flowLogs.filter((each) => each.bucket === bucket && !finding.ids.has(each.id));
    const same = strangers.filter((each) => isSamePlace(each, delivery));
    // The one that lets AWS ask who owns the bucket is for all of its folders.
    const check = strangers.length > 0 || checked.has(bucket) ? [] : statements.check;
    if (check.length > 0) checked.add(bucket);
    const write = same.length > 0 ? [] : statements.write;
    if (write.length + check.length === 0) continue;
    const services = await finding.unlessDenied('s3:ListBucket', otherServices(finding, delivery), null);
    const users = [
      ...(places.every(({ isGone }) => isGone) ? strangers.map(({ id }) => id) : []),
      // Other logs that AWS delivers there (of Route 53, say) come by the very same statements.
      ...(services ?? [`s3://${bucket}/${rootFolder({ prefix })}`]),
    ];
    const target = {
      kind: 'policy' as const,
      bucket,
      prefix,
      hive,
      flowLogIds: places.map(({ flowLogId }) => flowLogId),
      write,
      check,
      services: services ?? [],
    };
    items.push(
      found(finding, 'policy', target, {
        identity: `arn:${arnPartition(region)}:s3:::${bucket}`,
        name: `s3://${bucket}/${prefix}`,
        count: write.length + check.length,
        madeBy: 'aws',
        notes: users.length === 0 ? [] : [{ code: 'used_elsewhere', about: users.join(', ') }],
      }),
    );
  }
  return items;
}

export const isSamePlace = (
  flowLog: Pick<FlowLog, 'bucket' | 'prefix' | 'hive'>,
  place: Pick<DeliveryOf, 'bucket' | 'prefix' | 'hive'>,
): boolean => flowLog.bucket === place.bucket && flowLog.prefix === place.prefix && flowLog.hive === place.hive;

/** NULL: it has none. */
export async function policyOf({ s3 }: Pick<Finding, 's3'>, bucket: string): Promise<string | null> {
  try {
    return (await s3.getBucketPolicy({ Bucket: bucket })).Policy ?? null;
  } catch (error) {
    if (isAbsent(error, 'NoSuchBucketPolicy')) return null;
    throw error;
  }
}

/** Folders of other services' logs beside those of flow logs. */
export async function otherServices(
  { s3 }: Pick<Finding, 's3'>,
  { bucket, prefix, hive, account }: DeliveryOf,
): Promise<readonly string[]> {
  const folder = `${rootFolder({ prefix })}${hive ? 'aws-account-id=' : ''}${account}/`;
  const inside = await listFolders(s3, bucket, folder);
  return inside.filter((each) => !/\/(aws-service=)?vpcflowlogs\/$/.test(each)).map((each) => `s3://${bucket}/${each}`);
}
