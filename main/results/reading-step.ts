/** Lets a statement tell, from inside of it, how far it has read: SQLite gives the first row of an order when it has read the last. */
import type Database from 'better-sqlite3';

/** A power of two: so many rows are read between two calls. */
const STEP_EVERY = 4096;
const STEP = 'nagare_step';

/**
 * @param onStep called in the midst of each statement that bears the condition, with the number of a row just read; what
 * it throws ends the statement
 * @returns the condition, which always holds, for the name of a table's row number
 */
export function addReadingStep(db: Database.Database, onStep: (rowid: number) => void): (rowid: string) => string {
  db.function(STEP, { directOnly: true }, (rowid: unknown) => {
    onStep(Number(rowid));
    return 1;
  });
  return (rowid) => `(${rowid} & ${STEP_EVERY - 1} OR ${STEP}(${rowid}))`;
}
