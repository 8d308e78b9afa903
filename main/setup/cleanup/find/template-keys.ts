/**
 * Where templates of integrations may lie, and what lies there under a template's name. Where one was put is told by the
 * stack that Nagare made of it alone; else it is looked for where templates usually go.
 */
import type { _Object, ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { s3PlaceOf } from '../../../flowlogs/bucket-name.ts';
import { bounded } from '../../../jobs/bounded.ts';
import { pagesOf } from '../../all-pages.ts';
import { listBuckets } from '../../inventory/list-buckets.ts';
import { deliveryPlaces } from './delivery-places.ts';
import type { OwnStack } from './find-stacks.ts';
import type { OwnWorkgroup } from './find-workgroups.ts';
import type { Finding } from './finding.ts';

const NAMES = /\.(ya?ml|json|template)$/i;
/** CloudFormation takes no larger template. */
const MOST_BYTES = 1 << 20;
/** Bounds of one folder, and of the folders below it: a bucket of others may hold anything. What is left out is told. */
const MOST_PAGES = 50;
const MOST_READ = 300;
const MOST_FOLDERS = 30;
const WIDTH = 6;

export interface TemplateSigns {
  readonly workgroups: readonly Pick<OwnWorkgroup, 'location'>[];
  readonly stacks: readonly Pick<OwnStack, 'template'>[];
  /** Buckets of `findLeftBuckets`. */
  readonly left: readonly string[];
}

interface Place {
  readonly bucket: string;
  readonly prefix: string;
  /** Folders below it that are looked into: 0 for none, 1 for those right in it. */
  readonly depth: number;
}

/** By bucket, keys of objects that may be templates. What may not be read, or is too much, is told by `finding`. */
export async function templateKeys(finding: Finding, signs: TemplateSigns): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, Set<string>>();
  for (const place of await placesOf(finding, signs)) {
    const keys = found.get(place.bucket) ?? new Set();
    for (const key of await keysBelow(finding, place)) keys.add(key);
    found.set(place.bucket, keys);
  }
  return found;
}

async function placesOf(finding: Finding, { workgroups, stacks, left }: TemplateSigns): Promise<readonly Place[]> {
  const { s3, region, unlessDenied } = finding;
  const right = (location: string | null) => {
    const place = s3PlaceOf(location ?? '');
    return place === null ? [] : [{ ...place, depth: 0 }];
  };
  const results = workgroups.flatMap(({ location }) => right(location));
  const delivered = deliveryPlaces(finding).map(({ bucket, prefix }) => ({ bucket, prefix, depth: 1 }));
  const near = [...results, ...delivered].map(({ bucket }) => ({ bucket, prefix: '', depth: 1 }));
  const all = await unlessDenied('s3:ListAllMyBuckets', listBuckets(s3), []);
  // The console puts templates there.
  const consoles = all.filter((name) => name.startsWith('cf-templates-') && name.endsWith(region));
  const places: readonly Place[] = [
    ...stacks.flatMap(({ template }) => right(template)),
    ...consoles.map((bucket) => ({ bucket, prefix: '', depth: 0 })),
    ...near,
    ...delivered,
    ...results,
    // Nagare's own, and nobody delivers there any more: all of it.
    ...left.map((bucket) => ({ bucket, prefix: '', depth: Number.POSITIVE_INFINITY })),
  ];
  // Each folder once, as deep as is asked for it.
  const deepest = Map.groupBy(places, ({ bucket, prefix }) => `${bucket}/${prefix}`);
  return [...deepest.values()].flatMap((same) => same.toSorted((a, b) => b.depth - a.depth)[0] ?? []);
}

async function keysBelow(finding: Finding, { bucket, prefix, depth }: Place): Promise<readonly string[]> {
  const keys: string[] = [];
  let folders = [prefix];
  let room = MOST_FOLDERS;
  for (let deep = 0; folders.length > 0 && deep <= depth; deep++) {
    const looked = await bounded(folders, WIDTH, (folder) =>
      finding.unlessDenied('s3:ListBucket', look(finding, bucket, folder), { keys: [], folders: [] }),
    );
    keys.push(...looked.flatMap((each) => each.keys));
    // The logs themselves are many, and no templates.
    const below = deep === depth ? [] : looked.flatMap((each) => each.folders).filter((folder) => !folder.endsWith('AWSLogs/'));
    if (below.length > room) finding.partly(`s3://${bucket}/${prefix}`);
    folders = below.slice(0, room);
    room -= folders.length;
  }
  return keys;
}

/** Right in a folder: what may be a template, the newest first, and the folders in it. */
async function look(
  { s3, partly }: Finding,
  bucket: string,
  folder: string,
): Promise<{ readonly keys: readonly string[]; readonly folders: readonly string[] }> {
  const pages = pagesOf<ListObjectsV2CommandOutput>(async (token) => {
    const page = await s3.listObjects({
      Bucket: bucket,
      Prefix: folder,
      Delimiter: '/',
      ...(token === undefined ? {} : { ContinuationToken: token }),
    });
    return { items: [page], next: page.IsTruncated ? page.NextContinuationToken : undefined };
  });
  const candidates: _Object[] = [];
  const folders: string[] = [];
  let count = 0;
  for await (const page of pages) {
    if (count++ === MOST_PAGES) {
      partly(`s3://${bucket}/${folder}`);
      break;
    }
    for (const { Contents = [], CommonPrefixes = [] } of page) {
      candidates.push(...Contents.filter(({ Key = '', Size = 0 }) => NAMES.test(Key) && Size > 0 && Size <= MOST_BYTES));
      folders.push(...CommonPrefixes.flatMap(({ Prefix }) => Prefix ?? []));
    }
  }
  if (candidates.length > MOST_READ) partly(`s3://${bucket}/${folder}`);
  const newest = candidates.toSorted((a, b) => (b.LastModified?.getTime() ?? 0) - (a.LastModified?.getTime() ?? 0)).slice(0, MOST_READ);
  return { keys: newest.flatMap(({ Key }) => Key ?? []), folders };
}
