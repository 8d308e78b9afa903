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
import { deliveryPlaces } from './delivery-places.ts';
import { INTEGRATION } from './find-stacks.ts';
import type { OwnWorkgroup } from './find-workgroups.ts';
import { type Finding, found } from './finding.ts';

const NAMES = /\.(ya?ml|json|template)$/i;
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
  const { s3, region, unlessDenied, unlessRefused, ids } = finding;
  const buckets = await unlessDenied('s3:ListAllMyBuckets', listBuckets(s3), []);
  const results = workgroups.flatMap(({ location }) => s3PlaceOf(location ?? '') ?? []);
  const near = [...new Set([...results.map(({ bucket }) => bucket), ...deliveryPlaces(finding).map(({ bucket }) => bucket)])];
  const inBuckets = await bounded(near, WIDTH, (bucket) => foldersOfBucket(finding, bucket));
  const places: Place[] = [
    // The console puts templates there.
    ...buckets.filter((name) => name.startsWith('cf-templates-') && name.endsWith(region)).map((bucket) => ({ bucket, prefix: '' })),
    ...inBuckets.flat(),
    ...results,
  ];
  const databases = [...ids].map(databaseOfFlowLog);
  const seen = new Set<string>();
  const items: Found[] = [];
  for (const { bucket, prefix } of places) {
    if (seen.has(`${bucket}/${prefix}`)) continue;
    seen.add(`${bucket}/${prefix}`);
    const keys = await unlessDenied('s3:ListBucket', candidates(s3, bucket, prefix), []);
    const read = await bounded(keys, WIDTH, async (key) => {
      const text = await unlessRefused('s3:GetObject', textOf(s3, bucket, key), '');
      const isMeant = databases.some((name) => text.includes(name)) && text.includes('AWS::Athena::WorkGroup');
      return isMeant ? { key, madeBy: makerOf(key, text) } : null;
    });
    for (const each of read.flatMap((one) => one ?? [])) items.push(...(await templateItem(finding, bucket, each)));
  }
  return items;
}

/** Right in the bucket, and in the uppermost folders of it and of the flow logs' own folder, but those of the logs. */
async function foldersOfBucket(finding: Finding, bucket: string): Promise<readonly Place[]> {
  const { s3, unlessDenied } = finding;
  const bases = new Set(['', ...deliveryPlaces(finding).flatMap((each) => (each.bucket === bucket ? each.prefix : []))]);
  const inside = await bounded([...bases], WIDTH, (base) => unlessDenied('s3:ListBucket', listFolders(s3, bucket, base), []));
  const folders = inside.flat().filter((folder) => !folder.endsWith('AWSLogs/'));
  return [...bases, ...folders.slice(0, MOST_FOLDERS)].map((prefix) => ({ bucket, prefix }));
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
  return found
    .toSorted((a, b) => (b.LastModified?.getTime() ?? 0) - (a.LastModified?.getTime() ?? 0))
    .slice(0, MOST_READ)
    .flatMap(({ Key }) => Key ?? []);
}

async function textOf(s3: Finding['s3'], Bucket: string, Key: string): Promise<string> {
  const { Body } = await s3.getObject({ Bucket, Key });
  return (await Body?.transformToString('utf8')) ?? '';
}

/** One that makes other things as well is somebody's own, with the integration in it. */
function makerOf(key: string, text: string): Found['madeBy'] {
  const types = [...text.matchAll(/\bAWS::\w+::\w+/g)].map(([type]) => type);
  if (!types.every((type) => INTEGRATION.test(type))) return 'other';
  return /(^|\/)nagare-[^/]+\.template$/.test(key) ? 'nagare' : 'aws';
}

async function templateItem(
  finding: Finding,
  bucket: string,
  { key, madeBy }: { readonly key: string; readonly madeBy: Found['madeBy'] },
): Promise<readonly Found[]> {
  const [list] = await finding.unlessDenied(
    's3:ListBucketVersions',
    collect(finding, bucket, [key], [{ step: 'template', accepts: (each) => each === key }]),
    [],
  );
  if (!list) return [];
  const item = found(
    { nextId: () => list.id },
    'template',
    { kind: 'objects', bucket, prefixes: [key] },
    { identity: `s3://${bucket}/${key}`, madeBy },
  );
  return [{ ...item, count: list.count, bytes: list.bytes }];
}
