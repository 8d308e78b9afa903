/** Buckets that Nagare made for log files. They go only when somebody types so. */
import { bounded } from '../../../jobs/bounded.ts';
import { isAbsent } from '../../absent.ts';
import { listBuckets } from '../../inventory/list-buckets.ts';
import { isMarked } from '../../marks.ts';
import type { Found } from '../cleanup-target.ts';
import { listUploads, listVersions } from '../list-versions.ts';
import { deliveryPlaces } from './delivery-places.ts';
import { policyOf } from './find-policy.ts';
import { type Finding, found } from './finding.ts';

const WIDTH = 6;

/** Those to which no flow log of this region delivers: an earlier clean-up left them, with their files, as it was told to. */
export async function findLeftBuckets(finding: Finding): Promise<readonly string[]> {
  const { s3, region, flowLogs, leftovers } = finding;
  if (!leftovers || flowLogs === null) return [];
  const names = await finding.unlessDenied('s3:ListAllMyBuckets', listBuckets(s3, region), []);
  const unused = names.filter((name) => flowLogs.every(({ bucket }) => bucket !== name));
  const marked = await bounded(unused, WIDTH, (bucket) => isOwn(finding, bucket));
  return unused.filter((_, index) => marked[index]);
}

/**
 * Each bucket that Nagare made, with what is in the way of deleting it: other flow logs, and what is not of the plan.
 * @param left of `findLeftBuckets`
 * @param planned items with objects
 */
export async function findBuckets(finding: Finding, left: readonly string[], planned: readonly Found[]): Promise<readonly Found[]> {
  const { flowLogs, ids } = finding;
  const items: Found[] = [];
  for (const bucket of new Set([...deliveryPlaces(finding).map((each) => each.bucket), ...left])) {
    if (!left.includes(bucket) && !(await isOwn(finding, bucket))) continue;
    const known = (flowLogs ?? []).filter((each) => each.bucket === bucket && !ids.has(each.id)).map(({ id }) => id);
    const users = known.length > 0 ? known : await finding.unlessDenied('s3:GetBucketPolicy', writersElsewhere(finding, bucket), []);
    // A bucket that is in use stays, whatever is in it: millions of objects need not be counted to say so.
    const more = users.length > 0 ? '' : await finding.unlessDenied('s3:ListBucketVersions', whatStays(finding, bucket, planned), null);
    if (more === null) continue;
    const notes: Found['notes'] = [
      ...(users.length > 0 ? [{ code: 'used_elsewhere' as const, about: users.join(', ') }] : []),
      ...(more === '' ? [] : [{ code: 'holds_more' as const, about: more }]),
    ];
    items.push(found(finding, 'bucket', { kind: 'bucket', bucket }, { identity: bucket, madeBy: 'nagare', needsTyped: true, notes }));
  }
  return items;
}

async function isOwn(finding: Finding, bucket: string): Promise<boolean> {
  // One of many: whatever S3 says of it, the others are looked at.
  return isMarked(await finding.unlessRefused('s3:GetBucketTagging', tagsOf(finding, bucket), undefined));
}

/** Accounts and regions whose logs AWS may deliver here by the bucket's policy, but this one: `123456789012 us-east-1`. */
async function writersElsewhere(finding: Finding, bucket: string): Promise<readonly string[]> {
  const policy = (await policyOf(finding, bucket)) ?? '';
  const places = [...policy.matchAll(/arn:aws[\w-]*:logs:([a-z\d-]+):(\d{12}):/g)].map(([, region, account]) => `${account} ${region}`);
  return [...new Set(places)].filter((place) => place !== `${finding.account} ${finding.region}`);
}

async function tagsOf({ s3 }: Finding, bucket: string) {
  try {
    return (await s3.getBucketTagging({ Bucket: bucket })).TagSet;
  } catch (error) {
    if (isAbsent(error, 'NoSuchTagSet')) return undefined;
    throw error;
  }
}

/** What would be left after all of the plan: a key and how many more, `''` for nothing. */
async function whatStays({ s3 }: Finding, bucket: string, planned: readonly Found[]): Promise<string> {
  const own = planned.flatMap(({ target, count }) => (target.kind === 'objects' && target.bucket === bucket ? [{ ...target, count }] : []));
  const folders = own.flatMap(({ prefixes }) => prefixes);
  let count = 0;
  let stranger: string | null = null;
  const look = (key: string) => {
    count++;
    if (!folders.some((folder) => key.startsWith(folder))) stranger ??= key;
  };
  for await (const { key } of listVersions(s3, bucket, '')) look(key);
  for await (const { key } of listUploads(s3, bucket, '')) look(key);
  // What was listed for the plan is a part of what is there: as many are all.
  const more = count - own.reduce((sum, each) => sum + (each.count ?? 0), 0);
  if (more <= 0 && stranger === null) return '';
  // Others' files in the very folders of the plan have no name of their own to be told by.
  const name = stranger ?? `s3://${bucket}/${folders[0] ?? ''}`;
  return more <= 1 ? name : `${name} (+${more - 1})`;
}
