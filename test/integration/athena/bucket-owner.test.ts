/** The account that a workgroup expects to own the bucket of its results: told to S3, and why a result is refused. */
import { describe, expect, it } from 'vitest';
import { ACCOUNT } from '../../aws/sts-service.ts';
import { athenaRef, emulatedAws, execute, textOf } from '../../support/emulated-aws.ts';
import { finished, openApp } from '../../support/open-app.ts';

const STRANGER = '999988887777';
const query = { type: 'sql', sql: 'SELECT srcaddr FROM flow_logs', zone: 'UTC' } as const;
const careful = { name: 'careful', outputLocation: 's3://careful-results/', expectedBucketOwner: ACCOUNT };
const SQL = 'SELECT srcaddr, dstaddr, "bytes" FROM flow_logs';

async function emulated(group = careful) {
  const { aws, source } = await emulatedAws({ workgroups: [group] });
  const sent = () =>
    aws.requests.filter(({ operation }) => operation === 'GetObject').map(({ request }) => request.headers['x-amz-expected-bucket-owner']);
  return { aws, source: () => source({ workgroup: 'careful' }), sent };
}

describe('an expected bucket owner', () => {
  it('is sent with every read of the result, whoever made the statement ready', async () => {
    const { aws, source, sent } = await emulated();
    const { id } = await execute(source(), SQL);
    aws.faults.cutBodies = { afterBytes: 20_000, times: 1 };
    await textOf(await source().open(id));
    expect(sent()).toEqual([ACCOUNT, ACCOUNT]);
  });

  it('holds where the workgroup enforces its settings on somebody’s own place', async () => {
    const { source, sent } = await emulated({ ...careful, isEnforced: true } as typeof careful);
    const own = source();
    const input = await own.prepare('0d4a5a0c-1111-4222-8333-444455556666', SQL);
    const id = await own.submit({ ...input, ResultConfiguration: { OutputLocation: 's3://elsewhere/' } });
    await expect.poll(async () => (await own.poll(id)).state).toBe('succeeded');
    await textOf(await source().open(id));
    expect(sent()).toEqual([ACCOUNT]);
  });

  it('is not sent where a place of one’s own was used, or nobody expects one', async () => {
    const { source, sent } = await emulated();
    const own = source();
    const input = await own.prepare('0d4a5a0c-1111-4222-8333-444455556666', SQL);
    const id = await own.submit({ ...input, ResultConfiguration: { OutputLocation: 's3://elsewhere/' } });
    await expect.poll(async () => (await own.poll(id)).state).toBe('succeeded');
    await textOf(await source().open(id));
    expect(sent()).toEqual([undefined]);
  });
});

describe('a bucket of another account', () => {
  const refused = { expectedBucketOwner: ACCOUNT };

  it('is what the run failed of where the result is refused; Athena is not asked to go round it', async () => {
    const { aws } = await emulated();
    const app = await openApp();
    aws.faults.beforeNext('GetObject', () => aws.account.setBucketOwner('careful-results', STRANGER));
    const { id } = await app.handlers['run.start']({ source: { ...athenaRef, workgroup: 'careful' }, query, confirmed: true });
    expect(await finished(app, id)).toMatchObject({
      state: 'failed',
      error: {
        code: 'access_denied',
        message: expect.stringContaining(`another account than expected: ${ACCOUNT}`),
        details: { ...refused, reason: 'Access Denied' },
      },
    });
  });

  it('is what the query failed of where Athena cannot write there', async () => {
    const { aws } = await emulated();
    aws.account.setBucketOwner('careful-results', STRANGER);
    const app = await openApp();
    const { id } = await app.handlers['run.start']({ source: { ...athenaRef, workgroup: 'careful' }, query, confirmed: true });
    expect(await finished(app, id)).toMatchObject({
      state: 'failed',
      costUsd: 0,
      error: { code: 'query_failed', message: expect.stringContaining(`another account than expected: ${ACCOUNT}`), details: refused },
    });
  });

  it('is not blamed for a permission that is missing: the rows come by Athena', async () => {
    const { aws } = await emulated();
    aws.faults.denied.add('s3:GetObject');
    const app = await openApp();
    const { id } = await app.handlers['run.start']({ source: { ...athenaRef, workgroup: 'careful' }, query, confirmed: true });
    expect(await finished(app, id)).toMatchObject({ state: 'saved', via: 'api', viaWhy: { code: 's3_denied' }, error: null });
  });
});
