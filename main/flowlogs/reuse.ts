/** Whether an earlier result may stand for a new one: never where records may have come since. */
import type { Query } from '../../preload/contract/query.ts';
import { scannedWindow } from './build-sql.ts';
import { tokensOf } from './sql-tokens.ts';

/** Logs of the last hour are still being delivered. */
export const SETTLED_AFTER_SECONDS = 3600;

/** @param nowEpoch Unix seconds */
export function mayReuse(query: Query, nowEpoch: number): boolean {
  const settled = nowEpoch - SETTLED_AFTER_SECONDS;
  if (query.type === 'form') return scannedWindow(query.form).to < settled;
  return query.type === 'sql' && isSettled(query.sql, settled);
}

/** Between these a number in a statement may be a moment, Unix seconds. */
const EARLIEST = 1_000_000_000;
const LATEST = 4_200_000_000;

/** By the moments that it names; one that reckons from now, and one that names none, has no end that is known. */
function isSettled(sql: string, settled: number): boolean {
  const tokens = tokensOf(sql);
  if (tokens.some(({ kind, text }) => kind === 'word' && /^(now|current_\w+|localtime\w*)$/i.test(text))) return false;
  const moments = tokens.flatMap(({ kind, text }) => {
    const value = kind === 'number' ? Number(text) : Number.NaN;
    return value >= EARLIEST && value <= LATEST ? [value] : [];
  });
  return moments.length > 0 && Math.max(...moments) < settled;
}
