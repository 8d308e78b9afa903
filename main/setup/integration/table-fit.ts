/** A table held against the files and the log format of the flow log that it reads. Pure. */
import type { Table } from '@aws-sdk/client-glue';
import type { Misfit } from '../../../preload/contract/integration.ts';
import type { FlowLog } from '../../../preload/contract/setup.ts';
import { fieldOf } from '../../flowlogs/fields.ts';
import { type Column, columnsOfFields } from './own-table.ts';
import { readerMisfits } from './table-reader.ts';

/** Types that a number of a record can be read as; a text table may keep them as texts. */
const numbers = ['tinyint', 'smallint', 'int', 'integer', 'bigint'];

/**
 * What of the table as a whole does not fit, then what of its columns; of a table for other files the columns say nothing.
 * @param table as Glue has it
 */
export function tableMisfits(table: Table, { fields, fileFormat }: Pick<FlowLog, 'fields' | 'fileFormat'>): readonly Misfit[] {
  const format = fileFormat ?? 'plain-text';
  const ofReader = readerMisfits(table, format);
  if (ofReader.some(({ problem }) => problem === 'format')) return ofReader;
  const columns = (table.StorageDescriptor?.Columns ?? []).map(({ Name = '', Type = 'string' }) => ({ name: Name, type: Type }));
  const keys = (table.PartitionKeys ?? []).map(({ Name = '' }) => Name);
  return [...ofReader, ...misfitsOf(columns, fields, keys, format)];
}

/**
 * @param columns the table's, without its partition keys, in order  @param fields of the log format, in order
 * @param keys names of its partition keys: a field that is one of them as well (`region`) is often left out
 */
export function misfitsOf(
  columns: readonly Column[],
  fields: readonly string[],
  keys: readonly string[],
  fileFormat: 'parquet' | 'plain-text',
): readonly Misfit[] {
  const expected = columnsOfFields(fields);
  const fieldName = (column: string) => fieldOf(column)?.name ?? column.replaceAll('_', '-');
  const misfits: Misfit[] = [];
  for (const [index, field] of fields.entries()) {
    const want = expected[index];
    const at = columns.findIndex(({ name }) => fieldName(name) === field);
    const column = columns[at];
    if (!want) continue;
    if (!column) {
      const isKey = keys.some((key) => fieldName(key) === field);
      // Parquet is read by name: a field that only the folders tell is still told. Text would read each later field wrongly.
      if (!(isKey && fileFormat === 'parquet')) {
        misfits.push({ field, column: null, problem: 'missing', expected: want.type, found: null });
      }
      continue;
    }
    // Text is read by position alone; Parquet by name alone.
    if (fileFormat === 'plain-text' && at !== index) {
      misfits.push({ field, column: column.name, problem: 'order', expected: String(index + 1), found: String(at + 1) });
    }
    if (!isReadable(column.type, want.type, fileFormat)) {
      misfits.push({ field, column: column.name, problem: 'type', expected: want.type, found: column.type });
    }
  }
  for (const [index, column] of columns.entries()) {
    const field = fieldName(column.name);
    // In text it takes the place of another; in Parquet it is NULL, and harmless.
    if (fields.includes(field) || (fileFormat === 'parquet' && fieldOf(column.name) === undefined)) continue;
    misfits.push({ field, column: column.name, problem: 'extra', expected: null, found: String(index + 1) });
  }
  return misfits;
}

function isReadable(found: string, wanted: string, fileFormat: 'parquet' | 'plain-text'): boolean {
  const type = found.toLowerCase();
  const isText = /^(string|(var)?char\b)/.test(type);
  if (fileFormat === 'plain-text') return isText || (wanted !== 'string' && isWideEnough(type, wanted));
  return wanted === 'string' ? isText : isWideEnough(type, wanted) && type !== 'tinyint' && type !== 'smallint';
}

/** Parquet's INT_32 can be read as a bigint too, but not the other way round. */
function isWideEnough(found: string, wanted: string): boolean {
  return numbers.includes(found) && (wanted === 'int' || found === 'bigint');
}
