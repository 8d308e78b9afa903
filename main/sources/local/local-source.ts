/** Flow-log files in a folder of this disk, as a source. */
import { resolve } from 'node:path';
import { startInWorker } from '../../jobs/run-in-worker.ts';
import { type DirectSource, filesOf } from '../source.ts';
import type { Inspection } from './describe-files.ts';
import { fileBound } from './file-bound.ts';
import { findFiles } from './find-files.ts';

/** What a folder's listing was found to be; a file more or less makes it another listing. */
const inspected = new Map<string, { readonly listing: string; readonly inspection: Promise<Inspection> }>();

/** @param folder the top of any layout that AWS writes: Hive prefixes or not, by day or by hour */
export function createLocalSource({ folder }: { readonly folder: string }): DirectSource {
  const top = resolve(folder);
  const inspect = async (signal?: AbortSignal): Promise<Inspection> => {
    const files = await findFiles(top);
    signal?.throwIfAborted();
    const listing = files.join('\n');
    const known = inspected.get(top);
    if (known?.listing === listing) return known.inspection;
    const inspection = startInWorker<Inspection>('describe-files', { folder: top, files }, { signal }).result;
    inspected.set(top, { listing, inspection });
    // Not remembered when it failed: the user may mend a file and ask again.
    inspection.catch(() => inspected.delete(top));
    return inspection;
  };
  return {
    mode: 'direct',
    describe: async (signal) => (await inspect(signal)).table,
    open: async (sql, signal) => ({ via: 'local', query: { ...(await inspect(signal)).query, sql: sql ?? '' } }),
    readBound: async (extent) => fileBound(filesOf((await inspect()).query), extent),
  };
}
