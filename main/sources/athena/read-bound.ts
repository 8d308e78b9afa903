/**
 * What a query would read of a table in Athena: which partitions, and how many bytes at most. Nothing is run: the
 * catalogue names the partitions, S3 lists their objects. What cannot be known is said to be unknown, never guessed.
 */
import type { UnknownReason } from '../../../preload/contract/estimate.ts';
import type { AthenaRef, PartitionKey } from '../../../preload/contract/query.ts';
import { AppError } from '../../app-error.ts';
import type { AwsClients } from '../../aws/clients.ts';
import { catalogOf, databaseOf, workgroupOf } from '../../flowlogs/athena-defaults.ts';
import type { Reading } from '../../flowlogs/estimate.ts';
import { exclusionOf, hasPartitionPredicate } from '../../flowlogs/partition-check.ts';
import type { CatalogKey } from '../../flowlogs/partition-key.ts';
import { projectionOf } from '../../flowlogs/partition-projection.ts';
import { partitionStart } from '../../flowlogs/partition-starts.ts';
import { isInWindow, partitionEnd, windowStarts } from '../../flowlogs/partition-window.ts';
import { partitionPredicate } from '../../flowlogs/partitions.ts';
import { isRead, type TableRead, tableReads } from '../../flowlogs/sql-reads.ts';
import { readsNothing } from '../../flowlogs/sql-reads-nothing.ts';
import type { Extent } from '../source.ts';
import { tableMetadata } from './describe-table.ts';
import { hiveFolders } from './hive-folders.ts';
import type { Keep } from './kept.ts';
import { keptPartitions, type ListedPartition } from './list-partitions.ts';
import { type Folder, folderUrl, sumOfSizes, unlistedBy } from './object-sizes.ts';
import { type ProjectedTable, projectedCount, projectedPlaces } from './projected-places.ts';

export interface BoundContext {
  readonly ref: AthenaRef;
  readonly clients: AwsClients;
  readonly keep: Keep;
  /** Unix ms. */
  readonly now: () => number;
}

const FRESH_MS = 3 * 60_000;
/** Files come into a partition for so long after its end. */
const LATE_FILES_SECONDS = 2 * 3600;
const MOST_STARTS = 20_000;

/** Whether a partition predicate keeps the query from reading the whole table: told without listing anything. */
export async function isPruned(context: BoundContext, extent: Extent): Promise<boolean> {
  if (extent.type === 'window') return extent.keys.length > 0;
  const reads = tableReads(extent.sql);
  if (reads.length === 0) return true;
  const { keys } = await catalogued(context);
  const columns = keys.map((key) => key.name);
  return reads.every((read) => isOwn(read, context.ref) && hasPartitionPredicate(read.where, columns));
}

/** @throws AppError where AWS cannot be asked at all: credentials, network, no such table */
export async function readBound(context: BoundContext, extent: Extent): Promise<Reading> {
  const [pruned, cutoffBytes] = await Promise.all([isPruned(context, extent), cutoff(context)]);
  const common = { files: null, cutoffBytes, isPruned: pruned };
  const unknown = (reason: UnknownReason, partitions: Reading['partitions'] = null): Reading => ({
    ...common,
    partitions,
    bytes: null,
    unknown: reason,
  });
  if (extent.type === 'sql') {
    const reads = tableReads(extent.sql);
    if (reads.length === 0 && !readsNothing(extent.sql)) return unknown('unreadable');
    if (reads.length === 0) return { ...common, partitions: null, bytes: 0, unknown: null };
    if (!reads.every((read) => isOwn(read, context.ref))) return unknown('other_table');
  }
  let found: Found | UnknownReason;
  try {
    found = await foldersOf(context, extent);
  } catch (error) {
    const reason = unlistedBy(error);
    if (reason === null) throw error;
    return unknown(reason === 'denied' ? 'catalog_denied' : reason);
  }
  if (typeof found === 'string') return unknown(found);
  const { partitions, folders } = found;
  if (folders === null) return unknown('location_unknown', partitions);
  try {
    const bytes = await sumOfSizes(folders, context.clients.s3(context.ref), context.keep);
    return { ...common, partitions, bytes, unknown: null };
  } catch (error) {
    const reason = unlistedBy(error);
    if (reason === null) throw error;
    return unknown(reason, partitions);
  }
}

interface Found {
  readonly partitions: Reading['partitions'];
  /** NULL: the catalogue does not say where. */
  readonly folders: readonly Folder[] | null;
}

async function foldersOf(context: BoundContext, extent: Extent): Promise<Found | UnknownReason> {
  const table = await catalogued(context);
  if (table.keys.length === 0)
    return {
      partitions: null,
      folders: table.location === null ? null : [{ url: table.location, times: timesOfAll(extent), isFinished: false }],
    };
  if (projectionOf(table.parameters)) return projected(context, table, extent);
  // Athena's API lists no partitions, and another catalogue than Glue's has its own way.
  if (catalogOf(context.ref).toLowerCase() !== 'awsdatacatalog') return 'location_unknown';
  const listed = await listedPartitions(context, table, extent);
  const times = timesRead(extent);
  const read = listed.partitions.flatMap(({ url, value }) => {
    const start = partitionStart(extent.keys, value);
    const count = times(start, value);
    return count === 0 ? [] : [{ url, times: count, isFinished: isFinished(extent.keys, start, context.now()) }];
  });
  return { partitions: { read: read.length, all: listed.all }, folders: allKnown(read) };
}

type ValueOf = (column: string) => string | undefined;

interface Listed {
  readonly partitions: readonly { readonly url: string | null; readonly value: ValueOf }[];
  /** NULL: only those that may be read were looked at. */
  readonly all: number | null;
}

/** Glue names them; where it may not be asked, the folders of a table that is laid out as Hive does it show them. */
async function listedPartitions({ ref, clients, keep }: BoundContext, table: ProjectedTable, extent: Extent): Promise<Listed> {
  try {
    const all = await keptPartitions(ref, clients.glue(ref), keep);
    return { all: all.length, partitions: all.map((partition) => ({ url: partition.url, value: valuesBy(table.keys, partition) })) };
  } catch (error) {
    if (unlistedBy(error) !== 'denied' || table.location === null || extent.keys.some((key) => key.prefix !== '')) throw error;
    const exclusions = wheresOf(extent).map(exclusionOf);
    const names = table.keys.map((key) => key.name);
    const folders = await hiveFolders(clients.s3(ref), table.location, names, (value) => exclusions.every((isLeftOut) => isLeftOut(value)));
    if (folders === null) throw error;
    return { all: null, partitions: folders.map(({ url, values }) => ({ url, value: (column) => values.get(column.toLowerCase()) })) };
  }
}

function wheresOf(extent: Extent): readonly TableRead['where'][] {
  const predicate = extent.type === 'window' ? partitionPredicate({ partitionKeys: extent.keys }, extent.from, extent.to) : null;
  const sql = extent.type === 'sql' ? extent.sql : `SELECT * FROM t${predicate === null ? '' : ` WHERE ${predicate}`}`;
  return tableReads(sql).map(({ where }) => where);
}

/** How often a partition is read: once for a window, by each SELECT that does not leave it out for a statement. */
function timesRead(extent: Extent): (start: number | null, value: ValueOf) => number {
  if (extent.type === 'window') return (start) => (isInWindow(extent.keys, start, extent.from, extent.to) ? 1 : 0);
  const reads = tableReads(extent.sql).map(({ where, times }) => ({ times, isLeftOut: exclusionOf(where) }));
  return (_, value) => reads.reduce((sum, { times, isLeftOut }) => sum + (isLeftOut(value) ? 0 : times), 0);
}

/** The same of any partition. */
const timesOfAll = (extent: Extent): number =>
  extent.type === 'window' ? 1 : tableReads(extent.sql).reduce((sum, { times }) => sum + times, 0);

function projected(context: BoundContext, table: ProjectedTable, extent: Extent): Found {
  const { now } = context;
  const all = projectedCount(table, extent.keys, now() / 1000);
  const starts = extent.type === 'window' ? windowStarts(extent.keys, extent.from, extent.to, MOST_STARTS) : null;
  const places = projectedPlaces(table, extent.keys, starts);
  return {
    partitions: starts === null || places === null ? null : { read: places.length, all },
    folders:
      places?.map(({ url, start }) => ({ url, times: timesOfAll(extent), isFinished: isFinished(extent.keys, start, now()) })) ?? null,
  };
}

function isFinished(keys: readonly PartitionKey[], start: number | null, nowMs: number): boolean {
  const end = partitionEnd(keys, start);
  return end !== null && end + LATE_FILES_SECONDS < nowMs / 1000;
}

type Place = Omit<Folder, 'url'> & { readonly url: string | null };

/** NULL when one of them has no place that is known. */
function allKnown(places: readonly Place[]): readonly Folder[] | null {
  const known = places.flatMap(({ url, ...rest }) => (url === null ? [] : [{ url, ...rest }]));
  return known.length === places.length ? known : null;
}

function valuesBy(keys: readonly CatalogKey[], { values }: ListedPartition): ValueOf {
  const byName = new Map(keys.map((key, index) => [key.name.toLowerCase(), values[index]]));
  return (column) => byName.get(column.toLowerCase());
}

/** What is kept of the catalogue's entry. */
async function catalogued({ ref, clients, keep }: BoundContext): Promise<ProjectedTable> {
  const metadata = await keep(keyOf(ref, 'table'), FRESH_MS, () => tableMetadata(ref, clients.athena(ref)));
  const parameters = metadata.Parameters ?? {};
  return {
    keys: (metadata.PartitionKeys ?? []).map((key) => ({ name: key.Name ?? '', type: key.Type ?? 'string' })),
    parameters,
    // A view has none, and what it reads is another table's.
    location: metadata.TableType === 'VIRTUAL_VIEW' ? null : folderUrl(parameters.location),
  };
}

async function cutoff({ ref, clients, keep }: BoundContext): Promise<number | null> {
  const workgroup = workgroupOf(ref);
  try {
    const { WorkGroup } = await keep(keyOf(ref, 'workgroup'), FRESH_MS, () => clients.athena(ref).getWorkGroup({ WorkGroup: workgroup }));
    return WorkGroup?.Configuration?.BytesScannedCutoffPerQuery ?? null;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'access_denied' || error.code === 'aws_error')) return null;
    throw error;
  }
}

const keyOf = (ref: AthenaRef, what: string): string => JSON.stringify([what, ref]);

/** Whether the table that is read is the source's own. */
const isOwn = (read: TableRead, ref: AthenaRef): boolean => isRead(read, [catalogOf(ref), databaseOf(ref), ref.table]);
