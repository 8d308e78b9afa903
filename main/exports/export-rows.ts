/** Worker task: the rows of a view to a partial file. */
import type { Cell, ColumnRole, View } from '../../preload/contract/result.ts';
import type { Run } from '../../preload/contract/run.ts';
import { type Language, runTitle } from '../flowlogs/titles.ts';
import { pause, type TaskContext } from '../jobs/task.ts';
import { openResult, type ResultReader } from '../results/result-reader.ts';
import { rowsOfView, type SelectedRows } from '../results/select-rows.ts';
import { resultFailure } from '../results/sqlite-failure.ts';
import { createCsvFile } from './csv-file.ts';
import { exportColumns } from './export-columns.ts';
import { openPartialFile, type PartialFile } from './partial-file.ts';
import { queryLines } from './query-lines.ts';
import type { RowsFile, RowsPlan } from './rows-file.ts';
import { summaryFigures } from './summary-figures.ts';
import { summaryTables } from './summary-tables.ts';
import { createWorkbookFile, type WorkbookPlan } from './workbook-file.ts';

export interface ExportInput {
  readonly run: Run;
  /** The result file. */
  readonly resultPath: string;
  /** What columns are, by name, where that is not as it is stored. */
  readonly roles: Readonly<Record<string, ColumnRole>>;
  /** What is written; not there yet. */
  readonly partialPath: string;
  /** The name it gets in the end; failures speak of it. */
  readonly targetPath: string;
  readonly format: 'xlsx' | 'csv';
  readonly zone: string;
  readonly view: View;
  readonly columns: readonly string[] | null;
  readonly language: Language;
  readonly version: string;
  /** Unix milliseconds. */
  readonly exportedAt: number;
  readonly rowsPerSheet: number;
  /** xlsx: whether it has a sheet `Summary`. */
  readonly summary: boolean;
  /** CSV: whether it begins with the mark of UTF-8. */
  readonly bom: boolean;
  /** CSV: dates stay Unix seconds. */
  readonly rawTimes: boolean;
}

export interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

const BATCH_ROWS = 1000;

/**
 * Resolves to the number of rows when the partial file is complete, on the disk and closed. When it throws, the partial
 * file is closed but may still be there.
 * @throws AppError `target_unwritable`, `disk_full`, `bad_column`, `result_missing`, `result_damaged`, `cancelled`
 */
export async function exportRows(input: ExportInput, context: TaskContext): Promise<ExportProgress> {
  const reader = withRoles(openResult(input.resultPath), input.roles);
  try {
    // Pages of a mapped file count as this process's memory; read into the cache they are as fast.
    reader.db.pragma('mmap_size = 0');
    const columns = exportColumns(reader.columns, input.columns, input.format === 'csv' && input.rawTimes ? null : input.zone);
    // Before the rows: the time that they take can then be told from how fast they are.
    const summary = input.format === 'xlsx' && input.summary ? await summaryOf(input, context) : null;
    const selected = await rowsOfView(reader, input.view, context);
    const file = await openPartialFile(input.partialPath, input.targetPath, context.signal);
    try {
      await copyRows(
        reader,
        selected,
        createFile(file, input, { columns, rowCount: selected.rowCount, zone: input.zone, summary }, reader),
        context,
      );
    } catch (error) {
      await file.abandon();
      throw error;
    }
    return { done: selected.rowCount, total: selected.rowCount };
  } catch (error) {
    throw resultFailure(error, input.resultPath);
  } finally {
    reader.close();
  }
}

/** The same reader, with what its columns are by somebody's word. */
function withRoles(reader: ResultReader, roles: ExportInput['roles']): ResultReader {
  return { ...reader, columns: reader.columns.map((column) => ({ ...column, role: roles[column.name] ?? column.role })) };
}

async function summaryOf(input: ExportInput, context: TaskContext): Promise<WorkbookPlan['summary']> {
  const { run, zone, language } = input;
  const figures = await summaryFigures(input, context);
  const { title, subtitle } = runTitle(run, language);
  return { heading: [title, subtitle], tables: summaryTables(figures, zone, language) };
}

type FilePlan = RowsPlan & Pick<WorkbookPlan, 'summary'>;

function createFile(file: PartialFile, input: ExportInput, plan: FilePlan, reader: ResultReader): RowsFile {
  if (input.format === 'csv') return createCsvFile(file, plan, input.bom);
  return createWorkbookFile(file, {
    ...plan,
    rowsPerSheet: input.rowsPerSheet,
    queryLines: (cutCells) => queryLines({ ...input, columns: reader.columns, chosen: input.columns, rowCount: plan.rowCount, cutCells }),
  });
}

async function copyRows(reader: ResultReader, { rowids, rowCount }: SelectedRows, target: RowsFile, context: TaskContext): Promise<void> {
  for (let done = 0; done < rowCount; done += BATCH_ROWS) {
    context.progress({ done, total: rowCount } satisfies ExportProgress);
    await pause(context);
    const rows: readonly Cell[][] = rowids ? reader.pick(rowids.subarray(done, done + BATCH_ROWS)) : reader.range(done, BATCH_ROWS);
    await target.write(rows);
  }
  await target.finish();
}
