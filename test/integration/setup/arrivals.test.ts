/** Files that come, and why none may have: each reason is looked at. */
import { describe, expect, it } from 'vitest';
import { readArrivals } from '../../../main/setup/arrivals/arrivals.ts';
import { VPC } from '../../aws/ec2/network.ts';
import { AwsFault } from '../../aws/wire.ts';
import { choiceOf, madeFlowLog, type SetupHere, setupHere } from '../../support/setup.ts';

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

  it('that stay away: nothing is there to be logged; a key that nobody but KMS knows of', async () => {
    const here = await setupHere();
    const kmsKey = 'arn:aws:kms:ap-northeast-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const arrivals = await readArrivals(later(here), await madeFlowLog(here, { kmsKey }));
    expect(holding(arrivals)).toEqual(['no_traffic']);
    expect(arrivals.reasons.find(({ code }) => code === 'kms_key')).toMatchObject({ holds: 'unknown', found: kmsKey });
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
