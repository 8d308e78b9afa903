/** What starts a statement: complete, unchanging, and to be found again by its comment. */
import { AppError } from '../../app-error.ts';
import { MOST_SQL_BYTES } from '../../flowlogs/sql-length.ts';
import { withoutSemicolons } from '../../flowlogs/sql-statement.ts';
import type { StartInput } from '../source.ts';

export interface Place {
  readonly workgroup: string;
  readonly catalog: string;
  readonly database: string;
  /** Where results go; NULL: the workgroup says. */
  readonly outputLocation: string | null;
  /** How old a result may be that Athena may answer with; NULL: it shall run. */
  readonly reuseMinutes?: number | null;
}

/** The comment by which a run's execution is found among the workgroup's. */
export const runComment = (runId: string): string => `/* nagare ${runId} */`;

/**
 * @param runId a UUID: with its prefix it makes a token of 32 to 128 characters  @param sql as shown
 * @throws AppError `sql_too_long` for a statement that is longer than Athena takes
 */
export function startInput(runId: string, sql: string, place: Place): StartInput {
  // Athena takes one statement: behind a semicolon even a comment would be a second one. Lines and columns stay as they are.
  const queryString = `${withoutSemicolons(sql).trimEnd()}\n${runComment(runId)}`;
  if (Buffer.byteLength(queryString) > MOST_SQL_BYTES) {
    throw new AppError('sql_too_long', `The statement is longer than ${MOST_SQL_BYTES} bytes, which Athena does not take.`);
  }
  return {
    QueryString: queryString,
    ClientRequestToken: `nagare-${runId}`,
    WorkGroup: place.workgroup,
    QueryExecutionContext: { Catalog: place.catalog, Database: place.database },
    ...(place.outputLocation === null ? {} : { ResultConfiguration: { OutputLocation: place.outputLocation } }),
    // The comment is no hindrance: Athena compares statements under 100 KB without them.
    ...(place.reuseMinutes == null
      ? {}
      : { ResultReuseConfiguration: { ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes: place.reuseMinutes } } }),
  };
}
