/** Files that come, and why none may have: each reason is looked at. */
import { describe, expect, it } from 'vitest';
import { readArrivals } from '../../../main/setup/arrivals/arrivals.ts';
import { keyStatement } from '../../../main/setup/flow-log/flow-log-input.ts';
import { VPC } from '../../aws/ec2/network.ts';
import type { Key } from '../../aws/kms-service.ts';
import { AwsFault } from '../../aws/wire.ts';
import { choiceOf, madeFlowLog, REGION, type SetupHere, setupHere } from '../../support/setup.ts';

/** Two hours from now, as the flow log has it that was made now. */
const later = (here: SetupHere, hours = 2) => ({ ...here.context, now: () => Date.now() + hours * 3_600_000 });
const soon = () => Math.floor(Date.now() / 1000);

const holding = (arrivals: Awaited<ReturnType<typeof readArrivals>>) =>
  arrivals.reasons.filter(({ holds }) => holds === 'yes').map(({ code }) => code);

describe('files of a flow log', () => {
  it.each([{}, { hive: false, hourly: false, fileFormat: 'plain-text' as const, prefix: 'net/' }])(
    'are told by the hour, the newest with their delay (%o)',
    async (change) => {
      const here = await setupHere();
      const id = await madeFlowLog(here, change);
      const { keys } = await here.aws.account.deliver(id, { from: soon() + 6000, to: soon() + 7200 });
      // Another flow log's files in the same folders are not this one's.
      const other = await madeFlowLog(here, { ...change, isNewBucket: false, traffic: 'REJECT' });
      await here.aws.account.deliver(other, { from: soon(), to: soon() + 600 });
      const arrivals = await readArrivals(later(here), id);
      expect(arrivals.hours.reduce((sum, hour) => sum + hour.files, 0)).toBe(keys.filter((key) => key.includes(id)).length);
      expect(arrivals.hours.every((hour, index, all) => index === 0 || hour.at - (all[index - 1]?.at ?? 0) === 3600)).toBe(true);
      expect(arrivals.newest[0]?.key).toBe(keys.at(-1));
      expect(arrivals.newest.every(({ delaySeconds, bytes }) => delaySeconds >= 300 && delaySeconds <= 600 && bytes > 0)).toBe(true);
      expect(arrivals.reasons).toEqual([]);
    },
  );

  it('that do not come yet are no trouble for a quarter of an hour', async () => {
    const here = await setupHere({ isEmpty: false });
    const arrivals = await readArrivals(here.context, await madeFlowLog(here));
    expect(holding(arrivals)).toEqual(['too_early']);
  });

  it('that stay away: the bucket’s policy was taken away', async () => {
    const here = await setupHere({ isEmpty: false });
    const id = await madeFlowLog(here);
    here.aws.account.setBucketPolicy(choiceOf().bucket, null);
    await here.aws.account.deliver(id, { from: soon(), to: soon() + 600 });
    const arrivals = await readArrivals(later(here), id);
    expect(holding(arrivals)).toEqual(['delivery_failed', 'policy_missing']);
    expect(arrivals.reasons[0]?.found).toBe('Access error');
  });

  it('that stay away: the policy denies them', async () => {
    const here = await setupHere({ isEmpty: false });
    const id = await madeFlowLog(here);
    const { bucket } = choiceOf();
    const policy = JSON.parse(here.aws.account.snapshot().buckets.find(({ name }) => name === bucket)?.policy ?? '') as {
      Statement: unknown[];
    };
    const deny = { Sid: 'OnlyUs', Effect: 'Deny', Principal: '*', Action: 's3:Put*', Resource: `arn:aws:s3:::${bucket}/*` };
    here.aws.account.setBucketPolicy(bucket, JSON.stringify({ ...policy, Statement: [...policy.Statement, deny] }));
    const arrivals = await readArrivals(later(here), id);
    expect(holding(arrivals)).toEqual(['policy_denies']);
    expect(arrivals.reasons[0]?.found).toBe('OnlyUs');
  });

  it('that stay away: the bucket is gone', async () => {
    const here = await setupHere({ isEmpty: false });
    const id = await madeFlowLog(here);
    await here.clients.s3({ profile: null, region: null }).deleteBucket({ Bucket: choiceOf().bucket });
    expect(holding(await readArrivals(later(here), id))).toEqual(['bucket_gone']);
  });

  it('that stay away: nothing is there to be logged', async () => {
    const here = await setupHere();
    expect(holding(await readArrivals(later(here), await madeFlowLog(here)))).toEqual(['no_traffic']);
  });

  it('that stopped are asked about a quarter of an hour after the newest', async () => {
    const here = await setupHere({ isEmpty: false });
    const id = await madeFlowLog(here);
    await here.aws.account.deliver(id, { from: soon() - 600, to: soon() });
    const [newest] = (await readArrivals(later(here), id)).newest;
    const written = ((newest?.at ?? 0) + (newest?.delaySeconds ?? 0)) * 1000;
    const reasonsAfter = async (minutes: number) => {
      const context = { ...here.context, now: () => written + minutes * 60_000 };
      return (await readArrivals(context, id)).reasons.length;
    };
    expect(await reasonsAfter(14)).toBe(0);
    expect(await reasonsAfter(16)).toBeGreaterThan(0);
  });

  const keyArn = 'arn:aws:kms:ap-northeast-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const ownPlace = { region: REGION, account: '123456789012' };
  const root = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'kms:*', Resource: '*' };
  const keyPolicy = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: [root, ...statements] });
  const letsIn = keyStatement(ownPlace);
  const good: Key = { arn: keyArn, state: 'Enabled', manager: 'CUSTOMER', policy: keyPolicy(letsIn) };

  it.each<[string, Key | null, 'yes' | 'no' | 'unknown', string | null]>([
    ['has the statement that the plan shows', good, 'no', null],
    ['lets only people of the account in', { ...good, policy: keyPolicy() }, 'yes', `${keyArn} kms:GenerateDataKey`],
    [
      'lets in for writing alone',
      { ...good, policy: keyPolicy({ ...letsIn, Action: 'kms:GenerateDataKey*' }) },
      'yes',
      `${keyArn} kms:Decrypt`,
    ],
    ['is for another account’s logs', { ...good, policy: keyPolicy(keyStatement({ ...ownPlace, account: '210987654321' })) }, 'yes', null],
    [
      'has a condition that is not known here',
      { ...good, policy: keyPolicy({ ...letsIn, Condition: { Bool: { 'x:y': 'true' } } }) },
      'unknown',
      keyArn,
    ],
    ['is switched off', { ...good, state: 'Disabled' }, 'yes', `${keyArn} Disabled`],
    ['is AWS’s own', { ...good, manager: 'AWS' }, 'unknown', keyArn],
    ['is another account’s', { ...good, arn: keyArn.replace('123456789012', '210987654321') }, 'unknown', null],
    ['is gone', null, 'yes', `${keyArn} NotFound`],
  ])('that stay away: the key %s', async (_, key, holds, found) => {
    const here = await setupHere({ isEmpty: false });
    if (key) here.aws.account.keys.push(key);
    const { reasons } = await readArrivals(later(here), await madeFlowLog(here, { kmsKey: key?.arn ?? keyArn }));
    const told = reasons.find(({ code }) => code === 'kms_key');
    expect(told?.holds).toBe(holds);
    if (found !== null) expect(told?.found).toBe(found);
  });

  it('that stay away: the key may not be looked at', async () => {
    const here = await setupHere({ isEmpty: false });
    here.aws.account.keys.push(good);
    here.aws.faults.denied.add('kms:GetKeyPolicy');
    const { reasons } = await readArrivals(later(here), await madeFlowLog(here, { kmsKey: keyArn }));
    expect(reasons.find(({ code }) => code === 'kms_key')).toEqual({
      code: 'kms_key',
      holds: 'unknown',
      found: `${keyArn} kms:GetKeyPolicy`,
    });
  });

  it('may not be looked at: that is said as it is, and what may not be checked is unknown', async () => {
    const here = await setupHere({ isEmpty: false });
    const id = await madeFlowLog(here, { resourceIds: [VPC] });
    here.aws.faults.denied.add('s3:GetBucketPolicy');
    const arrivals = await readArrivals(later(here), id);
    expect(arrivals.reasons.filter(({ holds }) => holds === 'unknown').map(({ code }) => code)).toContain('policy_missing');
    // S3 says so of a bucket in another account, whoever is permitted what.
    here.aws.faults.denied.clear();
    here.aws.faults.beforeNext('GetBucketPolicy', () => {
      throw new AwsFault('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405);
    });
    const ofTheirs = await readArrivals(later(here), id);
    expect(ofTheirs.reasons.filter(({ holds }) => holds === 'unknown').map(({ code }) => code)).toContain('policy_missing');
    here.aws.faults.denied.add('s3:ListBucket');
    await expect(readArrivals(later(here), id)).rejects.toMatchObject({ code: 'access_denied' });
  });
});
