/** What a query would read of files on this disk: those whose folders lie in the window, and their sizes. */
import { stat } from 'node:fs/promises';
import type { Reading } from '../../flowlogs/estimate.ts';
import { partitionStart } from '../../flowlogs/partition-starts.ts';
import { isInWindow } from '../../flowlogs/partition-window.ts';
import { tableReads } from '../../flowlogs/sql-reads.ts';
import { readsNothing } from '../../flowlogs/sql-reads-nothing.ts';
import { bounded } from '../../jobs/bounded.ts';
import type { Extent } from '../source.ts';
import { folderValues } from './folder-keys.ts';

const WIDTH = 64;

/** A file that went away in the meantime counts for nothing: the query itself says so. */
export async function fileBound(files: readonly string[], extent: Extent): Promise<Reading> {
  if (extent.type === 'sql' && tableReads(extent.sql).length === 0 && !readsNothing(extent.sql))
    return { partitions: null, files: null, bytes: null, unknown: 'unreadable', cutoffBytes: null, isPruned: true };
  const read =
    extent.type === 'sql' ? files : files.filter((file) => isInWindow(extent.keys, startOfFile(file, extent), extent.from, extent.to));
  const sizes = await bounded(read, WIDTH, (file) =>
    stat(file).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return { partitions: null, files: { read: read.length, all: files.length }, bytes, unknown: null, cutoffBytes: null, isPruned: true };
}

function startOfFile(file: string, { keys }: Extent): number | null {
  const values = folderValues(file);
  return partitionStart(keys, (column) => values.get(column));
}
