/** A result as Athena writes it: the CSV (or text), the metadata beside it, and the rows of GetQueryResults. */
import { createCsvReader } from '../../main/results/csv-reader.ts';
import type { ColumnType } from '../../preload/contract/query.ts';
import type { Outcome } from './run-sql.ts';

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** Header and rows, every value in double quotes, NULL an empty field. Of a utility statement: plain text without a header. */
export function resultOf({ columns, lines, isUtility }: Pick<Outcome, 'columns' | 'lines' | 'isUtility'>): Uint8Array {
  if (isUtility)
    return Buffer.from(
      valuesOf(columns.length, lines)
        .map((row) => `${row.join('\t')}\n`)
        .join(''),
    );
  const header = columns.map((column) => quoted(column.name)).join(',');
  return Buffer.from([header, ...lines].map((line) => `${line}\n`).join(''));
}

/** Lines of CSV as values. */
export function valuesOf(width: number, lines: readonly string[]): readonly (readonly (string | null)[])[] {
  if (lines.length === 0) return [];
  const reader = createCsvReader();
  // The reader takes the first row's width for all.
  reader.pushText(`${Array.from({ length: width }, () => '""').join(',')}\n`);
  return [...reader.pushText(`${lines.join('\n')}\n`), ...reader.end()];
}

/** Binary and private to Athena: a name and a type for each column, each with its length before it. */
export function metadataOf(columns: readonly ColumnType[]): Uint8Array {
  const field = (tag: number, bytes: Buffer) => Buffer.concat([Buffer.from([tag, bytes.length & 0x7f]), bytes]);
  return Buffer.concat(
    columns.map(({ name, type }) => field(0x22, Buffer.concat([field(0x22, Buffer.from(name)), field(0x32, Buffer.from(type))]))),
  );
}

/** ResultSetMetadata's description of a column. */
export function columnInfo({ name, type }: ColumnType) {
  const digits = /^decimal\((\d+),(\d+)\)$/.exec(type);
  const plain = /^(\w+)/.exec(type)?.[1] ?? type;
  return {
    CatalogName: 'hive',
    SchemaName: '',
    TableName: '',
    Name: name,
    Label: name,
    Type: plain === 'array' || type.includes('with time zone') ? type : plain,
    Precision: digits ? Number(digits[1]) : (precisions[plain] ?? 0),
    Scale: digits ? Number(digits[2]) : 0,
    Nullable: 'UNKNOWN',
    CaseSensitive: plain === 'varchar',
  };
}

const precisions: Readonly<Record<string, number>> = {
  varchar: 2_147_483_647,
  bigint: 19,
  integer: 10,
  smallint: 5,
  tinyint: 3,
  double: 17,
  real: 17,
};
