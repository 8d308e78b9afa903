/** What goes wrong at AWS, as the app's own errors and states. */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { BYTES_LIMIT } from '../../aws/faults.ts';
import { failed } from '../../aws/run-sql.ts';
import { emulatedAws, execute } from '../../support/emulated-aws.ts';

describe('an execution', () => {
  it('goes from queued to running and back to queued', async () => {
    const { aws, source } = await emulatedAws();
    aws.faults.states = ['QUEUED', 'RUNNING', 'QUEUED'];
    const id = await source().submit(await source().prepare(randomUUID(), 'SELECT 1'));
    const states = [];
    for (let count = 0; count < 3; count++) states.push((await source().poll(id)).state);
    expect(states).toEqual(['queued', 'running', 'queued']);
  });

  it('fails with what Athena says', async () => {
    const { aws, source } = await emulatedAws();
    aws.faults.ending = failed('HIVE_BAD_DATA: Error parsing field value', 2, 1002);
    expect((await execute(source(), 'SELECT 1')).status).toMatchObject({
      state: 'failed',
      error: { code: 'query_failed', reason: 'HIVE_BAD_DATA: Error parsing field value' },
    });
  });

  it('fails for a column that is not there', async () => {
    const { source } = await emulatedAws();
    const { status } = await execute(source(), 'SELECT nonsense FROM flow_logs');
    expect(status).toMatchObject({
      state: 'failed',
      error: { code: 'query_failed', reason: expect.stringMatching(/^COLUMN_NOT_FOUND.*'nonsense'/) },
    });
  });

  it('is cancelled by the workgroup’s limit, which is no cancellation by the user', async () => {
    const { aws, source } = await emulatedAws({ workgroups: [{ name: 'thrifty', outputLocation: 's3://r/', bytesScannedCutoff: 1000 }] });
    const limited = { state: 'cancelled', error: { code: 'bytes_limit', reason: 'Bytes scanned limit was exceeded' } };
    const { status } = await execute(source({ workgroup: 'thrifty' }), 'SELECT count(*) FROM flow_logs');
    expect(status).toMatchObject(limited);
    expect(status.error?.details).toMatchObject({ cutoffBytes: 1000 });
    aws.faults.ending = BYTES_LIMIT;
    expect((await execute(source(), 'SELECT 1')).status).toMatchObject(limited);
  });

  it('is stopped, and says what it cost', async () => {
    const { aws, source } = await emulatedAws();
    aws.faults.states = Array.from({ length: 3 }, () => 'RUNNING' as const);
    const id = await source().submit(
      await source().prepare(randomUUID(), 'SELECT count(*) FROM flow_logs a, flow_logs b, flow_logs c WHERE a.srcaddr < b.dstaddr'),
    );
    await source().stop(id);
    await expect.poll(() => source().poll(id)).toMatchObject({ state: 'cancelled', error: null });
    expect(aws.executions[0]?.reason).toBe('Query cancelled by user');
  });
});

describe('AWS', () => {
  it('is asked again when it throttles', async () => {
    const { aws, source } = await emulatedAws();
    aws.faults.throttle('GetWorkGroup', 1);
    expect(await source().prepare(randomUUID(), 'SELECT 1')).toHaveProperty('QueryString');
    expect(aws.requests).toHaveLength(2);
  });

  it('says so when it goes on throttling', async () => {
    vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
    const { aws, source } = await emulatedAws();
    aws.faults.throttle('*', 1);
    await expect(source().prepare(randomUUID(), 'SELECT 1')).rejects.toMatchObject({
      code: 'throttled',
      details: { reason: 'Rate exceeded' },
    });
  });

  it('says that credentials have expired, and takes the next ones', async () => {
    const { aws, source } = await emulatedAws();
    const athena = source();
    aws.faults.credentials = 'expired';
    await expect(athena.describe()).rejects.toMatchObject({ code: 'credentials_expired' });
    aws.faults.credentials = 'unknown';
    await expect(athena.describe()).rejects.toMatchObject({ code: 'credentials_missing' });
    aws.faults.credentials = 'good';
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'renewed');
    await athena.describe();
    expect(aws.requests.at(-1)?.request.headers.authorization).toContain('Credential=renewed/');
  });

  it('says which permission is missing', async () => {
    const { aws, source } = await emulatedAws();
    aws.faults.denied.add('athena:GetTableMetadata');
    await expect(source().describe()).rejects.toMatchObject({ code: 'access_denied', details: { action: 'athena:GetTableMetadata' } });
  });

  it('cannot be reached', async () => {
    const { aws, source } = await emulatedAws();
    await aws.close();
    await expect(source().describe()).rejects.toMatchObject({ code: 'network' });
  });

  it('wants credentials and a region', async () => {
    const { source } = await emulatedAws();
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    await expect(source().describe()).rejects.toMatchObject({ code: 'credentials_missing' });
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'emulator');
    vi.stubEnv('AWS_REGION', undefined);
    await expect(source().describe()).rejects.toMatchObject({ code: 'region_missing' });
  });

  it('is asked as the profile that was chosen, or not at all', async () => {
    const { aws, source } = await emulatedAws();
    writeFileSync(process.env.AWS_SHARED_CREDENTIALS_FILE ?? '', '[work]\naws_access_key_id = OFWORK\naws_secret_access_key = x\n');
    await expect(source({ profile: 'nobody' }).describe()).rejects.toMatchObject({ code: 'aws_profile', details: { profile: 'nobody' } });
    expect(aws.requests).toHaveLength(0);
    await source({ profile: 'work', region: 'eu-west-1' }).describe();
    expect(aws.requests[0]?.request.headers.authorization).toMatch(/Credential=OFWORK\/\d+\/eu-west-1\/athena\//);
  });

  it('is not waited for by somebody who has left', async () => {
    const { aws, source } = await emulatedAws();
    const release = aws.faults.hold('GetTableMetadata', 'before');
    const stop = new AbortController();
    const answer = source().describe(stop.signal);
    setTimeout(() => stop.abort(new Error('left')), 50);
    await expect(answer).rejects.toThrow('left');
    release();
  });
});
