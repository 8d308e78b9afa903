/** Nagare's own table: years that are projected by NOW are understood as a scheme, counted, and found in S3. */
import { describe, expect, it } from 'vitest';
import { partitionScheme } from '../../../../main/flowlogs/partition-scheme.ts';
import { suggestTable } from '../../../../main/flowlogs/setup-suggestions.ts';
import { ownTable } from '../../../../main/setup/integration/own-table.ts';
import { projectedCount, projectedPlaces } from '../../../../main/sources/athena/projected-places.ts';
import { flowLogOf } from '../../../support/flow-log.ts';

const flowLog = flowLogOf({ fields: ['start', 'srcaddr'] });
const at = Date.UTC(2026, 10, 25, 3) / 1000;

describe.each([
  {
    hive: true,
    hourly: true,
    folder: 'aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=eu-west-1/year=2026/month=11/day=25/hour=03/',
    count: 3 * 12 * 31 * 24,
  },
  { hive: false, hourly: false, folder: '123456789012/vpcflowlogs/eu-west-1/2026/11/25/', count: 3 * 12 * 31 },
])('a table of Nagare’s (%o)', ({ hive, hourly, folder, count }) => {
  const own = { ...flowLog, hive, hourly };
  const choice = suggestTable(own, { accounts: ['123456789012'], regions: ['eu-west-1'], since: Date.UTC(2024, 5) / 1000 }, at);
  const { keys, parameters, location } = ownTable(own, choice);
  const scheme = partitionScheme(keys, parameters, []);

  it('has partitions that are understood down to the finest', () => {
    expect(scheme).toMatchObject({ isUnderstood: true, injected: [] });
    expect(scheme.keys.map(({ column }) => column)).toEqual(['year', 'month', 'day', ...(hourly ? ['hour'] : [])]);
  });

  it('lies where the flow log puts its files, and has as many partitions as its years have', () => {
    const table = { keys, parameters, location };
    expect(projectedPlaces(table, scheme.keys, [at])).toEqual([
      { url: `s3://logs/AWSLogs/${folder}`, start: at, scope: { aws_account_id: '123456789012', aws_region: 'eu-west-1' } },
    ]);
    expect(projectedCount(table, scheme.keys, at)).toBe(count);
  });
});

it('years that step by anything else are not understood', () => {
  const keys = [{ name: 'year', type: 'string' }];
  const parameters = {
    'projection.enabled': 'true',
    'projection.year.type': 'date',
    'projection.year.format': 'yyyy',
    'projection.year.range': '2020,NOW',
  };
  expect(partitionScheme(keys, { ...parameters, 'projection.year.interval.unit': 'YEARS' }, []).isUnderstood).toBe(true);
  expect(partitionScheme(keys, parameters, []).isUnderstood).toBe(false);
  expect(
    partitionScheme(keys, { ...parameters, 'projection.year.interval': '2', 'projection.year.interval.unit': 'YEARS' }, []).isUnderstood,
  ).toBe(false);
});
