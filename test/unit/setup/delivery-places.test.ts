/** Where a flow log that is deleted delivered, by the tables that were made for it. */
import { describe, expect, it } from 'vitest';
import { deliveryPlaces, placeOfTable } from '../../../main/setup/cleanup/find/delivery-places.ts';
import { ownTable } from '../../../main/setup/integration/own-table.ts';
import type { FlowLog } from '../../../preload/contract/setup.ts';

const here = { account: '123456789012', region: 'ap-northeast-1' };
const at = (location: string, template?: string) =>
  placeOfTable({ location, parameters: template === undefined ? {} : { 'storage.location.template': template } }, here);

const flowLog = (change: Partial<FlowLog>) =>
  ({ id: 'fl-0123456789abcdef0', name: null, bucket: 'logs', prefix: '', hive: true, hourly: true, fields: [], ...change }) as FlowLog & {
    bucket: string;
  };
const choice = {
  flowLogId: 'fl-0123456789abcdef0',
  database: 'd',
  table: 't',
  workgroup: 'w',
  bytesLimit: null,
  resultLocation: 's3://logs/results/',
  accounts: [here.account, '210987654321'],
  regions: [here.region, 'us-east-1'],
  since: '2026-01-01',
};

describe('the place of a table', () => {
  it.each([
    { prefix: '', hive: true, hourly: true },
    { prefix: 'net/east/', hive: true, hourly: false },
    { prefix: '', hive: false, hourly: false },
    { prefix: 'net/', hive: false, hourly: true },
  ])('of Nagare’s is where its flow log delivers: %o', (change) => {
    expect(placeOfTable(ownTable(flowLog(change), choice), here)).toEqual({ bucket: 'logs', prefix: change.prefix, hive: change.hive });
  });

  it.each([
    ['s3://logs/AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=ap-northeast-1/', '', true],
    ['s3://logs/net/AWSLogs/123456789012/vpcflowlogs/ap-northeast-1/', 'net/', false],
    ['s3://logs/net/AWSLogs/123456789012/vpcflowlogs/ap-northeast-1', 'net/', false],
  ])('of AWS’s is the folder that it reads: %s', (location, prefix, hive) => {
    expect(at(location)).toEqual({ bucket: 'logs', prefix, hive });
    expect(at(location, `${location.replace(/\/?$/, '/')}\${year}/\${month}/`)).toEqual({ bucket: 'logs', prefix, hive });
  });

  it.each([
    's3://logs/AWSLogs/',
    's3://logs/copies/',
    's3://logs/AWSLogs/210987654321/vpcflowlogs/ap-northeast-1/',
    's3://logs/AWSLogs/123456789012/vpcflowlogs/us-east-1/',
    's3://logs/AWSLogs/123456789012/elasticloadbalancing/ap-northeast-1/',
    's3://logs/AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=us-east-1/',
    '',
  ])('is not told by %j', (location) => {
    expect(at(location)).toBeNull();
  });
});

it('a flow log that is there tells its own place, whatever tables say; one that is gone each place once', () => {
  const table = (id: string, change: Partial<FlowLog>, name: string) => ({
    ...ownTable(flowLog({ id, ...change }), choice),
    database: 'd',
    table: name,
    isPartitioned: true,
    createdAt: null,
  });
  const [there, gone, stranger] = ['fl-00000000000000001', 'fl-00000000000000002', 'fl-00000000000000003'] as const;
  const tables = [
    table(there, { prefix: 'wrong/' }, 'a'),
    table(gone, { prefix: 'old/' }, 'b'),
    table(gone, { prefix: 'old/' }, 'c'),
    table(stranger, {}, 'd'),
  ];
  const finding = {
    ...here,
    ids: new Set([there, gone]),
    flowLogs: [flowLog({ id: there, name: 'mine', prefix: 'net/', hive: false })],
    catalog: [{ name: 'd', mark: null, tables }],
  };
  expect(deliveryPlaces(finding)).toEqual([
    { flowLogId: there, name: 'mine', bucket: 'logs', prefix: 'net/', hive: false, isGone: false },
    { flowLogId: gone, name: null, bucket: 'logs', prefix: 'old/', hive: true, isGone: true },
  ]);
  expect(deliveryPlaces({ ...finding, flowLogs: null })).toEqual([]);
});
