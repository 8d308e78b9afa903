/** What AWS adds to a bucket's policy for a flow log that is to write into it; deleting the flow log leaves it there. */
import { checkedPolicy } from '../s3/bucket-operations.ts';
import type { Bucket } from '../s3/buckets.ts';
import { ACCOUNT } from '../sts-service.ts';

interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly Resource?: string | readonly string[];
  readonly Condition?: unknown;
}

interface Policy {
  readonly Version: string;
  readonly Id?: string;
  readonly Statement: readonly Statement[];
}

/** Where a flow log with these prefixes writes: `arn:aws:s3:::bucket/prefix/AWSLogs/account/*`. @param destination ARN */
export function writtenResource(destination: string, isHive: boolean): string {
  return `${destination.replace(/\/+$/, '')}/AWSLogs/${isHive ? 'aws-account-id=' : ''}${ACCOUNT}/*`;
}

const policyOf = (bucket: Bucket): Policy =>
  bucket.policy === null
    ? { Version: '2012-10-17', Id: 'AWSLogDeliveryWrite20150319', Statement: [] }
    : (JSON.parse(bucket.policy) as Policy);

const statementsOf = ({ Statement: all }: Policy): readonly Statement[] => (Array.isArray(all) ? all : [all as unknown as Statement]);

const delivers = ({ Effect, Principal, Resource }: Statement, resource: string): boolean =>
  Effect === 'Allow' && JSON.stringify(Principal)?.includes('delivery.logs.amazonaws.com') && [Resource ?? []].flat().includes(resource);

/** Whether the delivery of logs may write there. */
export const mayDeliver = (bucket: Bucket, destination: string, isHive: boolean): boolean =>
  statementsOf(policyOf(bucket)).some((statement) => delivers(statement, writtenResource(destination, isHive)));

/** Adds the two statements, unless they are there. @throws AwsFault `PolicyTooLarge` */
export function allowDelivery(bucket: Bucket, destination: string, isHive: boolean, region: string): void {
  if (mayDeliver(bucket, destination, isHive)) return;
  const policy = policyOf(bucket);
  const before = statementsOf(policy);
  const arn = `arn:aws:s3:::${bucket.name}`;
  const ofAccount = {
    StringEquals: { 'aws:SourceAccount': ACCOUNT },
    ArnLike: { 'aws:SourceArn': `arn:aws:logs:${region}:${ACCOUNT}:*` },
  };
  const common = { Effect: 'Allow', Principal: { Service: 'delivery.logs.amazonaws.com' } };
  const write: Statement = {
    Sid: freeSid(before, 'AWSLogDeliveryWrite'),
    ...common,
    Action: 's3:PutObject',
    Resource: writtenResource(destination, isHive),
    Condition: { ...ofAccount, StringEquals: { ...ofAccount.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' } },
  };
  const check: Statement = {
    Sid: freeSid(before, 'AWSLogDeliveryAclCheck'),
    ...common,
    Action: 's3:GetBucketAcl',
    Resource: arn,
    Condition: ofAccount,
  };
  const hasCheck = before.some((statement) => delivers(statement, arn));
  const written = JSON.stringify({ ...policy, Statement: [...before, write, ...(hasCheck ? [] : [check])] });
  bucket.policy = checkedPolicy(written, bucket.name);
}

/** With a number behind it where the name is taken. */
function freeSid(statements: readonly Statement[], name: string): string {
  const taken = new Set(statements.map(({ Sid }) => Sid));
  for (let number = 0; ; number++) {
    const sid = number === 0 ? name : `${name}${number}`;
    if (!taken.has(sid)) return sid;
  }
}
