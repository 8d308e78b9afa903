/** Answers as rows that can be compared whatever a table calls its columns and however it writes what is missing. */
import { fieldOf } from '../../main/flowlogs/fields.ts';
import type { ColumnType } from '../../preload/contract/query.ts';
import { valuesOf } from '../aws/result-object.ts';

export type PlainRow = Readonly<Record<string, string | null>>;

/** @param lines of Athena's CSV, without the header; `-` and NULL are the same here */
export function plainRows(columns: readonly ColumnType[], lines: readonly string[]): readonly PlainRow[] {
  const names = columns.map(({ name }) => fieldOf(name)?.column ?? name);
  return valuesOf(columns.length, lines).map((row) =>
    Object.fromEntries(names.map((name, index) => [name, row[index] === '-' ? null : (row[index] ?? null)])),
  );
}

/** The rows as texts of the named columns, in the order of the answer or sorted. */
export function asTexts(rows: readonly PlainRow[], names: readonly string[], sorted: boolean): readonly string[] {
  const texts = rows.map((row) => JSON.stringify(names.map((name) => row[name] ?? null)));
  return sorted ? texts.sort() : texts;
}
