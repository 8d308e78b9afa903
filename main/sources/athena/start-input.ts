/** What starts a statement: complete, unchanging, and to be found again by its comment. */
import { AppError } from '../../app-error.ts';
import { withoutSemicolons } from '../../flowlogs/sql-statement.ts';
import type { StartInput } from '../source.ts';

/** Athena's own limit, bytes of UTF-8. */
const MOST_BYTES = 262_144;

export interface Place {
  readonly workgroup: string;
  readonly catalog: string;
  readonly database: string;
  /** Where results go; NULL: the workgroup says. */
  readonly outputLocation: string | null;
}

/** The comment by which a run's execution is found among the workgroup's. */
export const runComment = (runId: string): string => `/* nagare ${runId} */`;

/**
 * @param runId a UUID: with its prefix it makes a token of 32 to 128 characters  @param sql as shown
 * @throws AppError `bad_sql` for a statement that is longer than Athena takes
 */
export function startInput(runId: string, sql: string, place: Place): StartInput {
  // Athena takes one statement: behind a semicolon even a comment would be a second one. Lines and columns stay as they are.
  const queryString = `${withoutSemicolons(sql).trimEnd()}\n${runComment(runId)}`;
  if (Buffer.byteLength(queryString) > MOST_BYTES) {
    const reason = `longer than ${MOST_BYTES} bytes`;
    throw new AppError('bad_sql', `The statement is ${reason}, which Athena does not take.`, { details: { reason } });
  }
  return {
    QueryString: queryString,
    ClientRequestToken: `nagare-${runId}`,
    WorkGroup: place.workgroup,
    QueryExecutionContext: { Catalog: place.catalog, Database: place.database },
    ...(place.outputLocation === null ? {} : { ResultConfiguration: { OutputLocation: place.outputLocation } }),
  };
}
