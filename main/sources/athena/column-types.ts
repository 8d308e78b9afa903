/** Type names: the catalogue speaks Hive's, results come in Trino's. */
import type { ColumnInfo } from '@aws-sdk/client-athena';
import type { ColumnType } from '../../../preload/contract/query.ts';

const trinoNames: Readonly<Record<string, string>> = {
  int: 'integer',
  string: 'varchar',
  float: 'real',
  binary: 'varbinary',
  timestamp: 'timestamp(3)',
};

/** `int` gives `integer`, `array<string>` gives `array(varchar)`; what has no other name stays, in lower case. */
export function trinoTypeOf(hiveType: string): string {
  const type = hiveType.trim().toLowerCase();
  const array = /^array<(.*)>$/.exec(type)?.[1];
  if (array !== undefined) return `array(${trinoTypeOf(array)})`;
  return trinoNames[type] ?? type;
}

/** A column of a result; a decimal gets its digits, which stand apart. */
export function resultColumn(info: ColumnInfo): ColumnType {
  const type = (info.Type ?? 'varchar').toLowerCase();
  const withDigits = type === 'decimal' && info.Precision !== undefined ? `decimal(${info.Precision},${info.Scale ?? 0})` : type;
  return { name: info.Label ?? info.Name ?? '', type: withDigits };
}
