/** How long a statement may be. */
import { type Problem, problem } from './parsed.ts';

/** What Athena takes, UTF-8 bytes (service limits). */
export const MOST_SQL_BYTES = 262_144;
/** Room for the comment by which a run's execution is found again. */
const COMMENT_BYTES = 64;

/** Whether Athena takes the statement, with the comment that it is sent with. */
export const fitsAthena = (sql: string): boolean => sizeOf(sql) <= MOST_SQL_BYTES - COMMENT_BYTES;

/** `sql_too_long`, or NULL for a statement that Athena takes. */
export function lengthProblem(sql: string): Problem | null {
  return fitsAthena(sql) ? null : problem('sql_too_long', { sizeBytes: sizeOf(sql), mostBytes: MOST_SQL_BYTES - COMMENT_BYTES }).problem;
}

const sizeOf = (sql: string): number => new TextEncoder().encode(sql).byteLength;
