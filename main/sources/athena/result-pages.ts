/** A result by Athena's own API: slower than S3, but there where S3 cannot be read. */
import type { Row } from '@aws-sdk/client-athena';
import type { ColumnType } from '../../../preload/contract/query.ts';
import type { AthenaApi } from '../../aws/athena-api.ts';
import type { TextRow } from '../source.ts';
import { PERSISTENT, type Persistence, persist } from './persist.ts';

type Answer = ReturnType<AthenaApi['getQueryResults']>;

/** The most that GetQueryResults gives. */
const PAGE = 1000;

/** Every row once, without the header that Athena puts on top of a SELECT's first page. @throws AppError of AWS's codes */
export async function* resultPages(
  athena: Pick<AthenaApi, 'getQueryResults'>,
  executionId: string,
  columns: readonly ColumnType[],
  signal?: AbortSignal,
  persistence: Persistence = PERSISTENT,
): AsyncGenerator<readonly TextRow[]> {
  const patience = persist(persistence, signal);
  const ask = (token: string | undefined): Answer =>
    athena.getQueryResults(
      { QueryExecutionId: executionId, MaxResults: PAGE, ...(token === undefined ? {} : { NextToken: token }) },
      signal,
    );
  let token: string | undefined;
  let isFirst = true;
  let asked: Answer | null = null;
  do {
    signal?.throwIfAborted();
    let rows: readonly TextRow[];
    try {
      const { ResultSet, NextToken }: Awaited<Answer> = await (asked ?? ask(token));
      patience.succeeded();
      token = NextToken;
      // The next page is on its way while this one is stored. When it fails, that is noticed when it is wanted.
      asked = token === undefined ? null : ask(token);
      asked?.catch(() => undefined);
      rows = (ResultSet?.Rows ?? []).map((row) => textRow(row, columns.length));
    } catch (error) {
      asked = null;
      await patience.failed(error);
      continue;
    }
    yield isFirst && rows[0] && isHeader(rows[0], columns) ? rows.slice(1) : rows;
    isFirst = false;
  } while (isFirst || token !== undefined);
}

/** A value that is missing is NULL; an empty one is the empty string. */
function textRow(row: Row, width: number): TextRow {
  const values = row.Data ?? [];
  return Array.from({ length: width }, (_, index) => values[index]?.VarCharValue ?? null);
}

/** SHOW and DESCRIBE have none: only a row that is the columns' names is one. */
function isHeader(row: TextRow, columns: readonly ColumnType[]): boolean {
  return columns.length > 0 && columns.every((column, index) => row[index] === column.name);
}
