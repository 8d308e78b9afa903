/**
 * The template that AWS puts into S3 when an integration is asked for. Nothing tells where it was put: it is looked for
 * right in the folders where it usually goes, and known by the database that it names, not by its name.
 */
import type { _Object } from '@aws-sdk/client-s3';
import { s3PlaceOf } from '../../../flowlogs/bucket-name.ts';
import { bounded } from '../../../jobs/bounded.ts';
import { listFolders } from '../../integration/log-places.ts';
import { listBuckets } from '../../inventory/list-buckets.ts';
import type { Found } from '../cleanup-target.ts';
import { databaseOfFlowLog } from '../integration-names.ts';
import { collect } from './collect.ts';
import { logBuckets } from './find-results.ts';
import type { OwnWorkgroup } from './find-workgroups.ts';
import { type Finding, found } from './finding.ts';

const NAMES = /\.(ya?ml|json|template|txt)$/i;
/** CloudFormation takes no larger template. */
const MOST_BYTES = 1 << 20;
const MOST_PAGES = 5;
const MOST_READ = 100;
const MOST_FOLDERS = 30;
const WIDTH = 6;

interface Place {
  readonly bucket: string;
  readonly prefix: string;
}

export async function findTemplates(finding: Finding, workgroups: readonly OwnWorkgroup[]): Promise<readonly Found[]> {
  const { s3, region, unlessDenied, ids } = finding;
  const buckets = await unlessDenied('s3:ListAllMyBuckets', listBuckets(s3), []);
  const results = workgroups.flatMap(({ location }) => s3PlaceOf(location ?? '') ?? []);
  const near = [...new Set([...results.map(({ bucket }) => bucket), ...logBuckets(finding)])];
  const inBuckets = await bounded(near, WIDTH, (bucket) => foldersOfBucket(finding, bucket));
  const places: Place[] = [
    // The console puts templates there.
    ...buckets.filter((name) => name.startsWith('cf-templates-') && name.endsWith(region)).map((bucket) => ({ bucket, prefix: '' })),
    ...inBuckets.flat(),
    ...results,
  ];
  const words = [...ids].flatMap((id) => [databaseOfFlowLog(id), `"${id}"`]);
  const seen = new Set<string>();
  const items: Found[] = [];
  for (const { bucket, prefix } of places) {
    if (seen.has(`${bucket}/${prefix}`)) continue;
    seen.add(`${bucket}/${prefix}`);
    const keys = await unlessDenied('s3:ListBucket', candidates(s3, bucket, prefix), []);
    const read = await bounded(keys, WIDTH, async (key) => {
      const text = await unlessDenied('s3:GetObject', textOf(s3, bucket, key), '');
      return words.some((word) => text.includes(word)) && /Resources/.test(text) ? key : null;
    });
    for (const key of read.flatMap((each) => each ?? [])) items.push(...(await templateItem(finding, bucket, key)));
  }
  return items;
}

/** Right in the bucket, and in its uppermost folders but that of the logs. */
async function foldersOfBucket({ s3, unlessDenied }: Finding, bucket: string): Promise<readonly Place[]> {
  const folders = await unlessDenied('s3:ListBucket', listFolders(s3, bucket, ''), []);
  return ['', ...folders.filter((folder) => folder !== 'AWSLogs/').slice(0, MOST_FOLDERS)].map((prefix) => ({ bucket, prefix }));
}

async function candidates(s3: Finding['s3'], bucket: string, prefix: string): Promise<readonly string[]> {
  const found: _Object[] = [];
  let next: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await s3.listObjects({
      Bucket: bucket,
      Prefix: prefix,
      Delimiter: '/',
      ...(next === undefined ? {} : { ContinuationToken: next }),
    });
    found.push(...(answer.Contents ?? []).filter(({ Key = '', Size = 0 }) => NAMES.test(Key) && Size > 0 && Size <= MOST_BYTES));
    next = answer.IsTruncated ? answer.NextContinuationToken : undefined;
    if (next === undefined) break;
  }
  // A result that was written as text is none.
  return found
    .filter(({ Key = '' }) => !/[0-9a-f]{8}-[0-9a-f]{4}-.*\.txt$/i.test(Key))
    .toSorted((a, b) => (b.LastModified?.getTime() ?? 0) - (a.LastModified?.getTime() ?? 0))
    .slice(0, MOST_READ)
    .flatMap(({ Key }) => Key ?? []);
}

async function textOf(s3: Finding['s3'], Bucket: string, Key: string): Promise<string> {
  const { Body } = await s3.getObject({ Bucket, Key });
  return (await Body?.transformToString('utf8')) ?? '';
}

async function templateItem(finding: Finding, bucket: string, key: string): Promise<readonly Found[]> {
  const [list] = await finding.unlessDenied(
    's3:ListBucketVersions',
    collect(finding, bucket, [key], [{ step: 'template', accepts: (each) => each === key }]),
    [],
  );
  if (!list) return [];
  const madeBy = /(^|\/)nagare-[^/]+\.template$/.test(key) ? 'nagare' : 'aws';
  const item = found(
    { nextId: () => list.id },
    'template',
    { kind: 'objects', bucket, prefixes: [key] },
    { identity: `s3://${bucket}/${key}`, madeBy },
  );
  return [{ ...item, count: list.count, bytes: list.bytes }];
}
