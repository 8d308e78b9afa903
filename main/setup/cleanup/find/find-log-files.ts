/** The log files themselves. They go only when somebody types so. */
import { type LogFile, logFileOf, placeFolder } from '../../../flowlogs/log-layout.ts';
import type { Found } from '../cleanup-target.ts';
import { listVersions } from '../list-versions.ts';
import { collect } from './collect.ts';
import { deliveryPlaces } from './delivery-places.ts';
import { type Finding, found } from './finding.ts';

/** Files of one folder. */
interface Wanted {
  readonly bucket: string;
  readonly folder: string;
  readonly name: string;
  readonly flowLogIds: readonly string[];
  /** Others' may lie in the same folder. */
  readonly isMeant: (file: LogFile) => boolean;
}

/**
 * Files that carry a flow log's id, below where it delivers or delivered; in buckets that were left, of all flow logs
 * of this account and region that are gone.
 * @param left of `findLeftBuckets`
 */
export async function findLogFiles(finding: Finding, left: readonly string[]): Promise<readonly Found[]> {
  const wanted = [...ofPlaces(finding, left), ...(await ofLeftBuckets(finding, left))];
  const items: (Wanted & { readonly item: Found })[] = [];
  for (const each of wanted) items.push(...(await logFiles(finding, each)).map((item) => ({ ...each, item })));
  const inFolder = Map.groupBy(items, ({ item }) => item.identity);
  // What is typed is consent to one item: those of one folder are told apart by their flow logs.
  return items.map(({ item, flowLogIds }) =>
    (inFolder.get(item.identity) ?? []).length > 1 ? { ...item, identity: `${item.identity}#${flowLogIds.join(',')}` } : item,
  );
}

function ofPlaces(finding: Finding, left: readonly string[]): readonly Wanted[] {
  const { account, region } = finding;
  if (account === null) return [];
  return deliveryPlaces(finding)
    .filter(({ isGone, bucket }) => !(isGone && left.includes(bucket)))
    .map(({ flowLogId, name, bucket, prefix, hive }) => ({
      bucket,
      folder: placeFolder({ prefix, account, region, hive }),
      name: name === null ? flowLogId : `${name} (${flowLogId})`,
      flowLogIds: [flowLogId],
      isMeant: (file) => file.flowLogId === flowLogId,
    }));
}

/** For each folder of AWS's own layout in these buckets. */
async function ofLeftBuckets(finding: Finding, left: readonly string[]): Promise<readonly Wanted[]> {
  const { account, region, flowLogs } = finding;
  if (account === null || flowLogs === null) return [];
  const ends = [true, false].map((hive) => placeFolder({ prefix: '', account, region, hive }));
  const isMeant = (file: LogFile) =>
    file.account === account && file.region === region && flowLogs.every(({ id }) => id !== file.flowLogId);
  const wanted: Wanted[] = [];
  for (const bucket of left) {
    const folders = await finding.unlessDenied('s3:ListBucketVersions', leftFolders(finding, bucket, ends, isMeant), new Map());
    for (const [folder, ids] of folders) {
      const flowLogIds = [...ids];
      wanted.push({ bucket, folder, name: flowLogIds.join(', '), flowLogIds, isMeant });
    }
  }
  return wanted;
}

/** By folder, the flow logs of which files are there. A file's own name is not enough: somebody may have copied it elsewhere. */
async function leftFolders(
  { s3 }: Finding,
  bucket: string,
  ends: readonly string[],
  isMeant: Wanted['isMeant'],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const folders = new Map<string, Set<string>>();
  for await (const { key } of listVersions(s3, bucket, '')) {
    const file = logFileOf(key);
    if (file === null || !isMeant(file)) continue;
    const folder = ends.flatMap((end) => folderEndingIn(key, end) ?? [])[0];
    if (folder !== undefined) folders.set(folder, (folders.get(folder) ?? new Set()).add(file.flowLogId));
  }
  return folders;
}

/** @returns the beginning of the key up to this folder; NULL: it is not in one */
function folderEndingIn(key: string, end: string): string | null {
  const at = key.startsWith(end) ? 0 : key.indexOf(`/${end}`) + 1;
  return at === 0 && !key.startsWith(end) ? null : key.slice(0, at + end.length);
}

/** One item, or none. */
async function logFiles(finding: Finding, { bucket, folder, name, isMeant }: Wanted): Promise<readonly Found[]> {
  const accepts = (key: string) => {
    const file = logFileOf(key);
    return file !== null && isMeant(file);
  };
  const [list] = await finding.unlessDenied(
    's3:ListBucketVersions',
    collect(finding, bucket, [folder], [{ step: 'log_files', accepts }]),
    [],
  );
  if (!list) return [];
  const target = { kind: 'objects' as const, bucket, prefixes: [folder] };
  const about = { identity: `s3://${bucket}/${folder}`, name, madeBy: 'aws' as const, needsTyped: true };
  return [{ ...found({ nextId: () => list.id }, 'log_files', target, about), count: list.count, bytes: list.bytes }];
}
