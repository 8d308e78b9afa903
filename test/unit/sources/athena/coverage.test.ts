/** What is known of a projected table's window when S3 answers, and when it does not. */
import { expect, it } from 'vitest';
import { AppError } from '../../../../main/app-error.ts';
import { athenaCoverage } from '../../../../main/sources/athena/coverage.ts';
import type { ErrorCode } from '../../../../preload/contract/errors.ts';
import type { Table } from '../../../../preload/contract/query.ts';
import { athenaRef } from '../../../support/emulated-aws.ts';

const at = (text: string) => Date.parse(`${text}Z`) / 1000;
const now = at('2024-06-01T00:00:00');
const table: Table = {
  catalog: 'AwsDataCatalog',
  database: 'd',
  table: 't',
  columns: [],
  partitionKeys: [{ column: 'day', pattern: 'yyyy/MM/dd', prefix: '', type: 'string' }],
  scopeKeys: [],
  newestEpoch: null,
  warnings: [],
};
const Parameters = {
  'projection.enabled': 'true',
  'projection.day.type': 'date',
  'projection.day.format': 'yyyy/MM/dd',
  'projection.day.range': '2022/01/01,2023/12/31',
  'storage.location.template': `s3://bucket/\${day}/`,
};

/** @param failure of every listing; NULL: there are no files */
function clientsOf(failure: unknown) {
  let listings = 0;
  const listObjects = async () => {
    listings++;
    if (failure !== null) throw failure;
    return { Contents: [] };
  };
  const getTableMetadata = async () => ({ TableMetadata: { Name: 't', Parameters, PartitionKeys: [{ Name: 'day', Type: 'string' }] } });
  const clients = { athena: () => ({ getTableMetadata }), s3: () => ({ listObjects }), glue: () => ({}) };
  return { clients: clients as unknown as Parameters<typeof athenaCoverage>[1], listings: () => listings };
}

const inside = { from: at('2023-05-01T03:00:00'), to: at('2023-05-01T04:00:00') };
const projected = { first: at('2022-01-01T00:00:00'), last: at('2023-12-31T23:59:59') };

it.each<ErrorCode>(['access_denied', 'bucket_not_found', 'bucket_elsewhere', 'result_gone', 'throttled', 'network', 'aws_error'])(
  'a listing that fails by %s leaves what projection says',
  async (code) => {
    const { clients } = clientsOf(new AppError(code, 'No.'));
    expect(await athenaCoverage(athenaRef, clients, table, inside, now)).toMatchObject({ isDelivered: true, projected, folders: null });
  },
);

it('a bug is not taken for an answer', async () => {
  const { clients } = clientsOf(new TypeError('no'));
  await expect(athenaCoverage(athenaRef, clients, table, inside, now)).rejects.toThrow(TypeError);
});

it.each([
  ['before', { from: at('2021-05-01T03:00:00'), to: at('2021-05-01T04:00:00') }],
  ['after', { from: at('2024-05-01T03:00:00'), to: at('2024-05-01T04:00:00') }],
])('a window %s all that is projected needs no folders', async (_, window) => {
  const { clients, listings } = clientsOf(null);
  expect(await athenaCoverage(athenaRef, clients, table, window, now)).toMatchObject({ projected, folders: null });
  expect(listings()).toBe(0);
});

it('inside, the folder of the window and the one before are looked into', async () => {
  const { clients, listings } = clientsOf(null);
  expect((await athenaCoverage(athenaRef, clients, table, inside, now)).folders).toHaveLength(2);
  expect(listings()).toBe(2);
});
