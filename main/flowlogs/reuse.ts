/** Whether an earlier result may stand for a new one: never where records may have come since. */
import type { AthenaRef, Query } from '../../preload/contract/query.ts';
import { catalogOf, databaseOf } from './athena-defaults.ts';
import { scannedWindow } from './build-sql.ts';
import { completeSql } from './sql-by-hand.ts';
import { readsOnly } from './sql-reads.ts';
import { isSign, isWord, type Token, tokensOf } from './sql-tokens.ts';
import { sqlWindow } from './sql-window.ts';

/** Logs of the last hour are still being delivered. */
export const SETTLED_AFTER_SECONDS = 3600;

/** @param ref the table that a form asks  @param nowEpoch Unix seconds */
export function mayReuse(ref: AthenaRef, query: Query, nowEpoch: number): boolean {
  const settled = nowEpoch - SETTLED_AFTER_SECONDS;
  if (query.type === 'form') return scannedWindow(query.form).to < settled;
  return query.type === 'sql' && isSettled(query, [catalogOf(ref), databaseOf(ref), ref.table], settled);
}

/**
 * By the end of the window that its WHERE says; one that reckons from now has no end that is known. A `start` that is not
 * said whose it is closes the window of one table alone: with another beside it, in a join or around a subquery, nobody
 * knows here which of them has it.
 */
function isSettled({ sql, parameters = [] }: Extract<Query, { type: 'sql' }>, table: readonly string[], settled: number): boolean {
  const complete = completeSql(sql, parameters);
  if (!complete.ok || tokensOf(complete.value).some(isOfItsMoment)) return false;
  return readsOnly(complete.value, table) && sqlWindow(complete.value).to < settled;
}

/** A clock, the catalogue as it is, or rows of a function: nothing of these is in any window. */
function isOfItsMoment(token: Token, index: number, all: readonly Token[]): boolean {
  if (token.kind === 'word' && /^(now|current_\w+|localtime\w*)$/i.test(token.text)) return true;
  if (isWord(token, 'TABLE') && isSign(all[index + 1], '(')) return true;
  return (token.kind === 'word' || token.kind === 'name') && /^information_schema$|\$/i.test(token.text);
}
