/** The check of a source, through the real SDK: what each refusal looks like, what it costs, what policy it gives. */
import { expect, it } from 'vitest';
import { permissions } from '../../../main/flowlogs/permissions.ts';
import { checkSource } from '../../../main/sources/athena/check/check-source.ts';
import { type CheckId, type CheckLine, checkIds } from '../../../preload/contract/check.ts';
import type { AthenaRef } from '../../../preload/contract/query.ts';
import type { CatalogTable } from '../../aws/catalog.ts';
import type { EmulatorOptions } from '../../aws/emulator.ts';
import { athenaRef, emulatedAws } from '../../support/emulated-aws.ts';

async function checking(options: EmulatorOptions = {}, change: Partial<AthenaRef> = {}) {
  const { aws, clients } = await emulatedAws(options);
  const told: CheckLine[] = [];
  const check = () => checkSource({ ref: { ...athenaRef, ...change }, clients, told: (line) => told.push(line) });
  return { aws, told, check };
}
const stateOf = (lines: readonly CheckLine[], id: CheckId) => lines.find((line) => line.id === id)?.state;

it('finds everything allowed where it is, tells each line once, and scans nothing', async () => {
  const { aws, told, check } = await checking();
  const { identity, region, lines } = await check();
  expect(identity).toEqual({ account: '123456789012', arn: 'arn:aws:iam::123456789012:user/analyst' });
  expect(region).toBe('ap-northeast-1');
  expect(lines.map(({ id }) => id)).toEqual([...checkIds]);
  expect(told.toSorted((a, b) => checkIds.indexOf(a.id) - checkIds.indexOf(b.id))).toEqual(lines);
  expect(lines.filter(({ state }) => state !== 'ok').map(({ id, state }) => [id, state])).toEqual([
    ['kms', 'unneeded'],
    ['lake_formation', 'unneeded'],
  ]);
  expect(aws.executions.map(({ sql, scannedBytes }) => [sql.split('\n')[0], scannedBytes])).toEqual([['EXPLAIN SELECT 1', 0]]);
  expect(aws.requests.filter(({ operation }) => /Put|Create|Delete/.test(operation))).toEqual([]);
});

it('names what is missing, and goes on with the rest', async () => {
  const refusals = [
    ['athena:GetTableMetadata', 'table_metadata'],
    ['glue:GetTable', 'glue_table'],
    ['glue:GetPartitions', 'glue_partitions'],
    ['s3:ListObjectsV2', 'data_list'],
    ['athena:StartQueryExecution', 'start'],
    ['athena:GetQueryExecution', 'poll'],
    ['athena:GetQueryResults', 'results'],
    ['athena:StopQueryExecution', 'stop'],
    ['athena:GetWorkGroup', 'workgroup'],
    ['athena:ListQueryExecutions', 'executions_list'],
    ['athena:BatchGetQueryExecution', 'executions_read'],
    ['athena:GetQueryRuntimeStatistics', 'statistics'],
    ['athena:ListNamedQueries', 'named_list'],
    ['athena:BatchGetNamedQuery', 'named_read'],
    ['athena:ListWorkGroups', 'workgroups'],
    ['athena:ListDataCatalogs', 'catalogs'],
    ['athena:ListDatabases', 'databases'],
    ['athena:ListTableMetadata', 'tables'],
    ['s3:GetBucketLocation', 'result_location'],
  ] as const;
  const { aws, check } = await checking();
  for (const [denied, id] of refusals) {
    aws.faults.denied.add(denied);
    const { lines } = await check();
    aws.faults.denied.clear();
    expect(lines.map((line) => line.id)).toEqual([...checkIds]);
    expect(lines.filter(({ state }) => state === 'denied').map((line) => [line.id, line.action, line.need])).toEqual([
      [id, permissions[id].action, permissions[id].need],
    ]);
    expect(lines.find((line) => line.id === id)?.reason).toMatch(/not authorized|Access Denied/);
  }
});

it('tells the reading of the flow logs and of the result apart from other reading', async () => {
  const { aws, check } = await checking();
  aws.faults.denied.add('s3:GetObject');
  const { lines } = await check();
  expect(lines.filter(({ state }) => state === 'denied').map(({ id, resource }) => [id, resource])).toEqual([
    ['data_read', 'arn:aws:s3:::flow-logs-emulator/AWSLogs/*'],
    ['result_read', 'arn:aws:s3:::athena-results-emulator/results/*'],
  ]);
});

it('knows from the statement that the result could not be written', async () => {
  const { aws, check } = await checking();
  aws.faults.ending = {
    state: 'FAILED',
    reason:
      'Access denied when writing output to url: s3://athena-results-emulator/results/x.txt . Please ensure you are allowed to access the S3 bucket.',
  };
  const { lines } = await check();
  expect(lines.find(({ id }) => id === 'result_write')).toMatchObject({ state: 'denied', action: 's3:PutObject' });
  expect(stateOf(lines, 'result_read')).toBe('untested');
  aws.faults.ending = {
    state: 'FAILED',
    reason: 'User: x is not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms:r:1:key/k',
  };
  const again = await check();
  expect(again.lines.find(({ id }) => id === 'result_write')).toMatchObject({ state: 'denied', action: 'kms:GenerateDataKey' });
  expect(again.lines.find(({ id }) => id === 'kms')).toMatchObject({ state: 'denied', action: 'kms:GenerateDataKey' });
});

it('asks for keys, governed data and a result place only where there are such', async () => {
  const table: CatalogTable = {
    database: 'vpcdb',
    name: 'governed',
    columns: [],
    partitionKeys: [],
    parameters: {},
    partitions: [],
    location: 's3://locked/logs',
    isGoverned: true,
  };
  const { aws, check } = await checking(
    { tables: [table], workgroups: [{ name: 'kept', isManaged: true }] },
    { table: 'governed', workgroup: 'kept' },
  );
  aws.store.put('locked', 'logs/folder/', new Uint8Array());
  aws.store.put('locked', 'logs/one.gz', new Uint8Array(10), undefined, 'arn:aws:kms:ap-northeast-1:123456789012:key/k1');
  const { lines, policy } = await check();
  const states = Object.fromEntries(lines.map(({ id, state }) => [id, state]));
  expect(states).toMatchObject({
    kms: 'ok',
    lake_formation: 'untested',
    result_location: 'unneeded',
    result_write: 'unneeded',
    result_read: 'unneeded',
    results: 'ok',
  });
  const { Statement } = JSON.parse(policy) as { Statement: { Sid: string; Resource: string[] }[] };
  const resources = Object.fromEntries(Statement.map(({ Sid, Resource }) => [Sid, Resource]));
  expect(resources.DecryptFlowLogs).toEqual(['arn:aws:kms:ap-northeast-1:123456789012:key/k1']);
  expect(resources.ReadFlowLogs).toEqual(['arn:aws:s3:::locked/logs/*']);
  expect(resources.ReadGovernedData).toEqual(['*']);
  expect(resources).not.toHaveProperty('WriteAndReadResults');
});

it('says what else is wrong: no result place, no such table, no objects', async () => {
  const { check } = await checking({ workgroups: [{ name: 'placeless' }] }, { workgroup: 'placeless', table: 'nowhere' });
  const { lines } = await check();
  expect(lines.find(({ id }) => id === 'start')).toMatchObject({ state: 'failed', note: 'no_result_place' });
  expect(stateOf(lines, 'table_metadata')).toBe('failed');
  expect(stateOf(lines, 'data_list')).toBe('untested');
  expect(stateOf(lines, 'poll')).toBe('untested');
  expect(lines.map(({ id }) => id)).toEqual([...checkIds]);
});

it('is nothing but the error where the credentials are none', async () => {
  const { aws, check } = await checking();
  aws.faults.credentials = 'unknown';
  await expect(check()).rejects.toMatchObject({ code: 'credentials_missing' });
});

it('goes on where STS alone cannot be reached, without the account', async () => {
  const { aws, check } = await checking();
  aws.faults.denied.add('sts:GetCallerIdentity');
  const { identity, policy, lines } = await check();
  expect(identity).toBeNull();
  expect(stateOf(lines, 'start')).toBe('ok');
  expect(policy).toContain('arn:aws:athena:ap-northeast-1:*:workgroup/primary');
});
