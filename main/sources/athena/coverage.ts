/** What the catalogue tells of a window, and the folders of projected partitions. Nothing here scans data. */
import type { AthenaRef, Table } from '../../../preload/contract/query.ts';
import { AppError } from '../../app-error.ts';
import type { AwsClients } from '../../aws/clients.ts';
import { catalogOf, databaseOf } from '../../flowlogs/athena-defaults.ts';
import { byScope, type Scope, type ScopedStarts } from '../../flowlogs/missing-partitions.ts';
import { projectionOf } from '../../flowlogs/partition-projection.ts';
import { partitionStart } from '../../flowlogs/partition-starts.ts';
import { type Coverage, nothingKnown, outsideProjection } from '../../flowlogs/zero-rows.ts';
import { tableMetadata } from './describe-table.ts';
import { lookInto } from './look-into.ts';
import { folderUrl } from './object-sizes.ts';
import { projectedSpan } from './projection-range.ts';

/** Glue gives at most so many partitions at once. */
const PAGE = 1000;
/** Two years of hours. Of a table with more, nobody waits for the whole list, and of a part nothing would follow. */
const MOST_PAGES = 20;

/** @param window what was asked for, Unix seconds @param now Unix seconds @throws AppError `table_not_found` and AWS's other codes */
export async function athenaCoverage(
  ref: AthenaRef,
  clients: Pick<AwsClients, 'athena' | 'glue' | 's3'>,
  table: Table,
  window: { readonly from: number; readonly to: number },
  now: number,
  signal?: AbortSignal,
): Promise<Coverage> {
  const known: Coverage = { ...nothingKnown, isDelivered: true };
  if (table.partitionKeys.length === 0) return known;
  const metadata = await tableMetadata(ref, clients.athena(ref), signal);
  const projection = projectionOf(metadata.Parameters ?? {});
  const keys = (metadata.PartitionKeys ?? []).map((key) => ({ name: key.Name ?? '', type: key.Type ?? 'string' }));
  if (projection) {
    const projected = { keys, parameters: metadata.Parameters ?? {}, location: folderUrl(metadata.Parameters?.location) };
    const span = projectedSpan(table.partitionKeys, projection, now);
    // Where nothing is read, no folder says more.
    if (outsideProjection(window, span)) return { ...known, projected: span };
    const folders = await lookInto(clients.s3(ref), projected, table.partitionKeys, window, now, signal);
    return { ...known, projected: span, folders };
  }
  const names = keys.map(({ name }) => name);
  return { ...known, partitions: await cataloguePartitions(ref, clients, table, names, signal) };
}

/** NULL where Glue does not hold the catalogue or may not be asked, where there are too many, and where a value is not understood. */
async function cataloguePartitions(
  ref: AthenaRef,
  clients: Pick<AwsClients, 'glue'>,
  { partitionKeys }: Table,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<readonly ScopedStarts[] | null> {
  if (catalogOf(ref).toLowerCase() !== 'awsdatacatalog') return null;
  const glue = clients.glue(ref);
  const others = names.filter((name) => !partitionKeys.some((key) => key.column === name));
  const found: { readonly scope: Scope; readonly start: number }[] = [];
  let token: string | undefined;
  try {
    for (let count = 0; count < MOST_PAGES; count++) {
      const { Partitions = [], NextToken } = await glue.getPartitions(
        {
          DatabaseName: databaseOf(ref),
          TableName: ref.table,
          MaxResults: PAGE,
          ExcludeColumnSchema: true,
          ...(token === undefined ? {} : { NextToken: token }),
        },
        signal,
      );
      for (const { Values = [] } of Partitions) {
        const start = partitionStart(partitionKeys, (column) => Values[names.indexOf(column)]);
        if (start === null) return null;
        found.push({ scope: Object.fromEntries(others.map((name) => [name, Values[names.indexOf(name)] ?? ''])), start });
      }
      if (!NextToken) return byScope(found);
      token = NextToken;
    }
    return null;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'access_denied' || error.code === 'aws_error')) return null;
    throw error;
  }
}
