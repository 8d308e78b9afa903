/** What files tell of a window: their folders name the partitions, the local engine counts the records. */
import type { QueryForm, Table } from '../../../preload/contract/query.ts';
import { partitionStart } from '../../flowlogs/partition-starts.ts';
import { type Coverage, type RecordCount, recordsSql } from '../../flowlogs/zero-rows.ts';
import { startInWorker } from '../../jobs/run-in-worker.ts';
import { type DirectSource, filesOf } from '../source.ts';
import { folderValues } from './folder-keys.ts';

/** @throws AppError what the source and its engine throw: `folder_not_found`, `file_unreadable`, ... */
export async function localCoverage(source: DirectSource, table: Table, form: QueryForm, signal?: AbortSignal): Promise<Coverage> {
  const sql = recordsSql(form, table);
  const stream = await source.open(sql, signal);
  const query = stream.via === 'local' ? stream.query : null;
  return {
    isDelivered: false,
    partitionStarts: query && folderStarts(filesOf(query), table),
    projected: null,
    records: query && sql !== null ? await startInWorker<RecordCount>('count-records', { query }, { signal }).result : null,
  };
}

/** Starts of the `key=value` folders that hold files; NULL without time folders. */
function folderStarts(files: readonly string[], { partitionKeys }: Table): readonly number[] | null {
  if (partitionKeys.length === 0) return null;
  const starts = new Set<number>();
  for (const file of files) {
    const values = folderValues(file);
    const start = partitionStart(partitionKeys, (column) => values.get(column));
    if (start !== null) starts.add(start);
  }
  return [...starts].sort((left, right) => left - right);
}
