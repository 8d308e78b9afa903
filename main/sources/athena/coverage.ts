/** What the catalogue tells of a window. Only the catalogue is asked: nothing here scans data or is paid for. */
import type { AthenaRef, Table } from '../../../preload/contract/query.ts';
import { AppError } from '../../app-error.ts';
import type { AwsClients } from '../../aws/clients.ts';
import { projectionOf } from '../../flowlogs/partition-projection.ts';
import { partitionStart } from '../../flowlogs/partition-starts.ts';
import type { Coverage } from '../../flowlogs/zero-rows.ts';
import { catalogOf, databaseOf } from './defaults.ts';
import { tableMetadata } from './describe-table.ts';
import { projectedSpan } from './projection-range.ts';

/** Glue gives at most so many partitions at once. */
const PAGE = 1000;
/** Two years of hours. Of a table with more, nobody waits for the whole list, and of a part nothing would follow. */
const MOST_PAGES = 20;

/** @param now Unix seconds @throws AppError `table_not_found` and AWS's other codes */
export async function athenaCoverage(
  ref: AthenaRef,
  clients: Pick<AwsClients, 'athena' | 'glue'>,
  table: Table,
  now: number,
  signal?: AbortSignal,
): Promise<Coverage> {
  const known = { isDelivered: true, partitionStarts: null, projected: null, records: null };
  if (table.partitionKeys.length === 0) return known;
  const metadata = await tableMetadata(ref, clients.athena(ref), signal);
  const projection = projectionOf(metadata.Parameters ?? {});
  if (projection) return { ...known, projected: projectedSpan(table.partitionKeys, projection, now) };
  const names = (metadata.PartitionKeys ?? []).map((key) => key.Name ?? '');
  return { ...known, partitionStarts: await catalogueStarts(ref, clients, table, names, signal) };
}

/** NULL where Glue does not hold the catalogue or may not be asked, where there are too many, and where a value is not understood. */
async function catalogueStarts(
  ref: AthenaRef,
  clients: Pick<AwsClients, 'glue'>,
  { partitionKeys }: Table,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<readonly number[] | null> {
  if (catalogOf(ref).toLowerCase() !== 'awsdatacatalog') return null;
  const glue = clients.glue(ref);
  const starts = new Set<number>();
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
        starts.add(start);
      }
      if (!NextToken) return [...starts].sort((left, right) => left - right);
      token = NextToken;
    }
    return null;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'access_denied' || error.code === 'aws_error')) return null;
    throw error;
  }
}
