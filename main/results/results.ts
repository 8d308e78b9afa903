/** The stored results of a data folder: where they are, and their pages. Views are prepared by workers and kept a while. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cell, Overview, ResultColumn, View } from '../../preload/contract/result.ts';
import { startInWorker } from '../jobs/run-in-worker.ts';
import { type Analyses, createAnalyses } from './analyses.ts';
import { type Comparisons, createComparisons } from './comparisons.ts';
import { createKeptJobs } from './kept-jobs.ts';
import { createLru } from './lru.ts';
import { createPreparedViews } from './prepared-views.ts';
import { openResult, type ResultReader } from './result-reader.ts';
import { isPlain, type SelectProgress } from './select-rows.ts';

export interface Results {
  pathOf(runId: string): string;
  /** The name under which one generation of a run's driver writes. */
  partialPathOf(runId: string, generation: number): string;
  /** @throws AppError `result_missing`, `result_damaged` */
  columns(runId: string): { readonly columns: readonly ResultColumn[]; readonly rowCount: number };
  /** Rows `offset` to `offset + limit` of the view. @throws AppError as `columns`, and `bad_column` */
  page(runId: string, view: View, offset: number, limit: number): Promise<Cell[][]>;
  /**
   * Makes the view, so that its pages come at once; ends another one that is still being made for the run.
   * @param onRead told while rows are read  @returns rows in the view  @throws AppError as `page`, and `cancelled`
   */
  prepare(runId: string, view: View, onRead: (progress: SelectProgress) => void): Promise<number>;
  /** Of the view's rows; ends another one that is still being made for the run. @throws AppError as `prepare` */
  overview(runId: string, view: View): Promise<Overview>;
  /** Summaries and charts. */
  readonly analyses: Pick<Analyses, 'summary' | 'chart' | 'stop'>;
  /** What two results differ in. */
  readonly comparisons: Pick<Comparisons, 'page' | 'stop'>;
  /** Closes what is open of this result: it has changed, or is about to go. */
  forget(runId: string): void;
  /** Deletes the file and its partial ones. */
  remove(runId: string): void;
  /** Deletes the file, off the event loop: a large one takes its time. Rejects where it is open elsewhere (Windows). */
  deleteRows(runId: string): Promise<void>;
  /** The runs that have a file. */
  stored(): Promise<readonly string[]>;
  /** Deletes the partial files (and what the local engine spilled beside them) of runs that are not under way. */
  sweep(underWay: ReadonlySet<string>): void;
  close(): void;
}

const OPEN_READERS = 8;
const KEPT_OVERVIEWS = 12;

/** @param folder made when it is not there */
export function createResults(folder: string): Results {
  mkdirSync(folder, { recursive: true });
  const readers = createLru<ResultReader>(OPEN_READERS, (reader) => reader.close());
  const overviews = createKeptJobs<Overview>(KEPT_OVERVIEWS);

  const pathOf = (runId: string) => join(folder, `${runId}.sqlite`);
  const reader = (runId: string) => readers.get(runId, () => openResult(pathOf(runId)));
  const views = createPreparedViews(pathOf);
  const analyses = createAnalyses(pathOf);
  const comparisons = createComparisons(pathOf);
  const forget = (runId: string) => {
    analyses.forget(runId);
    comparisons.forget(runId);
    readers.drop((key) => key === runId);
    views.forget(runId);
    overviews.forget(runId);
  };
  const partials = (isMeant: (runId: string) => boolean) => {
    for (const name of readdirSync(folder)) {
      const runId = /^(.+)\.\d+\.partial(?:-journal|-spill)?$/.exec(name)?.[1];
      if (runId !== undefined && isMeant(runId)) rmSync(join(folder, name), { recursive: true, force: true });
    }
  };

  return {
    pathOf,
    partialPathOf: (runId, generation) => join(folder, `${runId}.${generation}.partial`),
    columns(runId) {
      const { columns, rowCount } = reader(runId);
      return { columns: columns.map(({ name, type, storage, field, role }) => ({ name, type, storage, field, role })), rowCount };
    },
    async page(runId, view, offset, limit) {
      if (isPlain(view)) return reader(runId).range(offset, limit);
      const { rowids } = await views.rows(runId, view);
      return rowids ? reader(runId).pick(rowids.subarray(offset, offset + limit)) : reader(runId).range(offset, limit);
    },
    async prepare(runId, view, onRead) {
      const made = await views.prepare(runId, view, onRead);
      return made?.rowCount ?? reader(runId).rowCount;
    },
    overview(runId, { filters }) {
      const key = JSON.stringify(filters);
      overviews.stop((of, each) => of === runId && each !== key);
      const input = { path: pathOf(runId), view: { filters, sort: null } };
      return overviews.get(runId, key, (signal) => startInWorker<Overview>('result-overview', input, { signal }).result);
    },
    analyses,
    comparisons,
    forget,
    remove(runId) {
      forget(runId);
      rmSync(pathOf(runId), { force: true });
      partials((each) => each === runId);
    },
    async deleteRows(runId) {
      forget(runId);
      await rm(pathOf(runId), { force: true });
    },
    async stored() {
      const names = await readdir(folder);
      return names.flatMap((name) => (name.endsWith('.sqlite') ? [name.slice(0, -'.sqlite'.length)] : []));
    },
    sweep: (underWay) => partials((runId) => !underWay.has(runId)),
    close() {
      overviews.stop(() => true);
      views.close();
      analyses.close();
      comparisons.close();
      readers.drop(() => true);
    },
  };
}
