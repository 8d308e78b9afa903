import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { putRequest } from '../../../main/setup/arrivals/delivery-policy.ts';
import { isLike, policyAnswer } from '../../../main/setup/arrivals/policy.ts';
import { deliveryStatements } from '../../../main/setup/flow-log/flow-log-input.ts';

const place = { account: '123456789012', region: 'ap-northeast-1' };
const request = putRequest({ bucket: 'logs', folder: 'net/AWSLogs/123456789012/vpcflowlogs/ap-northeast-1/', ...place });
const chosen = { bucket: 'logs', prefix: 'net/', hive: false };
const own = deliveryStatements(chosen, place);
const policy = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const deny = (more: object) => ({ Sid: 'No', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::logs/*', ...more });
const allowedBy = (...statements: readonly object[]) => policyAnswer(policy(...statements), request).allowed;
const deniedBy = (more: object) =>
  policyAnswer(policy(...own, deny(more)), request).denies.map(({ statement, holds }) => `${statement} ${holds}`);

describe('a bucket’s policy', () => {
  it('that AWS wrote lets the delivery in', () => {
    expect(policyAnswer(policy(...own), request)).toEqual({ allowed: 'yes', denies: [] });
  });

  it.each<[string, string]>([
    ['none', policy()],
    ['no JSON', 'x'],
    ['no statement', JSON.stringify({ Statement: ['x', null] })],
    ['another account', policy(...deliveryStatements(chosen, { ...place, account: '210987654321' }))],
    ['another region', policy(...deliveryStatements(chosen, { ...place, region: 'us-east-1' }))],
    ['another folder', policy(...deliveryStatements({ ...chosen, prefix: 'other/' }, place))],
    ['another bucket', policy(...deliveryStatements({ ...chosen, bucket: 'log' }, place))],
    ['somebody else', policy({ ...own[0], Principal: { Service: 'config.amazonaws.com' } })],
    ['reading alone', policy({ ...own[0], Action: 's3:GetObject' })],
    ['all but putting', policy({ ...own[0], Action: undefined, NotAction: 's3:Put*' })],
    ['all but this folder', policy({ ...own[0], Resource: undefined, NotResource: 'arn:aws:s3:::logs/net/*' })],
  ])('that allows %s lets nobody in', (_, text) => {
    expect(policyAnswer(text, request).allowed).toBe('no');
  });

  it('may allow by patterns, and by what it leaves out', () => {
    const [write = {}] = own;
    const of = (arn: string) => ({ ...write, Condition: { ArnLike: { 'aws:SourceArn': arn } } });
    expect(allowedBy(of('arn:aws:logs:ap-*:123456789012:*'))).toBe('yes');
    expect(allowedBy(of('arn:*:logs:*:123456789012:*'))).toBe('yes');
    expect(allowedBy(of('arn:aws:logs:us-*:123456789012:*'))).toBe('no');
    expect(allowedBy({ ...write, Action: undefined, NotAction: 's3:Delete*' })).toBe('yes');
    expect(allowedBy({ ...write, Condition: { StringEquals: { 'aws:SourceOrgID': 'o-1' } } })).toBe('unknown');
  });

  it('that denies is seen; a demand for TLS, or another account’s, denies nothing here', () => {
    expect(deniedBy({})).toEqual(['No yes']);
    expect(deniedBy({ Sid: undefined })).toEqual(['#3 yes']);
    expect(deniedBy({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })).toEqual([]);
    expect(deniedBy({ Condition: { StringNotEquals: { 'aws:SourceAccount': place.account } } })).toEqual([]);
    expect(deniedBy({ Condition: { StringNotEquals: { 'aws:SourceAccount': '210987654321' } } })).toEqual(['No yes']);
  });

  it('that denies by what it leaves out is seen', () => {
    expect(deniedBy({ Action: undefined, NotAction: 's3:Get*' })).toEqual(['No yes']);
    expect(deniedBy({ Action: undefined, NotAction: 's3:PutObject' })).toEqual([]);
    expect(deniedBy({ Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::123456789012:root' } })).toEqual(['No yes']);
    expect(deniedBy({ Principal: undefined, NotPrincipal: { Service: 'delivery.logs.amazonaws.com' } })).toEqual([]);
    expect(deniedBy({ Resource: undefined, NotResource: 'arn:aws:s3:::logs/other/*' })).toEqual(['No yes']);
  });

  it('with a variable in it, which AWS fills in, is not told for certain', () => {
    const [write = {}] = own;
    const resource = `arn:aws:s3:::logs/net/AWSLogs/\${aws:SourceAccount}/*`;
    expect(allowedBy({ ...write, Resource: resource })).toBe('unknown');
    expect(allowedBy({ ...write, Resource: [resource, 'arn:aws:s3:::logs/net/*'] })).toBe('yes');
    expect(deniedBy({ Resource: resource })).toEqual(['No unknown']);
    expect(deniedBy({ Resource: resource.replace('logs', 'others') })).toEqual([]);
    expect(deniedBy({ Resource: undefined, NotResource: resource })).toEqual(['No unknown']);
  });

  it('that denies under a condition that is not known here may deny', () => {
    expect(deniedBy({ Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } })).toEqual(['No unknown']);
    expect(deniedBy({ Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } })).toEqual(['No unknown']);
    expect(deniedBy({ Condition: { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } })).toEqual([]);
  });
});

describe('a pattern', () => {
  it('is like what a regular expression of it says', () => {
    const letters = (some: string) => fc.string({ unit: fc.constantFrom(...some), maxLength: 8 });
    fc.assert(
      fc.property(letters('ab*?'), letters('ab'), (pattern, text) => {
        const expression = pattern.replaceAll('*', '.*').replaceAll('?', '.');
        expect(isLike(pattern, text)).toBe(new RegExp(`^${expression}$`).test(text));
      }),
    );
  });

  it('of nothing but stars takes no time', () => {
    expect(isLike(`${'*a'.repeat(500)}b`, 'a'.repeat(5000))).toBe(false);
  });
});
