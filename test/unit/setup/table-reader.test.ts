/** Tables as their documented statements leave them in the catalogue, held against the two file formats of a flow log. */
import type { Table } from '@aws-sdk/client-glue';
import { describe, expect, it } from 'vitest';
import { storageOf } from '../../../main/setup/integration/own-table.ts';
import { tableMisfits } from '../../../main/setup/integration/table-fit.ts';
import { readerMisfits } from '../../../main/setup/integration/table-reader.ts';

const TEXT_INPUT = 'org.apache.hadoop.mapred.TextInputFormat';
const PARQUET_INPUT = 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat';
const LAZY = 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe';

const tableOf = (library: string, settings: Readonly<Record<string, string>>, input: string, header: string | null = '1'): Table => ({
  Name: 't',
  Parameters: { EXTERNAL: 'TRUE', ...(header === null ? {} : { 'skip.header.line.count': header }) },
  StorageDescriptor: {
    Columns: [{ Name: 'version', Type: 'int' }],
    InputFormat: input,
    SerdeInfo: { SerializationLibrary: library, Parameters: settings },
  },
});
const parquet = tableOf(storageOf('parquet').serde, { 'serialization.format': '1' }, PARQUET_INPUT, null);
/** ROW FORMAT DELIMITED FIELDS TERMINATED BY ' '. */
const spaces = tableOf(LAZY, { 'serialization.format': ' ', 'field.delim': ' ' }, TEXT_INPUT);
const pattern = tableOf(
  'org.apache.hadoop.hive.serde2.RegexSerDe',
  { 'serialization.format': '1', 'input.regex': '^([^ ]+)\\s+.*$' },
  TEXT_INPUT,
);
const told = (table: Table, format: 'parquet' | 'plain-text') =>
  readerMisfits(table, format).map(({ problem, expected, found }) => `${problem}: ${expected} ${found}`);

describe('a table’s reader', () => {
  it('opens the files that it is made for', () => {
    expect(told(parquet, 'parquet')).toEqual([]);
    expect(told(spaces, 'plain-text')).toEqual([]);
    expect(told(pattern, 'plain-text')).toEqual([]);
  });

  it('of Parquet opens no text, and that of text no Parquet', () => {
    expect(told(parquet, 'plain-text')).toEqual(['format: LazySimpleSerDe ParquetHiveSerDe']);
    expect(told(spaces, 'parquet')).toEqual(['format: ParquetHiveSerDe LazySimpleSerDe']);
    expect(told(pattern, 'parquet')).toEqual(['format: ParquetHiveSerDe RegexSerDe']);
    const halves = tableOf(storageOf('parquet').serde, {}, TEXT_INPUT);
    expect(told(halves, 'parquet')).toEqual(['format: ParquetHiveSerDe ParquetHiveSerDe, TextInputFormat']);
    expect(told(tableOf('org.openx.data.jsonserde.JsonSerDe', {}, TEXT_INPUT), 'plain-text')).toEqual([
      'format: LazySimpleSerDe JsonSerDe',
    ]);
  });

  it.each([
    [null, '0'],
    ['0', '0'],
    ['2', '2'],
  ])('takes the header line for a record, or a record for the header line (%s)', (header, found) => {
    expect(told(tableOf(LAZY, { 'field.delim': ' ' }, TEXT_INPUT, header), 'plain-text')).toEqual([`header: 1 ${found}`]);
    expect(told({ ...pattern, Parameters: header === null ? {} : { 'skip.header.line.count': header } }, 'plain-text')).toEqual([
      `header: 1 ${found}`,
    ]);
  });

  it('passes over the header line also where its own settings say so, as crawlers write it', () => {
    expect(told(tableOf(LAZY, { 'field.delim': ' ', 'skip.header.line.count': '1' }, TEXT_INPUT, null), 'plain-text')).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, string>>, string | null]>([
    [LAZY, { 'field.delim': ',' }, '","'],
    [LAZY, { 'field.delim': '\t' }, '"\\t"'],
    // As CREATE TABLE leaves it without ROW FORMAT: the code of a sign, and no digit.
    [LAZY, { 'serialization.format': '1' }, '"\\u0001"'],
    [LAZY, {}, '"\\u0001"'],
    [LAZY, { 'field.delim': '32' }, null],
    [LAZY, { 'serialization.format': ' ' }, null],
    ['org.apache.hadoop.hive.serde2.OpenCSVSerde', {}, '","'],
    ['org.apache.hadoop.hive.serde2.OpenCSVSerde', { separatorChar: ' ' }, null],
    ['org.apache.hadoop.hive.contrib.serde2.MultiDelimitSerDe', { 'field.delim': '||' }, '"||"'],
  ])('%s with %o cuts at %s', (library, settings, found) => {
    expect(told(tableOf(library, settings, TEXT_INPUT), 'plain-text')).toEqual(found === null ? [] : [`delimiter: " " ${found}`]);
  });

  it('that the catalogue does not name is not held against the table', () => {
    expect(told({ Name: 't', StorageDescriptor: {} }, 'parquet')).toEqual([]);
  });
});

describe('a table as a whole', () => {
  it('is judged by its columns too, unless it is for other files', () => {
    const fields = ['version', 'srcaddr'];
    expect(tableMisfits(parquet, { fields, fileFormat: 'parquet' }).map(({ problem }) => problem)).toEqual(['missing']);
    expect(tableMisfits({ ...spaces, Parameters: {} }, { fields, fileFormat: 'plain-text' }).map(({ problem }) => problem)).toEqual([
      'header',
      'missing',
    ]);
    expect(tableMisfits(parquet, { fields, fileFormat: 'plain-text' }).map(({ problem }) => problem)).toEqual(['format']);
  });
});
