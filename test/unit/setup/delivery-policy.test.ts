import { describe, expect, it } from 'vitest';
import { policyHinders } from '../../../main/setup/arrivals/delivery-policy.ts';
import { deliveryStatements } from '../../../main/setup/flow-log/flow-log-input.ts';

const place = { account: '123456789012', region: 'ap-northeast-1' };
const delivery = { bucket: 'logs', folder: 'net/AWSLogs/123456789012/vpcflowlogs/ap-northeast-1/', ...place };
const own = deliveryStatements({ bucket: 'logs', prefix: 'net/', hive: false }, place);
const policy = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const deny = (more: object) => ({ Sid: 'No', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::logs/*', ...more });

describe('a bucket’s policy', () => {
  it('that AWS wrote lets the delivery in', () => {
    expect(policyHinders(policy(...own), delivery)).toEqual({ isMissing: false, denies: [] });
  });

  it.each<[string, string]>([
    ['none', policy()],
    ['no JSON', 'x'],
    [
      'another account',
      policy(...deliveryStatements({ bucket: 'logs', prefix: 'net/', hive: false }, { ...place, account: '210987654321' })),
    ],
    ['another folder', policy(...deliveryStatements({ bucket: 'logs', prefix: 'other/', hive: false }, place))],
    ['another bucket', policy(...deliveryStatements({ bucket: 'log', prefix: 'net/', hive: false }, place))],
    ['somebody else', policy({ ...own[0], Principal: { Service: 'config.amazonaws.com' } })],
    ['reading alone', policy({ ...own[0], Action: 's3:GetObject' })],
  ])('that allows %s lets nobody in', (_, text) => {
    expect(policyHinders(text, delivery).isMissing).toBe(true);
  });

  it('that denies is seen; a demand for TLS, or another account’s, denies nothing here', () => {
    expect(policyHinders(policy(...own, deny({})), delivery).denies).toEqual(['No']);
    expect(policyHinders(policy(...own, deny({ Sid: undefined })), delivery).denies).toEqual(['#3']);
    const tls = { Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    expect(policyHinders(policy(...own, deny(tls)), delivery).denies).toEqual([]);
    const foreign = { Condition: { StringNotEquals: { 'aws:SourceAccount': place.account } } };
    expect(policyHinders(policy(...own, deny(foreign)), delivery).denies).toEqual([]);
    // What a condition says that is not known here may hold.
    const unknown = { Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } };
    expect(policyHinders(policy(...own, deny(unknown)), delivery).denies).toEqual(['No']);
  });
});
