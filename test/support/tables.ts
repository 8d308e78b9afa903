/** Tables of every scheme that is understood, for tests that need no catalogue. */
import { fields } from '../../main/flowlogs/fields.ts';
import type { PartitionKey, Table } from '../../preload/contract/query.ts';

const key = (column: string, pattern: PartitionKey['pattern'], rest: Partial<PartitionKey> = {}): PartitionKey => ({
  column,
  pattern,
  type: 'string',
  prefix: '',
  ...rest,
});
const literal = (column: string, pattern: PartitionKey['pattern']) => key(column, pattern, { prefix: `${column}=` });
const number = (column: string, pattern: PartitionKey['pattern']) => key(column, pattern, { type: 'integer' });

export const schemes: Readonly<Record<string, readonly PartitionKey[]>> = {
  'year, month, day, hour': [key('year', 'yyyy'), key('month', 'MM'), key('day', 'dd'), key('hour', 'HH')],
  'year, month, day': [key('year', 'yyyy'), key('month', 'MM'), key('day', 'dd')],
  'year, month': [key('year', 'yyyy'), key('month', 'MM')],
  year: [key('year', 'yyyy')],
  'literal year=2022': [literal('year', 'yyyy'), literal('month', 'MM'), literal('day', 'dd')],
  'literal, hours': [literal('year', 'yyyy'), literal('month', 'MM'), literal('day', 'dd'), literal('hour', 'HH')],
  integers: [number('year', 'yyyy'), number('month', 'MM'), number('day', 'dd'), number('hour', 'HH')],
  'date type': [key('date', 'yyyy-MM-dd', { type: 'date' })],
  'date type, hour': [key('date', 'yyyy-MM-dd', { type: 'date' }), key('hour', 'HH')],
  'date with hyphens': [key('date', 'yyyy-MM-dd')],
  'day with slashes': [key('day', 'yyyy/MM/dd')],
  'date with slashes, hour': [key('date', 'yyyy/MM/dd'), key('hour', 'HH')],
  'date, hour as a number': [key('date', 'yyyy/MM/dd'), number('hour', 'HH')],
  'date without signs': [key('dt', 'yyyyMMdd')],
  'date as a number': [number('dt', 'yyyyMMdd')],
  'date and hour in one': [key('datehour', 'yyyy/MM/dd/HH')],
  'hour with its date, without signs': [number('hour', 'yyyyMMddHH')],
  'hour with its date': [key('hour', 'yyyy-MM-dd-HH')],
  none: [],
};

const sqlType = (type: string) => (type === 'string' ? 'varchar' : type === 'int' ? 'integer' : type);

/** All fields, numbers as numbers. */
export const tableWith = (partitionKeys: readonly PartitionKey[], change: Partial<Table> = {}): Table => ({
  catalog: 'AwsDataCatalog',
  database: 'vpcdb',
  table: 'flow_logs',
  columns: [
    ...fields.map((field) => ({ name: field.column, type: sqlType(field.type) })),
    ...partitionKeys.map(({ column, type }) => ({ name: column, type: sqlType(type) })),
  ],
  partitionKeys: [...partitionKeys],
  newestEpoch: null,
  scopeKeys: [],
  warnings: [],
  ...change,
});

/** Hyphens in names, numbers as texts. */
export const textTable = (partitionKeys: readonly PartitionKey[]): Table =>
  tableWith(partitionKeys, { columns: fields.map((field) => ({ name: field.name, type: 'varchar' })) });
