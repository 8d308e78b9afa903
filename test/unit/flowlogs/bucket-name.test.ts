import { describe, expect, it } from 'vitest';
import { flowLogFolder, isBucketName, s3Parts, s3PlaceOf } from '../../../main/flowlogs/bucket-name.ts';

describe('names in S3', () => {
  it.each(['vpc-flow-logs-123456789012', 'a1b', 'a.b.c'])('%s is a bucket’s', (name) => expect(isBucketName(name)).toBe(true));
  it.each(['ab', 'A-B-C', '-abc', 'abc-', 'a..b', '192.168.0.1', 'xn--abc', 'abc-s3alias', 'a_b', 'ａｂｃ', 'x'.repeat(64), "a'b"])(
    '%s is none',
    (name) => expect(isBucketName(name)).toBe(false),
  );

  it.each([
    ['', ''],
    ['/net/', 'net/'],
    ['a/b', 'a/b/'],
    [' net ', 'net/'],
    ['AWSLogs', null],
    ['a/awslogs/b', null],
    ['a//b', null],
    ['../x', null],
    ['a\nb', null],
  ])('the folder %j is %j', (typed, folder) => expect(flowLogFolder(typed)).toBe(folder));

  it('a location is taken apart, or is none', () => {
    expect(s3PlaceOf('s3://bucket/a/b')).toEqual({ bucket: 'bucket', prefix: 'a/b/' });
    expect(s3PlaceOf('s3://bucket')).toEqual({ bucket: 'bucket', prefix: '' });
    expect(s3PlaceOf('https://bucket/a')).toBeNull();
    expect(s3PlaceOf('s3://B/a')).toBeNull();
    // What is there is taken as it is.
    expect(s3Parts('s3://Old_Bucket//a/b')).toEqual({ bucket: 'Old_Bucket', key: '/a/b' });
    expect(s3Parts('s3://bucket')).toBeNull();
  });
});
