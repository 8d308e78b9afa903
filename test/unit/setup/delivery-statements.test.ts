/** The statements that flow logs added to a policy: told from all others, taken out without touching those. */
import { describe, expect, it } from 'vitest';
import { type Statement, statementsOf, withoutStatements } from '../../../main/setup/cleanup/delivery-statements.ts';
import { deliveryStatements } from '../../../main/setup/flow-log/flow-log-input.ts';

const place = { region: 'ap-northeast-1', account: '123456789012' };
const where = { bucket: 'logs', prefix: 'net/', hive: true };
const delivery = { ...where, ...place };
const own = deliveryStatements(where, place) as unknown as Statement[];
const deny: Statement = { Sid: 'Tls', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::logs/*' };
const changed = (index: number, change: Statement): Statement => ({ ...own[index], ...change });

describe('statements of flow logs', () => {
  it('are found under AWS’s names, numbered ones too', () => {
    const all = [deny, own[0] ?? {}, changed(1, { Sid: 'AWSLogDeliveryAclCheck2' })];
    expect(statementsOf(all, delivery)).toEqual({ write: [own[0]], check: [all[2]] });
  });

  it.each<[string, Statement]>([
    ['another account', deliveryStatements(where, { ...place, account: '210987654321' })[0] as unknown as Statement],
    ['another region', deliveryStatements(where, { ...place, region: 'us-east-1' })[0] as unknown as Statement],
    ['another folder', deliveryStatements({ ...where, prefix: '' }, place)[0] as unknown as Statement],
    ['another layout', deliveryStatements({ ...where, hive: false }, place)[0] as unknown as Statement],
    ['a name of somebody’s own', changed(0, { Sid: 'Mine' })],
    ['a denial', changed(0, { Effect: 'Deny' })],
    ['an older one, without conditions', changed(0, { Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } } })],
    ['everybody', changed(0, { Principal: '*' })],
    ['two services', changed(0, { Principal: { Service: ['delivery.logs.amazonaws.com', 'cloudtrail.amazonaws.com'] } })],
    ['two actions', changed(0, { Action: ['s3:PutObject', 's3:GetObject'] })],
    ['two resources', changed(0, { Resource: [String(own[0]?.Resource), 'arn:aws:s3:::logs/x'] })],
  ])('are not those of %s', (_, statement) => {
    expect(statementsOf([statement], delivery)).toEqual({ write: [], check: [] });
  });

  it('go, and the rest stays as it is written', () => {
    const text = JSON.stringify({ Version: '2012-10-17', Id: 'p', Statement: [own[0], deny, own[1]] });
    expect(withoutStatements(text, own)).toEqual({
      text: JSON.stringify({ Version: '2012-10-17', Id: 'p', Statement: [deny] }),
      removed: 2,
    });
    expect(withoutStatements(JSON.stringify({ Statement: own[0] }), own)).toEqual({ text: null, removed: 1 });
    // One that somebody changed is another one.
    const other = JSON.stringify({ Statement: [changed(0, { Resource: 'arn:aws:s3:::logs/*' })] });
    expect(withoutStatements(other, own)).toEqual({ text: other, removed: 0 });
    expect(withoutStatements('{', own)).toEqual({ text: '{', removed: 0 });
  });
});
