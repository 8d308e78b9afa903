/**
 * Results of the workgroups' queries. What belongs is told by the execution in an object's name: one that a workgroup of
 * the plan still knows. In a folder that no other workgroup uses, results that Athena has forgotten (after 45 days) and
 * what else lies there are told apart, as somebody's: they go only when somebody says so.
 */
import type { WorkGroup, WorkGroupSummary } from '@aws-sdk/client-athena';
import { s3Parts, s3PlaceOf } from '../../../flowlogs/bucket-name.ts';
import { bounded } from '../../../jobs/bounded.ts';
import type { Found } from '../cleanup-target.ts';
import { executionOfKey, isOwnFolder, resultPlace } from '../result-names.ts';
import { collect, outermost } from './collect.ts';
import { deliveryPlaces } from './delivery-places.ts';
import type { OwnWorkgroup } from './find-workgroups.ts';
import { type Finding, found } from './finding.ts';

/** With more results in one folder it is listed whole; with fewer each is looked for by its name. */
const FEW = 20;
const WIDTH = 4;

export async function findResults(
  finding: Finding,
  workgroups: readonly OwnWorkgroup[],
  all: readonly WorkGroupSummary[],
  templates: readonly Found[],
): Promise<readonly Found[]> {
  const own = workgroups.filter(({ users }) => users.length === 0);
  const others = await otherLocations(finding, all, own);
  const known = new Map(own.flatMap((group) => group.executions.map(({ id }) => [id.toLowerCase(), group] as const)));
  const outputs = own.flatMap(({ executions }) => executions.flatMap(({ output }) => output ?? []));
  const folders = new Set<string>();
  for (const { location } of own) {
    if (location !== null && others !== null && isOwnFolder(location, others) && !holdsLogs(finding, location))
      folders.add(folderOf(location));
  }
  const byFolder = Map.groupBy(outputs, (output) => {
    const place = resultPlace(output);
    return place === null ? '' : `s3://${place.bucket}/${place.prefix}`;
  });
  /** By bucket: beginnings of keys. */
  const prefixes = new Map<string, string[]>();
  const look = (url: string) => {
    const parts = s3Parts(url);
    if (parts !== null) prefixes.set(parts.bucket, [...(prefixes.get(parts.bucket) ?? []), parts.key]);
  };
  for (const folder of folders) look(folder);
  for (const [folder, inside] of byFolder) {
    if (folder === '' || [...folders].some((own) => folder.startsWith(own))) continue;
    if (inside.length > FEW && folder.split('/').length > 4) look(folder);
    else for (const output of inside) look(output.replace(/\.(csv|txt)$/i, ''));
  }
  const items: Found[] = [];
  // A template may lie in the same folder, and is an item of its own.
  const apart = new Set(templates.map(({ identity }) => identity));
  for (const [bucket, keys] of prefixes) items.push(...(await ofBucket(finding, { bucket, keys: outermost(keys), known, folders, apart })));
  return items;
}

const folderOf = (location: string): string => {
  const place = s3PlaceOf(location);
  return place === null ? '' : `s3://${place.bucket}/${place.prefix}`;
};

/** Results that were sent into the folder of the logs would make it all look like results. */
function holdsLogs(finding: Finding, location: string): boolean {
  const url = folderOf(location);
  return [...(finding.flowLogs ?? []), ...deliveryPlaces(finding)].some(({ bucket, prefix }) => {
    const logs = `s3://${bucket}/${prefix}AWSLogs/`;
    return bucket !== null && (logs.startsWith(url) || url.startsWith(logs));
  });
}

/** NULL: not every other workgroup may be read, and any folder may be one's. */
async function otherLocations(
  { athena, unlessDenied }: Finding,
  all: readonly WorkGroupSummary[],
  own: readonly OwnWorkgroup[],
): Promise<readonly string[] | null> {
  const names = all.flatMap(({ Name }) => Name ?? []).filter((name) => own.every((each) => each.name !== name));
  const read = await bounded(names, WIDTH, (WorkGroup) =>
    unlessDenied<{ WorkGroup?: WorkGroup | undefined } | null>('athena:GetWorkGroup', athena.getWorkGroup({ WorkGroup }), null),
  );
  if (read.some((each) => each === null)) return null;
  return read.flatMap((each) => each?.WorkGroup?.Configuration?.ResultConfiguration?.OutputLocation ?? []);
}

interface Looking {
  readonly bucket: string;
  readonly keys: readonly string[];
  readonly known: ReadonlyMap<string, OwnWorkgroup>;
  readonly folders: ReadonlySet<string>;
  /** `s3://bucket/key`. */
  readonly apart: ReadonlySet<string>;
}

async function ofBucket(finding: Finding, { bucket, keys, known, folders, apart }: Looking): Promise<readonly Found[]> {
  const inFolder = (key: string) => {
    const url = `s3://${bucket}/${key}`;
    return !apart.has(url) && [...folders].some((folder) => url.startsWith(folder));
  };
  const none: readonly null[] = [];
  const collected = await finding.unlessDenied(
    's3:ListBucketVersions',
    collect(finding, bucket, keys, [
      { step: 'results', accepts: (key) => known.has(executionOfKey(key) ?? '') },
      { step: 'results', accepts: (key) => inFolder(key) && executionOfKey(key) !== null },
      { step: 'results', accepts: inFolder },
    ]),
    none,
  );
  const [ours, forgotten, rest] = collected;
  const target = { kind: 'objects' as const, bucket, prefixes: keys };
  const identity = keys.length === 1 && (keys[0] ?? '').endsWith('/') ? `s3://${bucket}/${keys[0]}` : `s3://${bucket}/`;
  const make = (each: (typeof collected)[number] | undefined, about: Pick<Found, 'madeBy' | 'notes' | 'name' | 'needsTyped'>) =>
    each ? [{ ...found({ nextId: () => each.id }, 'results', target, { identity, ...about }), count: each.count, bytes: each.bytes }] : [];
  return [
    ...make(ours, { madeBy: 'aws', notes: [], name: null, needsTyped: false }),
    ...make(forgotten, { madeBy: 'other', notes: [{ code: 'used_elsewhere', about: identity }], name: null, needsTyped: false }),
    ...make(rest, { madeBy: 'other', notes: [{ code: 'holds_more', about: identity }], name: null, needsTyped: true }),
  ];
}
