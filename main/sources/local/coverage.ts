/** What files tell of a window: their folders name the partitions, the local engine counts the records. */
import type { QueryForm, Table } from '../../../preload/contract/query.ts';
import { byScope, type ScopedStarts } from '../../flowlogs/missing-partitions.ts';
import { partitionStart } from '../../flowlogs/partition-starts.ts';
import { type Coverage, nothingKnown, type RecordCount, recordsSql } from '../../flowlogs/zero-rows.ts';
import { startInWorker } from '../../jobs/run-in-worker.ts';
import { type DirectSource, filesOf } from '../source.ts';
import { folderValues } from './folder-keys.ts';

/** @throws AppError what the source and its engine throw: `folder_not_found`, `file_unreadable`, ... */
export async function localCoverage(source: DirectSource, table: Table, form: QueryForm, signal?: AbortSignal): Promise<Coverage> {
  const sql = recordsSql(form, table);
  const stream = await source.open(sql, signal);
  const query = stream.via === 'local' ? stream.query : null;
  return {
    ...nothingKnown,
    partitions: query && folderPartitions(filesOf(query), table),
    records: query && sql !== null ? await startInWorker<RecordCount>('count-records', { query }, { signal }).result : null,
  };
}

/** The `key=value` folders that hold files, by what they say beside time; NULL without time folders. */
function folderPartitions(files: readonly string[], { partitionKeys }: Table): readonly ScopedStarts[] | null {
  if (partitionKeys.length === 0) return null;
  const isTime = (name: string) => partitionKeys.some((key) => key.column === name);
  return byScope(
    files.flatMap((file) => {
      const values = folderValues(file);
      const start = partitionStart(partitionKeys, (column) => values.get(column));
      return start === null ? [] : [{ scope: Object.fromEntries([...values].filter(([name]) => !isTime(name))), start }];
    }),
  );
}
