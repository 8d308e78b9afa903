/** The statement that a query comes to. */
import type { Query, SourceRef, Table } from '../preload/contract/query.ts';
import { AppError } from './app-error.ts';
import { buildSql } from './flowlogs/build-sql.ts';
import { formProblems } from './flowlogs/form.ts';
import type { Problem } from './flowlogs/parsed.ts';
import { problemMessage } from './flowlogs/problem-messages.ts';
import { completeSql } from './flowlogs/sql-by-hand.ts';
import { lengthProblem } from './flowlogs/sql-length.ts';

/**
 * @param describe the table of a source
 * @returns what gives the statement that a run of the query would send; it throws an AppError for what is wrong with a
 * form (its first problem), with SQL typed by hand, or with the length of either
 */
export function createSqlOf(describe: (source: SourceRef) => Promise<Table>): (source: SourceRef, query: Query) => Promise<string> {
  const statementOf = async (source: SourceRef, query: Query): Promise<string> => {
    if (query.type === 'rows') throw new AppError('bad_arguments', 'A CSV is its rows: there is no SQL.');
    if (query.type === 'sql') {
      const complete = completeSql(query.sql, query.parameters ?? []);
      if (complete.ok) return complete.value;
      throw failure(complete.problem);
    }
    const table = await describe(source);
    const [first] = formProblems(query.form, table);
    if (first) throw failure(first.problem, { field: first.field });
    return buildSql(query.form, table);
  };
  return async (source, query) => {
    const sql = await statementOf(source, query);
    // Files have no such limit.
    const tooLong = source.kind === 'athena' ? lengthProblem(sql) : null;
    if (tooLong) throw failure(tooLong);
    return sql;
  };
}

function failure(problem: Problem, more: Readonly<Record<string, string>> = {}): AppError {
  return new AppError(problem.code, problemMessage(problem), { details: { ...problem.details, ...more } });
}
