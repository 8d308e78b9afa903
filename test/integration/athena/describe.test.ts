/** Tables as the catalogue has them, whatever scheme they are partitioned by; names for the source dialog. */
import { describe, expect, it } from 'vitest';
import { partitionPredicate } from '../../../main/flowlogs/partitions.ts';
import { createKeep } from '../../../main/sources/athena/kept.ts';
import { listNames } from '../../../main/sources/athena/list-names.ts';
import type { CatalogTable } from '../../aws/catalog.ts';
import { athenaRef, emulatedAws } from '../../support/emulated-aws.ts';
import { readTrino } from '../../support/trino-grammar.ts';

const columns = ['srcaddr', 'dstaddr', 'start', 'end'].map((name) => ({ name, type: name.endsWith('addr') ? 'string' : 'bigint' }));
const keyed = (
  name: string,
  keys: Record<string, string>,
  partitions: string[][],
  parameters: Record<string, string> = {},
): CatalogTable => ({
  database: 'net',
  name,
  columns,
  partitionKeys: Object.entries(keys).map(([key, type]) => ({ name: key, type })),
  parameters,
  partitions,
});

/** More than were once looked at. */
const many = (values: string[]): string[][] => Array.from({ length: 60 }, () => values);

const tables: readonly CatalogTable[] = [
  keyed('plain', {}, []),
  keyed('literal', { year: 'string', month: 'string', day: 'string' }, [['year=2022', 'month=11', 'day=28']]),
  keyed('dated', { date: 'date' }, [['2022-11-28']]),
  keyed('slashed', { region: 'string', date: 'string', hour: 'string' }, [['eu-west-1', '2022/11/28', '03']]),
  keyed('projected', { accid: 'string', region: 'string', day: 'string' }, [], {
    'projection.enabled': 'true',
    'projection.day.type': 'date',
    'projection.day.format': 'yyyy/MM/dd',
  }),
  keyed('unloaded', { year: 'string', month: 'string', day: 'string' }, []),
  keyed('odd', { part: 'string' }, [['a']]),
  // Days and months of two digits first, as many as are looked at: only the last partition shows that there are no leading zeros.
  keyed('short', { year: 'string', month: 'string', day: 'string' }, [
    ...['10', '11', '12'].flatMap((month) => Array.from({ length: 18 }, (_, index) => ['2022', month, String(10 + index)])),
    ['2023', '1', '2'],
  ]),
  keyed('short_literal', { year: 'string', month: 'string', hour: 'string' }, [
    ...Array.from({ length: 50 }, (_, index) => [`year=${1970 + index}`, `month=${10 + (index % 3)}`, 'hour=10']),
    ['year=2022', 'month=11', 'hour=0'],
  ]),
  keyed('two_ways', { year: 'string', month: 'string' }, [...many(['2022', '11']), ['year=2023', 'month=01']]),
  keyed('two_signs', { date: 'string' }, [...many(['2022-11-27']), ['2022/11/28'], ['2022-11-29']]),
  keyed('injected', { accid: 'string', day: 'string' }, [], {
    'projection.enabled': 'true',
    'projection.accid.type': 'injected',
    'projection.day.type': 'date',
    'projection.day.format': 'yyyy/MM/dd',
  }),
  { ...keyed('twice', { region: 'string', date: 'date' }, []), columns: [...columns, { name: 'region', type: 'string' }] },
  { ...keyed('sales', {}, []), columns: [{ name: 'amount', type: 'decimal(10,2)' }] },
];

const from = Date.UTC(2022, 10, 28, 3, 15) / 1000;
const to = Date.UTC(2022, 10, 28, 3, 30) / 1000;

describe('a table', () => {
  it('has columns and keys in the order of SELECT *, with the types of results', async () => {
    const { source } = await emulatedAws();
    const table = await source().describe();
    expect(table).toMatchObject({ catalog: 'AwsDataCatalog', database: 'vpcdb', table: 'flow_logs', newestEpoch: null, warnings: [] });
    expect(table.columns.slice(0, 2)).toEqual([
      { name: 'version', type: 'integer' },
      { name: 'account_id', type: 'varchar' },
    ]);
    expect(table.columns.slice(-7).map((column) => column.name)).toEqual([
      'aws-account-id',
      'aws-service',
      'aws-region',
      'year',
      'month',
      'day',
      'hour',
    ]);
    expect(partitionPredicate(table, from, to)).toBe(`"year" = '2022' AND "month" = '11' AND "day" = '28' AND "hour" = '03'`);
  });

  it.each([
    ['plain', null, []],
    ['literal', `"year" = 'year=2022' AND "month" = 'month=11' AND "day" = 'day=28'`, []],
    ['dated', `"date" = DATE '2022-11-28'`, []],
    ['slashed', `"date" = '2022/11/28' AND "hour" = '03'`, []],
    ['projected', `"day" = '2022/11/28'`, []],
    ['unloaded', null, [{ code: 'partitions_unknown' }]],
    ['odd', null, [{ code: 'partitions_unknown' }]],
    ['short', `"year" = '2022'`, []],
    ['short_literal', `"year" = 'year=2022' AND "month" = 'month=11'`, []],
    ['two_ways', null, [{ code: 'partitions_unknown' }]],
    ['two_signs', null, [{ code: 'partitions_unknown' }]],
    ['injected', `"day" = '2022/11/28'`, [{ code: 'partitions_injected', column: 'accid', field: 'account_id' }]],
    ['twice', `"date" = DATE '2022-11-28'`, []],
    ['sales', null, [{ code: 'not_flow_logs' }]],
  ])('%s is narrowed as far as it is understood', async (name, predicate, warnings) => {
    const { source } = await emulatedAws({ tables });
    const table = await source({ database: 'net', table: name }).describe();
    expect(partitionPredicate(table, from, to)).toBe(predicate);
    expect(table.warnings).toEqual(warnings);
    const names = table.columns.map((column) => column.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is asked of Athena where Glue may not be asked, and known the same', async () => {
    const { aws, source } = await emulatedAws({ schemes: true });
    const names = ['hourly', 'literal', 'numbers', 'date_type', 'projected_days', 'unpartitioned'];
    const known = await Promise.all(names.map((table) => source({ database: 'schemes', table }).describe()));
    expect(aws.executions).toHaveLength(0);
    aws.faults.denied.add('glue:GetPartitions');
    for (const [index, table] of names.entries())
      expect(await source({ database: 'schemes', table }).describe(), table).toEqual(known[index]);
    // Asked once, however often the form is opened.
    await source({ database: 'schemes', table: 'hourly' }).describe();
    // What is projected, or has no partitions, has nothing to be looked up.
    expect(aws.executions.map((each) => each.sql)).toEqual([
      expect.stringContaining('"schemes"."hourly$partitions"'),
      expect.stringContaining('"schemes"."literal$partitions"'),
      expect.stringContaining('"schemes"."numbers$partitions"'),
      `SELECT "date" FROM (SELECT "date", row_number() OVER (PARTITION BY regexp_replace(coalesce(CAST("date" AS varchar), ''), '[0-9]', '0') ORDER BY "date" DESC) AS "place" FROM "schemes"."date_type$partitions") WHERE "place" <= 50 LIMIT 999`,
    ]);
  });

  it.each(['short', 'two_ways', 'two_signs'])('is read by Athena with some of each way of writing: %s', async (table) => {
    const { aws, source } = await emulatedAws({ tables });
    const known = await source({ database: 'net', table }).describe();
    aws.faults.denied.add('glue:GetPartitions');
    expect(await source({ database: 'net', table }).describe()).toEqual(known);
    expect(aws.executions).toHaveLength(1);
    for (const { sql } of aws.executions) expect(readTrino(sql).errors).toEqual([]);
  });

  it('is read whole where partitions may not be looked at in any way', async () => {
    const { aws, source } = await emulatedAws();
    aws.faults.denied.add('glue:GetPartitions');
    for (const denied of ['athena:StartQueryExecution', 'athena:GetQueryExecution', 'athena:GetQueryResults']) {
      aws.faults.denied.add(denied);
      expect(await source().describe()).toMatchObject({ partitionKeys: [], warnings: [{ code: 'partitions_unknown' }] });
      aws.faults.denied.delete(denied);
    }
    aws.faults.ending = { state: 'FAILED', reason: 'not authorized' };
    expect(await source().describe()).toMatchObject({ partitionKeys: [], warnings: [{ code: 'partitions_unknown' }] });
  });

  it.each([
    ['daily', `"year" = '2022' AND "month" = '11' AND "day" = '28'`],
    ['hourly', `"year" = '2022' AND "month" = '11' AND "day" = '28' AND "hour" = '03'`],
    ['literal', `"year" = 'year=2022' AND "month" = 'month=11' AND "day" = 'day=28'`],
    ['hive', `"year" = '2022' AND "month" = '11' AND "day" = '28' AND "hour" = '03'`],
    ['numbers', '"year" = 2022 AND "month" = 11 AND "day" = 28 AND "hour" = 3'],
    ['date_type', `"date" = DATE '2022-11-28'`],
    ['date_hyphens', `"date" = '2022-11-28'`],
    ['date_slashes', `"date" = '2022/11/28'`],
    ['projected_days', `"day" = '2022/11/28'`],
    ['projected_hours', `"date" = '2022/11/28' AND "hour" = '03'`],
    ['projected_moments', `"datehour" = '2022/11/28/03'`],
    ['unpartitioned', null],
    ['unknown', null],
    ['texts', `"year" = '2022' AND "month" = '11' AND "day" = '28' AND "hour" = '03'`],
    ['older', `"dt" = '2022-11-28'`],
    ['some_reversed', `"date" = '2022/11/28'`],
  ])('of the scheme %s is narrowed', async (name, predicate) => {
    const { source } = await emulatedAws({ schemes: true });
    const table = await source({ database: 'schemes', table: name }).describe();
    expect(partitionPredicate(table, from, to)).toBe(predicate);
    expect(table.warnings).toEqual(name === 'unknown' ? [{ code: 'partitions_unknown' }] : []);
  });

  it('that is not there is named', async () => {
    const { source } = await emulatedAws();
    await expect(source({ table: 'nothing' }).describe()).rejects.toMatchObject({
      code: 'table_not_found',
      details: { table: 'vpcdb.nothing' },
    });
    await expect(source({ database: 'nowhere' }).describe()).rejects.toMatchObject({ code: 'table_not_found' });
  });
});

describe('the names', () => {
  const workgroups = [
    ...Array.from({ length: 60 }, (_, index) => ({ name: `group-${String(index).padStart(2, '0')}` })),
    { name: 'off', state: 'DISABLED' } as const,
  ];

  it('are listed over all pages, in order, without what is switched off', async () => {
    const { clients } = await emulatedAws({ tables, workgroups });
    const names = async (what: 'workgroups' | 'catalogs' | 'databases' | 'tables', database: string | null = null) =>
      (await listNames({ ...athenaRef, what, database, search: '' }, clients, createKeep(Date.now))).names;
    const groups = await names('workgroups');
    expect(groups).toHaveLength(61);
    expect(groups.slice(-2)).toEqual(['group-59', 'primary']);
    expect(await names('catalogs')).toEqual(['AwsDataCatalog']);
    expect(await names('databases')).toEqual(['net', 'vpcdb']);
    expect(await names('tables', 'net')).toEqual(tables.map((table) => table.name).sort());
  });
});
