/** The log files themselves, and the bucket that was made for them. They go only when somebody types so. */
import { logFileOf, placeFolder } from '../../../flowlogs/log-layout.ts';
import { isAbsent } from '../../absent.ts';
import { isMarked } from '../../marks.ts';
import type { Found } from '../cleanup-target.ts';
import { listUploads, listVersions } from '../list-versions.ts';
import { collect } from './collect.ts';
import { type Finding, found, ownFlowLogs } from './finding.ts';

/** Only files that carry the flow log's id: others' may lie in the same folder. */
export async function findLogFiles(finding: Finding): Promise<readonly Found[]> {
  const { account, region } = finding;
  if (account === null) return [];
  const items: Found[] = [];
  for (const { id, bucket, prefix, hive, name } of ownFlowLogs(finding)) {
    if (bucket === null) continue;
    const folder = placeFolder({ prefix, account, region, hive });
    const [list] = await finding.unlessDenied(
      's3:ListBucketVersions',
      collect(finding, bucket, [folder], [{ step: 'log_files', accepts: (key) => logFileOf(key)?.flowLogId === id }]),
      [],
    );
    if (!list) continue;
    const item = found(
      { nextId: () => list.id },
      'log_files',
      { kind: 'objects', bucket, prefixes: [folder] },
      {
        identity: `s3://${bucket}/${folder}`,
        name: name === null ? id : `${name} (${id})`,
        madeBy: 'aws',
        needsTyped: true,
      },
    );
    items.push({ ...item, count: list.count, bytes: list.bytes });
  }
  return items;
}

/** Buckets that Nagare made, where nothing would be left in them after all of the plan. */
export async function findBuckets(finding: Finding, planned: readonly Found[]): Promise<readonly Found[]> {
  const { s3, flowLogs, ids } = finding;
  const items: Found[] = [];
  for (const bucket of new Set(ownFlowLogs(finding).flatMap((each) => each.bucket ?? []))) {
    const tags = await finding.unlessDenied('s3:GetBucketTagging', tagsOf(finding, bucket), undefined);
    const users = (flowLogs ?? []).filter((each) => each.bucket === bucket && !ids.has(each.id));
    if (!isMarked(tags) || users.length > 0) continue;
    const known = planned.reduce(
      (sum, item) => sum + (item.target.kind === 'objects' && item.target.bucket === bucket ? (item.count ?? 0) : 0),
      0,
    );
    const there = await finding.unlessDenied('s3:ListBucketVersions', countAll(s3, bucket), null);
    // What was listed for the plan is a part of what is there: as many are all.
    if (there !== known) continue;
    items.push(found(finding, 'bucket', { kind: 'bucket', bucket }, { identity: bucket, madeBy: 'nagare', needsTyped: true }));
  }
  return items;
}

async function tagsOf({ s3 }: Finding, bucket: string) {
  try {
    return (await s3.getBucketTagging({ Bucket: bucket })).TagSet;
  } catch (error) {
    if (isAbsent(error, 'NoSuchTagSet')) return undefined;
    throw error;
  }
}

async function countAll(s3: Finding['s3'], bucket: string): Promise<number> {
  let count = 0;
  for await (const _ of listVersions(s3, bucket, '')) count++;
  for await (const _ of listUploads(s3, bucket, '')) count++;
  return count;
}
