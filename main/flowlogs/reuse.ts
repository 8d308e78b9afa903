/** Whether an earlier result may stand for a new one: never where records may have come since. */
import type { Query } from '../../preload/contract/query.ts';
import { scannedWindow } from './build-sql.ts';
import { completeSql } from './sql-by-hand.ts';
import { tokensOf } from './sql-tokens.ts';
import { sqlWindow } from './sql-window.ts';

/** Logs of the last hour are still being delivered. */
export const SETTLED_AFTER_SECONDS = 3600;

/** @param nowEpoch Unix seconds */
export function mayReuse(query: Query, nowEpoch: number): boolean {
  const settled = nowEpoch - SETTLED_AFTER_SECONDS;
  if (query.type === 'form') return scannedWindow(query.form).to < settled;
  return query.type === 'sql' && isSettled(query, settled);
}

/** By the end of the window that its WHERE says; one that reckons from now has no end that is known. */
function isSettled({ sql, parameters = [] }: Extract<Query, { type: 'sql' }>, settled: number): boolean {
  const complete = completeSql(sql, parameters);
  if (!complete.ok) return false;
  if (tokensOf(complete.value).some(({ kind, text }) => kind === 'word' && /^(now|current_\w+|localtime\w*)$/i.test(text))) return false;
  return sqlWindow(complete.value).to < settled;
}
