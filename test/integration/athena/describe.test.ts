/** Tables as the catalogue has them, whatever scheme they are partitioned by; names for the source dialog. */
import { describe, expect, it } from 'vitest';
import { partitionPredicate } from '../../../main/flowlogs/partitions.ts';
import { listNames } from '../../../main/sources/athena/list-names.ts';
import type { CatalogTable } from '../../aws/catalog.ts';
import { athenaRef, emulatedAws } from '../../support/emulated-aws.ts';

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
    ['unloaded', null, ['partitions_unknown']],
    ['odd', null, ['partitions_unknown']],
    ['sales', null, ['not_flow_logs']],
  ])('%s is narrowed as far as it is understood', async (name, predicate, warnings) => {
    const { source } = await emulatedAws({ tables });
    const table = await source({ database: 'net', table: name }).describe();
    expect(partitionPredicate(table, from, to)).toBe(predicate);
    expect(table.warnings).toEqual(warnings);
  });

  it('is read whole where partitions may not be looked at', async () => {
    const { aws, source } = await emulatedAws();
    aws.faults.denied.add('glue:GetPartitions');
    expect(await source().describe()).toMatchObject({ partitionKeys: [], warnings: ['partitions_unknown'] });
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
    const names = (what: 'workgroups' | 'catalogs' | 'databases' | 'tables', database: string | null = null) =>
      listNames({ ...athenaRef, what, database }, clients);
    const groups = await names('workgroups');
    expect(groups).toHaveLength(61);
    expect(groups.slice(-2)).toEqual(['group-59', 'primary']);
    expect(await names('catalogs')).toEqual(['AwsDataCatalog']);
    expect(await names('databases')).toEqual(['net', 'vpcdb']);
    expect(await names('tables', 'net')).toEqual(tables.map((table) => table.name).sort());
  });

  it('of what may not be listed are an error', async () => {
    const { aws, clients } = await emulatedAws();
    aws.faults.denied.add('athena:ListWorkGroups');
    await expect(listNames({ ...athenaRef, what: 'workgroups' }, clients)).rejects.toMatchObject({ code: 'access_denied' });
  });
});
