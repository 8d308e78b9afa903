/** Worker task: which files of a folder are flow logs, and what table they make. */
import { relative } from 'node:path';
import type { ColumnType, Table, TableWarning } from '../../../preload/contract/query.ts';
import { fieldOf } from '../../flowlogs/fields.ts';
import { filesOf, type LocalQuery } from '../source.ts';
import { openEngine } from './engine.ts';
import { type Sorted, sortFiles } from './file-groups.ts';
import { noFlowLogs } from './find-files.ts';
import { folderScheme } from './folder-keys.ts';

/** A table and what a query over it needs. */
export interface Inspection {
  readonly table: Table;
  readonly query: Omit<LocalQuery, 'sql'>;
}

/** @throws AppError `no_flow_logs`, `file_unreadable` with the file's path */
export async function describeFiles({
  folder,
  files,
}: {
  readonly folder: string;
  readonly files: readonly string[];
}): Promise<Inspection> {
  const { groups, skipped } = await sortFiles(files);
  if (groups.length === 0) throw noFlowLogs(folder);
  const query = { folder, groups };
  const engine = await openEngine({ ...query, table: { catalog: null, database: null, name: 'flow_logs' } });
  try {
    const { columns } = await engine.queryOwn('SELECT * FROM flow_logs LIMIT 0');
    return { query, table: await tableOf(columns, query, skippedOf(folder, skipped), engine) };
  } finally {
    engine.close();
  }
}

const skippedOf = (folder: string, skipped: Sorted['skipped']): TableWarning[] =>
  [...skipped].map(([reason, files]) => ({
    code: 'files_skipped',
    reason,
    count: files.length,
    example: relative(folder, files[0] ?? ''),
  }));

async function tableOf(
  columns: readonly ColumnType[],
  query: Omit<LocalQuery, 'sql'>,
  warnings: TableWarning[],
  engine: Awaited<ReturnType<typeof openEngine>>,
): Promise<Table> {
  const present = new Set(columns.map((column) => fieldOf(column.name)?.column));
  const newest = present.has('start') ? await firstNumber(engine, 'SELECT max("start") FROM flow_logs') : null;
  const scheme = folderScheme(filesOf(query));
  return {
    catalog: null,
    database: null,
    table: 'flow_logs',
    columns: [...columns],
    partitionKeys: [...scheme.keys],
    scopeKeys: [],
    newestEpoch: newest,
    warnings: scheme.isUnderstood ? warnings : [...warnings, { code: 'partitions_unknown' }],
  };
}

async function firstNumber(engine: Awaited<ReturnType<typeof openEngine>>, sql: string): Promise<number | null> {
  const { rows } = await engine.queryOwn(sql);
  for await (const [row] of rows) {
    const value = row?.[0] ?? null;
    return value !== null && /^-?\d+$/.test(String(value)) ? Number(value) : null;
  }
  return null;
}
