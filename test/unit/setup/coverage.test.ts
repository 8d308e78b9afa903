/** Tables as the documented statements project them, held against the places whose logs lie in the folder. */
import type { Table } from '@aws-sdk/client-glue';
import { describe, expect, it } from 'vitest';
import type { LogLayout } from '../../../main/flowlogs/log-layout.ts';
import { folderMisfits, uncoveredOf } from '../../../main/setup/integration/coverage.ts';
import type { LogPlace } from '../../../main/setup/integration/log-places.ts';
import { ownTable } from '../../../main/setup/integration/own-table.ts';
import { flowLogOf } from '../../support/flow-log.ts';

const [A, B] = ['111111111111', '222222222222'];
const NOW = Date.UTC(2026, 5, 15) / 1000;
const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 1000;
const layout: LogLayout = { bucket: 'logs', prefix: '', account: A, region: 'eu-west-1', hive: false, hourly: false };
const at = (account: string, region: string, since: string | null = '2026-01-05'): LogPlace => ({
  account,
  region,
  since: since === null ? null : day(since),
});
const placesOf = (...places: LogPlace[]) => ({ accounts: [], regions: [], since: null, places });

/** https://docs.aws.amazon.com/athena/latest/ug/vpc-flow-logs-partition-projection.html */
const documented = (change: Readonly<Record<string, string>> = {}, location = 's3://logs/AWSLogs/'): Table => ({
  DatabaseName: 'default',
  Name: 'test_table_vpclogs',
  PartitionKeys: ['accid', 'region', 'day'].map((Name) => ({ Name, Type: 'string' })),
  Parameters: {
    'skip.header.line.count': '1',
    'projection.enabled': 'true',
    'projection.accid.type': 'enum',
    'projection.accid.values': A,
    'projection.region.type': 'enum',
    'projection.region.values': 'eu-west-1,us-east-1',
    'projection.day.type': 'date',
    'projection.day.range': '2026/01/01,NOW',
    'projection.day.format': 'yyyy/MM/dd',
    'storage.location.template': `s3://logs/AWSLogs/\${accid}/vpcflowlogs/\${region}/\${day}`,
    ...change,
  },
  StorageDescriptor: { Location: location },
});

/** Nagare's own, for one account and region since 2026. */
const own = (change: Partial<LogLayout> = {}): Table => {
  const { parameters, keys, location } = ownTable(flowLogOf({ bucket: 'logs', ...change }), {
    flowLogId: 'fl-1',
    database: 'nagare',
    table: 'own',
    workgroup: 'w',
    bytesLimit: null,
    resultLocation: 's3://r/',
    accounts: [A],
    regions: ['eu-west-1'],
    since: '2026-01-05',
  });
  return {
    DatabaseName: 'nagare',
    Name: 'own',
    Parameters: parameters,
    PartitionKeys: keys.map(({ name, type }) => ({ Name: name, Type: type })),
    StorageDescriptor: { Location: location },
  };
};
const told = (table: Table, places: readonly LogPlace[], of = layout) => uncoveredOf(table, of, placesOf(...places), NOW);

describe('a projected table', () => {
  it('that lists all accounts and regions, from the first day on, leaves nothing out', () => {
    expect(told(documented(), [at(A, 'eu-west-1'), at(A, 'us-east-1', null)])).toBeNull();
  });

  it('is told with the accounts, the regions and the days that it leaves out, and the statement that adds them', () => {
    expect(told(documented(), [at(A, 'eu-west-1'), at(B, 'eu-west-1'), at(B, 'ap-south-1', '2025-11-30')])).toEqual({
      accounts: [B],
      regions: ['ap-south-1'],
      since: day('2025-11-30'),
      until: null,
      unreachable: { accounts: [], regions: [] },
      noDdl: null,
      ddl: `ALTER TABLE \`default\`.\`test_table_vpclogs\` SET TBLPROPERTIES (
  'projection.accid.values' = '${A},${B}',
  'projection.region.values' = 'eu-west-1,us-east-1,ap-south-1',
  'projection.day.range' = '2025/11/30,NOW'
)`,
    });
    // An account that is there in a known region brings no region.
    expect(told(documented(), [at(A, 'eu-west-1'), at(B, 'us-east-1')])).toMatchObject({ accounts: [B], regions: [] });
  });

  it.each([
    { hive: true, hourly: true },
    { hive: false, hourly: false },
  ])('of Nagare’s is told the same (%o)', (change) => {
    const of = { ...layout, ...change };
    expect(told(own(change), [at(A, 'eu-west-1')], of)).toBeNull();
    expect(told(own(change), [at(A, 'eu-west-1'), at(B, 'us-east-1', '2024-12-31')], of)).toMatchObject({
      accounts: [B],
      regions: ['us-east-1'],
      since: day('2024-12-31'),
      ddl: expect.stringContaining("'projection.year.range' = '2024,NOW'"),
    });
    // Its partitions are of whole years.
    expect(told(own(change), [at(A, 'eu-west-1', '2026-01-01')], of)).toBeNull();
  });

  it.each([
    ['2026/01/01,2026/03/31', '2026-03-31', '2026/01/01,NOW'],
    ['2026/02/01,2026/03/31', '2026-03-31', '2026/01/05,NOW'],
    // Its beginning goes with time, its end does not.
    ['NOW-3YEARS, 2026/03/31', '2026-03-31', 'NOW-3YEARS,NOW'],
    // The partition of today, or one to come: nothing is over.
    ['2026/01/01,2026/06/15', null, null],
    ['2026/01/01,2030/01/01', null, null],
    ['2026/01/01,NOW-1DAY', null, null],
    ['2026/01/01,nonsense', null, null],
  ])('whose days %s are over (%s) leaves out all that come after, and is told with the range %s', (range, last, set) => {
    const found = told(documented({ 'projection.day.range': range }), [at(A, 'eu-west-1')]);
    expect(found?.until ?? null).toBe(last === null ? null : day(last) + 86_399);
    if (set === null) expect(found).toBeNull();
    else expect(found?.ddl).toContain(`'projection.day.range' = '${set}'`);
    // Where no file lies, nothing is left out.
    expect(told(documented({ 'projection.day.range': range }), [at(A, 'eu-west-1', null)])).toBeNull();
  });

  it.each([
    ['date', '2020,NOW'],
    // Athena takes no NOW for numbers.
    ['integer', '2020,2031'],
  ])('of years that are over is told so (%s)', (type, set) => {
    const years = (range: string) => ({
      ...own(),
      Parameters: { ...own().Parameters, 'projection.year.type': type, 'projection.year.range': range },
    });
    const places = [at(A, 'eu-west-1', '2020-03-01')];
    expect(told(years('2020,2022'), places, { ...layout, hive: true, hourly: true })).toMatchObject({
      accounts: [],
      since: null,
      until: day('2023-01-01') - 1,
      ddl: expect.stringContaining(`'projection.year.range' = '${set}'`),
    });
    expect(told(years('2020,2026'), places, { ...layout, hive: true, hourly: true })).toBeNull();
  });

  it('that is told a value by each statement, or whose days go with time, lacks none', () => {
    const injected = documented({ 'projection.accid.type': 'injected', 'projection.day.range': 'NOW-3MONTHS,NOW' });
    expect(told(injected, [at(A, 'eu-west-1', '2020-01-01'), at(B, 'eu-west-1', '2020-01-01')])).toBeNull();
  });

  it('of one account’s folder is not asked for those of another', () => {
    const template = `s3://logs/AWSLogs/${A}/vpcflowlogs/\${region}/\${day}`;
    const narrow = documented({ 'storage.location.template': template }, `s3://logs/AWSLogs/${A}/vpcflowlogs/`);
    expect(told(narrow, [at(A, 'eu-west-1'), at(B, 'eu-west-1')])).toBeNull();
    expect(told(narrow, [at(A, 'eu-west-1'), at(A, 'ap-south-1')])).toMatchObject({ accounts: [], regions: ['ap-south-1'] });
    // Where it looks at all of them, the template stands in the way: nothing can be set.
    expect(told(documented({ 'storage.location.template': template }), [at(A, 'eu-west-1'), at(B, 'eu-west-1')])).toMatchObject({
      accounts: [],
      unreachable: { accounts: [B], regions: [] },
      ddl: null,
      noDdl: 'all_unreachable',
    });
  });

  it('is told apart what its template leads past, and what the statement adds', () => {
    const template = `s3://logs/AWSLogs/${A}/vpcflowlogs/\${region}/\${day}`;
    const narrow = documented({ 'storage.location.template': template });
    const found = told(narrow, [at(A, 'eu-west-1', '2025-11-30'), at(B, 'ap-south-1', '2020-01-01'), at(A, 'sa-east-1')]);
    // The days of what it cannot reach are no days of its range.
    expect(found).toMatchObject({ accounts: [], regions: ['sa-east-1'], since: day('2025-11-30'), noDdl: null });
    expect(found?.unreachable).toEqual({ accounts: [B], regions: [] });
    expect(found?.ddl).not.toContain(B);
    expect(found?.ddl).toContain("'2025/11/30,NOW'");
    const ofRegion = documented({ 'storage.location.template': template.replace(A, `\${accid}`).replace(`\${region}`, 'eu-west-1') });
    expect(told(ofRegion, [at(A, 'eu-west-1'), at(B, 'us-east-1'), at(B, 'eu-west-1')])).toMatchObject({
      accounts: [B],
      unreachable: { accounts: [], regions: ['us-east-1'] },
    });
  });

  it('keeps its own spelling of a setting, and is told without a statement where Athena cannot name it', () => {
    const { 'projection.accid.values': _, ...rest } = documented().Parameters ?? {};
    const table = { ...documented(), Parameters: { ...rest, 'Projection.AccId.Values': A } };
    const places = [at(A, 'eu-west-1'), at(B, 'eu-west-1')];
    expect(told(table, places)?.ddl).toContain(`'Projection.AccId.Values' = '${A},${B}'`);
    expect(told({ ...table, Name: 'フロー' }, places)).toMatchObject({ accounts: [B], ddl: null, noDdl: 'unnameable' });
  });

  it('whose months are a list is not taken for one that lacks a region', () => {
    const table = documented({
      'projection.day.type': 'enum',
      'projection.day.values': '01,02',
      'storage.location.template': `s3://logs/AWSLogs/\${accid}/vpcflowlogs/\${region}/2026/\${day}`,
    });
    expect(told(table, [at(A, 'eu-west-1', '2026-03-01')])).toBeNull();
  });
});

describe('a table without projection', () => {
  it('has its partitions in the catalogue, where gaps are looked for otherwise', () => {
    expect(told({ ...documented(), Parameters: {} }, [at(B, 'eu-west-1')])).toBeNull();
  });
});

describe('the folders of a table', () => {
  it('are those of the flow log, or it reads none of its files', () => {
    expect(folderMisfits(documented(), layout, NOW)).toEqual([]);
    // Files by the hour lie below the partitions of days, and are read.
    expect(folderMisfits(documented(), { ...layout, hourly: true }, NOW)).toEqual([]);
    expect(folderMisfits(documented(), { ...layout, hive: true }, NOW)).toMatchObject([
      { problem: 'folders', found: `s3://logs/AWSLogs/\${accid}/vpcflowlogs/\${region}/\${day}/` },
    ]);
    expect(folderMisfits(own({ hive: false, hourly: true }), layout, NOW)).toMatchObject([{ problem: 'folders' }]);
    expect(told(own({ hive: false, hourly: true }), [at(A, 'eu-west-1'), at(B, 'eu-west-1')])).toBeNull();
  });
});
