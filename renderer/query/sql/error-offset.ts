import { typedOffset } from '../../../main/flowlogs/sql-parameters.ts';
import { offsetOfPlace, placeInError } from '../../../main/flowlogs/sql-place.ts';
import type { WireError } from '../../../preload/contract/errors.ts';
import type { Query } from '../../../preload/contract/query.ts';
import type { Run } from '../../../preload/contract/run.ts';
import type { QueryState } from '../query-state.ts';

/**
 * Where in the text in the editor the last failure was, UTF-16 offset; NULL where nobody said, or the text is no longer
 * the one that failed.
 */
export function errorOffset({ mode, sql, run, asked, error }: Pick<QueryState, 'mode' | 'sql' | 'run' | 'asked' | 'error'>): number | null {
  if (mode !== 'sql') return null;
  if (error && asked) return offsetIn(asked.query, null, error, sql);
  return run?.state === 'failed' && run.error ? offsetIn(run.query, run, run.error, sql) : null;
}

function offsetIn(query: Query, run: Run | null, { code, details }: WireError, shown: string): number | null {
  if (query.type !== 'sql' || query.sql !== shown) return null;
  if (code !== 'bad_sql' && code !== 'query_failed' && code !== 'several_statements') return null;
  const { line, column, reason } = details;
  const place =
    typeof line === 'number' && typeof column === 'number' ? { line, column } : placeInError(typeof reason === 'string' ? reason : '');
  if (!place) return null;
  // The engine speaks of the complete statement; before there was a run only the text as typed was looked at.
  return run?.sql == null ? offsetOfPlace(query.sql, place) : typedOffset(query.sql, query.parameters ?? [], offsetOfPlace(run.sql, place));
}
