import { expect, it } from 'vitest';
import { translateAwsError } from '../../../main/aws/errors.ts';
import { isForeign } from '../../../main/aws/foreign-answer.ts';

it('leaves AWS’s own answers alone, whatever their type', () => {
  const own: readonly [number, Record<string, string>][] = [
    [200, { 'content-type': 'text/html', 'x-amz-request-id': 'A' }],
    [200, { 'Content-Type': 'application/x-amz-json-1.1', 'x-amzn-RequestId': 'A' }],
    [301, { 'x-amz-bucket-region': 'eu-west-1' }],
    [200, { etag: '"d41d8"' }],
    [400, {}],
    [503, { 'content-type': 'application/xml' }],
    [206, { 'content-type': 'binary/octet-stream' }],
  ];
  for (const [statusCode, headers] of own) expect(isForeign({ statusCode, headers })).toBe(false);
  expect(isForeign({ statusCode: 200, headers: { 'Content-Type': 'TEXT/HTML; charset=utf-8' } })).toBe(true);
  expect(isForeign({ statusCode: 302, headers: { location: '/' } })).toBe(true);
});

it('knows a region that nobody knows by the name that was looked up', () => {
  const asked = { operation: 'GetTableMetadata', profile: null, region: null };
  const failed = (host: string) =>
    translateAwsError(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }), asked);
  expect(failed('athena.ap-northeast-9.amazonaws.com')).toMatchObject({ code: 'network', details: { unknownRegion: 'ap-northeast-9' } });
  expect(failed('athena.ap-northeast-1.amazonaws.com')).not.toMatchObject({ details: { unknownRegion: expect.anything() } });
  expect(failed('bucket.s3.eu-west-9.amazonaws.com')).toMatchObject({ code: 'network' });
});
