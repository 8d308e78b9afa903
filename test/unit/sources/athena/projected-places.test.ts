/** Where projected partitions lie, from the settings alone. */
import { describe, expect, it } from 'vitest';
import { projectedCount, projectedPlaces } from '../../../../main/sources/athena/projected-places.ts';
import type { PartitionKey } from '../../../../preload/contract/query.ts';

const start = Date.UTC(2022, 10, 28, 3) / 1000;
const day: PartitionKey = { column: 'day', type: 'string', pattern: 'yyyy/MM/dd', prefix: '' };
const hour: PartitionKey = { column: 'hour', type: 'string', pattern: 'HH', prefix: '' };
const names = (...all: string[]) => all.map((name) => ({ name, type: 'string' }));
const base = {
  'projection.enabled': 'true',
  'projection.day.type': 'date',
  'projection.day.format': 'yyyy/MM/dd',
  'projection.day.range': '2022/01/01,NOW',
  'projection.hour.type': 'integer',
  'projection.hour.range': '00,23',
  'projection.hour.digits': '2',
};
const urls = (places: ReturnType<typeof projectedPlaces>) => places?.map(({ url }) => url) ?? null;

describe('places', () => {
  it('without a template are Hive’s, below the table’s own', () => {
    const table = { keys: names('day', 'hour'), parameters: base, location: 's3://b/logs/' };
    expect(urls(projectedPlaces(table, [day, hour], [start]))).toEqual(['s3://b/logs/day=2022/11/28/hour=03/']);
    expect(urls(projectedPlaces(table, [day, hour], null))).toEqual(['s3://b/logs/']);
    expect(projectedPlaces({ ...table, location: null }, [day, hour], [start])).toBeNull();
  });

  it('write a day in the projection’s own format, whatever the column’s literal is', () => {
    const table = {
      keys: [{ name: 'date', type: 'date' }],
      parameters: {
        'projection.enabled': 'true',
        'projection.date.type': 'date',
        'projection.date.format': 'yyyy/MM/dd',
        'storage.location.template': `s3://b/x/\${date}`,
      },
      location: 's3://b/',
    };
    const key: PartitionKey = { column: 'date', type: 'date', pattern: 'yyyy-MM-dd', prefix: '' };
    expect(urls(projectedPlaces(table, [key], [start]))).toEqual(['s3://b/x/2022/11/28/']);
    const odd = { ...table, parameters: { ...table.parameters, 'projection.date.format': 'MMM dd yyyy' } };
    expect(projectedPlaces(odd, [key], [start])).toBeNull();
  });

  it('come for every value of an enum and of a range of numbers', () => {
    const parameters = {
      ...base,
      'projection.accid.type': 'enum',
      'projection.accid.values': '111,222',
      'storage.location.template': `s3://b/AWSLogs/\${accid}/vpcflowlogs/eu-west-1/\${day}/\${hour}/`,
    };
    const table = { keys: names('accid', 'day', 'hour'), parameters, location: 's3://b/' };
    expect(urls(projectedPlaces(table, [day, hour], [start]))).toEqual([
      's3://b/AWSLogs/111/vpcflowlogs/eu-west-1/2022/11/28/03/',
      's3://b/AWSLogs/222/vpcflowlogs/eu-west-1/2022/11/28/03/',
    ]);
    // An hour that was not understood takes all its values.
    expect(projectedPlaces(table, [day], [start])).toHaveLength(48);
    // Other services' logs lie beside these.
    expect(urls(projectedPlaces(table, [day, hour], null))).toEqual([
      's3://b/AWSLogs/111/vpcflowlogs/eu-west-1/',
      's3://b/AWSLogs/222/vpcflowlogs/eu-west-1/',
    ]);
  });

  it('are not known where a value is injected', () => {
    const parameters = { ...base, 'projection.accid.type': 'injected', 'storage.location.template': `s3://b/\${accid}/\${day}/` };
    expect(projectedPlaces({ keys: names('accid', 'day'), parameters, location: 's3://b/' }, [day], [start])).toBeNull();
  });
});

describe('how many there are', () => {
  const now = Date.UTC(2022, 11, 31, 12) / 1000;
  it('follows from ranges and lists', () => {
    expect(projectedCount({ keys: names('day', 'hour'), parameters: base, location: null }, [day, hour], now)).toBe(365 * 24);
  });

  it('reckons from now', () => {
    // From 31 December 2019, the leap day of 2020 included.
    const parameters = { ...base, 'projection.day.range': 'NOW-3YEARS,NOW' };
    expect(projectedCount({ keys: names('day'), parameters, location: null }, [day], now)).toBe(3 * 365 + 2);
  });

  it('counts the hours of moments', () => {
    const moment: PartitionKey = { column: 'datehour', type: 'string', pattern: 'yyyy/MM/dd/HH', prefix: '' };
    const parameters = {
      'projection.enabled': 'true',
      'projection.datehour.type': 'date',
      'projection.datehour.format': 'yyyy/MM/dd/HH',
      'projection.datehour.range': '2022/12/30/22,NOW',
    };
    // Two hours of the 30th, and those of the 31st to the one that begins at 12:00.
    expect(projectedCount({ keys: names('datehour'), parameters, location: null }, [moment], now)).toBe(2 + 13);
  });

  it('is not said where a range is none that is understood', () => {
    const parameters = { ...base, 'projection.day.range': 'EVER,NOW' };
    expect(projectedCount({ keys: names('day'), parameters, location: null }, [day], now)).toBeNull();
  });
});
