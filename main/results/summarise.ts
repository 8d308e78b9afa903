/** Worker task: counts and the strip of flows over time, of the rows in a view. */
import type { Overview, View } from '../../preload/contract/result.ts';
import { quoteIdentifier } from '../flowlogs/quote.ts';
import type { TaskContext } from '../jobs/task.ts';
import { addReadingStep } from './reading-step.ts';
import { openResult, type ReadColumn } from './result-reader.ts';
import { viewSql } from './view-sql.ts';

const INTERVALS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];
const MOST_BARS = 120;

/** @throws AppError `bad_column`, `result_missing`, `result_damaged`, `cancelled` */
export async function summarise(
  { path, view }: { readonly path: string; readonly view: View },
  context: Pick<TaskContext, 'checkpoint'>,
): Promise<Overview> {
  const reader = openResult(path);
  try {
    const { where: filters, parameters } = viewSql({ ...view, sort: null }, reader.columns, reader.rowid);
    const step = addReadingStep(reader.db, () => context.checkpoint())(reader.rowid);
    const where = filters === '' ? `WHERE ${step}` : `WHERE ${step} AND (${filters.slice('WHERE '.length)})`;
    const column = (field: string) => reader.columns.find((each) => each.field === field);
    const action = column('action');
    const counts = reader.db
      .prepare<unknown[], { n: number; accepted: number | null; rejected: number | null }>(
        `SELECT count(*) AS n, ${sumOf(action, 'ACCEPT')} AS accepted, ${sumOf(action, 'REJECT')} AS rejected FROM rows ${where}`,
      )
      .get(...parameters);
    const start = column('start');
    const strip = start ? stripOf(reader.db, start, action, where, parameters) : null;
    return {
      rowCount: counts?.n ?? 0,
      accepted: action ? (counts?.accepted ?? 0) : null,
      rejected: action ? (counts?.rejected ?? 0) : null,
      strip,
    };
  } finally {
    reader.close();
  }
}

type Db = ReturnType<typeof openResult>['db'];

function stripOf(
  db: Db,
  start: ReadColumn,
  action: ReadColumn | undefined,
  where: string,
  parameters: readonly unknown[],
): Overview['strip'] {
  const name = quoteIdentifier(start.name);
  const timed = `${where} AND typeof(${name}) = 'integer'`;
  const ends = db
    .prepare<unknown[], { low: number | null; high: number | null }>(`SELECT min(${name}) AS low, max(${name}) AS high FROM rows ${timed}`)
    .get(...parameters);
  if (ends?.low == null || ends.high == null) return null;
  const span = ends.high - ends.low + 1;
  const intervalSeconds = INTERVALS.find((seconds) => span / seconds <= MOST_BARS) ?? Math.ceil(span / MOST_BARS / 86_400) * 86_400;
  const from = Math.floor(ends.low / intervalSeconds) * intervalSeconds;
  const rows = db
    .prepare<unknown[], { bucket: number; n: number; accepted: number; rejected: number }>(
      `SELECT (${name} - ${from}) / ${intervalSeconds} AS bucket, count(*) AS n, ${sumOf(action, 'ACCEPT')} AS accepted, ${sumOf(action, 'REJECT')} AS rejected
       FROM rows ${timed} GROUP BY 1`,
    )
    .all(...parameters);
  const buckets = Array.from({ length: Math.floor((ends.high - from) / intervalSeconds) + 1 }, () => ({
    accepted: 0,
    rejected: 0,
    other: 0,
  }));
  for (const { bucket, n, accepted, rejected } of rows) buckets[bucket] = { accepted, rejected, other: n - accepted - rejected };
  return { from, intervalSeconds, buckets };
}

function sumOf(action: ReadColumn | undefined, value: 'ACCEPT' | 'REJECT'): string {
  return action ? `coalesce(sum(${quoteIdentifier(action.name)} = '${value}'), 0)` : '0';
}
