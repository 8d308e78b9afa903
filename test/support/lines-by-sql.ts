/** Rows as lines of Athena's result CSV, put together by DuckDB alone: a second way to the same texts, to hold the first against. */
import { type DuckDBConnection, type DuckDBType, DuckDBTypeId } from '@duckdb/node-api';
import { textExpression } from '../../main/sources/local/trino-values.ts';

/** @param connection one that knows `nagare_double_text` */
export async function linesBySql(connection: DuckDBConnection, sql: string): Promise<string[]> {
  const described = await connection.prepare(sql);
  const names = Array.from({ length: described.columnCount }, (_, index) => `c${index}`);
  const values = names.map((name, index) => csvExpression(name, described.columnType(index)));
  const line = values.length === 1 ? values[0] : `concat_ws(',', ${values.join(', ')})`;
  const result = await connection.runAndReadAll(`SELECT ${line} FROM (${sql}) AS answer (${names.join(', ')})`);
  return result.getRows().map(([text]) => String(text));
}

function csvExpression(name: string, type: DuckDBType): string {
  const text = type.typeId === DuckDBTypeId.VARCHAR ? name : textExpression(name, type);
  return `coalesce('"' || replace(${text}, '"', '""') || '"', '')`;
}
