/** Exports of results that a test makes, to a folder of its own. */
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { createExports, type ExportRequest, type Exports } from '../../main/exports/exports.ts';
import { emptyForm } from '../../main/flowlogs/form.ts';
import { createResultWriter, type WriterValue } from '../../main/results/result-writer.ts';
import type { ColumnType, QueryForm } from '../../preload/contract/query.ts';
import type { Job, Run } from '../../preload/contract/run.ts';
import { tempFolder } from './temp-folder.ts';

/** `start:bigint action:varchar` */
export function columnsOf(text: string): readonly ColumnType[] {
  return text.split(' ').map((each) => {
    const [name = '', type = ''] = each.split(':');
    return { name, type };
  });
}

/** The walk-through's question. */
export const walkThrough: QueryForm = {
  ...emptyForm(1669605300, 1669606200, 'Asia/Tokyo'),
  addresses: ['192.168.0.10'],
  ports: ['443'],
  portSide: 'destination',
  action: 'REJECT',
};

export function savedRun(rowCount: number, resultPath: string, change: Partial<Run> = {}): Run {
  return {
    id: 'run-1',
    state: 'saved',
    source: { kind: 'sample' },
    query: { type: 'form', form: walkThrough },
    sql: 'SELECT *\nFROM "flow_logs"',
    executionId: null,
    rowCount,
    scannedBytes: null,
    costUsd: null,
    reused: false,
    via: 'local',
    createdAt: '2022-11-28T03:40:59.500Z',
    startedAt: '2022-11-28T03:41:00.000Z',
    finishedAt: '2022-11-28T03:41:02.000Z',
    resultBytes: 1,
    rowsGone: false,
    broughtIn: false,
    pinned: false,
    resultPath,
    error: null,
    ...change,
  };
}

export interface Exporting {
  readonly folder: string;
  readonly target: string;
  readonly request: ExportRequest;
  readonly exports: Exports;
  /** Every job that was told of, in order. */
  readonly told: Job[];
  /** `begun` and `ended` with the partial path, in order. */
  readonly kept: string[];
  readonly reported: unknown[];
  /** Resolves when a job of this state was told of. */
  until(state: Job['state']): Promise<Job>;
  /** Starts the request and resolves to the job at its end. */
  run(): Promise<Job>;
}

/**
 * A result file with these rows, and what is needed to export it.
 * @param change of the request  @param place whether its folder is Nagare's data folder
 */
export function exporting(
  columns: readonly ColumnType[],
  rows: readonly (readonly WriterValue[])[],
  change: Partial<ExportRequest> = {},
  runChange: Partial<Run> = {},
  place: { readonly dataFolder: boolean } = { dataFolder: false },
): Exporting {
  const folder = tempFolder();
  const resultPath = join(folder, 'result.sqlite');
  const writer = createResultWriter(resultPath, columns);
  writer.insert(rows);
  const { rowCount } = writer.finish();
  const told: Job[] = [];
  const kept: string[] = [];
  const reported: unknown[] = [];
  const waiting = new Set<(job: Job) => void>();
  const format = change.format ?? 'xlsx';
  const target = join(folder, `out.${format}`);
  const exports = createExports({
    begun: (path) => kept.push(`begun ${path}`),
    ended: (path) => kept.push(`ended ${path}`),
    changed(job) {
      told.push(job);
      for (const tell of waiting) tell(job);
    },
    report: (error) => `log-${reported.push(error)}`,
    ...(place.dataFolder ? { dataFolder: folder } : {}),
  });
  const request: ExportRequest = {
    runId: 'run-1',
    format,
    zone: 'Asia/Tokyo',
    view: { filters: [], sort: null },
    columns: null,
    language: 'en',
    fileName: `out.${format}`,
    run: savedRun(rowCount, resultPath, runChange),
    resultPath,
    target: { path: target, download: false },
    version: '1.2.3',
    offerDownload: () => '',
    ...change,
  };
  const until = (state: Job['state']) =>
    new Promise<Job>((resolve) => {
      waiting.add((job) => {
        if (job.state === state) resolve(job);
      });
    });
  const run = () => {
    const end = Promise.race([until('done'), until('failed'), until('cancelled')]);
    exports.start(request);
    return end;
  };
  return { folder, target, request, exports, told, kept, reported, until, run };
}

/** The workbook that exceljs reads. @throws Error when the export did not end well */
export async function exportedWorkbook(
  columns: readonly ColumnType[],
  rows: readonly (readonly WriterValue[])[],
  change: Partial<ExportRequest> = {},
  runChange: Partial<Run> = {},
): Promise<{ readonly workbook: ExcelJS.Workbook; readonly target: string }> {
  const all = exporting(columns, rows, change, runChange);
  const job = await all.run();
  if (job.state !== 'done') throw new Error(`the export ended as ${JSON.stringify(job)}: ${String(all.reported[0])}`);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(all.target);
  return { workbook, target: all.target };
}

/** @throws Error when there is no such sheet */
export function sheetOf(workbook: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  const sheet = workbook.getWorksheet(name);
  if (!sheet) throw new Error(`no sheet ${name} among ${workbook.worksheets.map((each) => each.name).join(', ')}`);
  return sheet;
}

/** A sheet's values, NULL for an empty cell. */
export function valuesOf(sheet: ExcelJS.Worksheet): ExcelJS.CellValue[][] {
  const rows: ExcelJS.CellValue[][] = [];
  for (let row = 1; row <= sheet.rowCount; row++) {
    rows.push(Array.from({ length: sheet.columnCount }, (_, column) => sheet.getCell(row, column + 1).value));
  }
  return rows;
}
