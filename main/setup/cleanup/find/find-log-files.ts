/** The log files themselves. They go only when somebody types so. */
import { type LogFile, logFileOf, placeFolder } from '../../../flowlogs/log-layout.ts';
import type { Found } from '../cleanup-target.ts';
import { listVersions } from '../list-versions.ts';
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
    const isOwn = ({ flowLogId }: LogFile) => flowLogId === id;
    items.push(...(await logFiles(finding, bucket, folder, name === null ? id : `${name} (${id})`, isOwn)));
  }
  return items;
}

/** Files of flow logs of this account and region that are gone: an item for each folder of AWS's own layout in these buckets. */
export async function findLeftFiles(finding: Finding, buckets: readonly string[]): Promise<readonly Found[]> {
  const { account, region, flowLogs } = finding;
  if (account === null || flowLogs === null) return [];
  const ends = [true, false].map((hive) => placeFolder({ prefix: '', account, region, hive }));
  const isLeft = (file: LogFile) => file.account === account && file.region === region && flowLogs.every(({ id }) => id !== file.flowLogId);
  const items: Found[] = [];
  for (const bucket of buckets) {
    const folders = await finding.unlessDenied('s3:ListBucketVersions', leftFolders(finding, bucket, ends, isLeft), new Map());
    for (const [folder, ids] of folders) items.push(...(await logFiles(finding, bucket, folder, [...ids].join(', '), isLeft)));
  }
  return items;
}

/** By folder, the flow logs of which files are there. A file's own name is not enough: somebody may have copied it elsewhere. */
async function leftFolders(
  { s3 }: Finding,
  bucket: string,
  ends: readonly string[],
  isLeft: (file: LogFile) => boolean,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const folders = new Map<string, Set<string>>();
  for await (const { key } of listVersions(s3, bucket, '')) {
    const file = logFileOf(key);
    if (file === null || !isLeft(file)) continue;
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

async function logFiles(
  finding: Finding,
  bucket: string,
  folder: string,
  name: string | null,
  isMeant: (file: LogFile) => boolean,
): Promise<readonly Found[]> {
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
