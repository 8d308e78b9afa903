/** Worker task: the one row that answers `recordsSql`. */
import { AppError } from '../../app-error.ts';
import { type RecordCount, recordColumns } from '../../flowlogs/zero-rows.ts';
import type { TaskContext } from '../../jobs/task.ts';
import type { LocalQuery } from '../source.ts';
import type { EngineRow } from './chunk-rows.ts';
import { openEngine } from './engine.ts';

/** @throws AppError `file_unreadable`, `bad_sql`, `cancelled` */
export async function countRecords({ query }: { readonly query: LocalQuery }, context: TaskContext): Promise<RecordCount> {
  const engine = await openEngine({ ...query, table: { catalog: null, database: null, name: 'flow_logs' } });
  try {
    const { rows } = await engine.query(query.sql, context.signal);
    for await (const [row] of rows) return readCount(row ?? []);
    throw new AppError('bad_sql', 'The files gave no answer.', { details: { reason: 'no row' } });
  } finally {
    engine.close();
  }
}

function readCount(row: EngineRow): RecordCount {
  const values = row.map((value) => (value === null ? null : Number(value)));
  const at = (name: (typeof recordColumns)[number]) => values[recordColumns.indexOf(name)] ?? null;
  return {
    first: at('first'),
    last: at('last'),
    before: at('before'),
    after: at('after'),
    flows: at('flows') ?? 0,
    nodata: at('nodata') ?? 0,
    skipdata: at('skipdata') ?? 0,
  };
}
