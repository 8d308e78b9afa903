import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultFields, fieldsOfFormat, logFormat, recommendedFields, unknownFields } from '../../../main/flowlogs/log-format.ts';
import { foldersOf, folderValue, type LogLayout, logFileOf, placeFolder, timeFolder } from '../../../main/flowlogs/log-layout.ts';

const layouts = fc.record({
  bucket: fc.constant('logs'),
  prefix: fc.constantFrom('', 'net/', 'a/b/'),
  account: fc.constant('123456789012'),
  region: fc.constantFrom('ap-northeast-1', 'us-gov-west-1'),
  hive: fc.boolean(),
  hourly: fc.boolean(),
});
const moments = fc.integer({ min: Date.UTC(2015, 0, 1) / 1000, max: Date.UTC(2040, 0, 1) / 1000 });

describe('the layout of a flow log’s files', () => {
  it('is AWS’s, in each of its forms', () => {
    const at = Date.UTC(2024, 1, 29, 3, 7) / 1000;
    const layout: LogLayout = { bucket: 'b', prefix: 'net/', account: '123456789012', region: 'ap-northeast-1', hive: true, hourly: true };
    expect(timeFolder(layout, at)).toBe(
      'net/AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=ap-northeast-1/year=2024/month=02/day=29/hour=03/',
    );
    expect(timeFolder({ ...layout, hive: false, hourly: false, prefix: '' }, at)).toBe(
      'AWSLogs/123456789012/vpcflowlogs/ap-northeast-1/2024/02/29/',
    );
  });

  it('covers every file that can hold a flow of the window, and begins and ends with it', () => {
    fc.assert(
      fc.property(
        layouts,
        moments,
        fc.integer({ min: 0, max: 5 * 86_400 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (layout, from, length, share) => {
          const to = from + length;
          const folders = foldersOf(layout, from, to);
          const moment = Math.floor(from + share * (length + 900));
          expect(folders).toContain(timeFolder(layout, moment));
          expect(new Set(folders).size).toBe(folders.length);
          expect(folders[0]).toBe(timeFolder(layout, from));
          expect(folders.at(-1)).toBe(timeFolder(layout, to + 900));
          expect(folders.every((folder) => folder.startsWith(placeFolder(layout)))).toBe(true);
        },
      ),
    );
  });

  it('tells a file by its name, and nothing by another', () => {
    const name = '123456789012_vpcflowlogs_ap-northeast-1_fl-0123456789abcdef0_20221128T0315Z_1dcd5d1d.log.parquet';
    expect(logFileOf(`AWSLogs/x/${name}`)).toEqual({
      account: '123456789012',
      region: 'ap-northeast-1',
      flowLogId: 'fl-0123456789abcdef0',
      at: 1_669_605_300,
      isParquet: true,
    });
    expect(logFileOf(name.replace('.parquet', '.gz'))?.isParquet).toBe(false);
    for (const other of ['', 'AWSLogs/', name.replace('.log', ''), `${name}/x`, name.replace('fl-', 'xx-')])
      expect(logFileOf(other)).toBeNull();
    expect(folderValue('a/aws-region=eu-west-1/')).toBe('eu-west-1');
    expect(folderValue('a/2022/')).toBe('2022');
  });
});

describe('a record format', () => {
  it('is read back as it was written; without one it is AWS’s default', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...recommendedFields], { minLength: 1 }), (fields) => {
        expect(fieldsOfFormat(logFormat(fields))).toEqual(fields);
        expect(unknownFields(fields)).toEqual([]);
      }),
    );
    expect(fieldsOfFormat(undefined)).toEqual(defaultFields);
    expect(defaultFields).toHaveLength(14);
    expect(unknownFields(['version', 'colour', 'account_id'])).toEqual(['colour', 'account_id']);
  });
});
