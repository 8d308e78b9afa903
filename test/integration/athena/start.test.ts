/** One start for each run: tokens, comments, what is refused before anything is charged. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { athenaRef, emulatedAws, execute } from '../../support/emulated-aws.ts';
import { finished, openApp } from '../../support/open-app.ts';
import { terminal } from '../../support/terminal.ts';

describe('a start', () => {
  it('that is sent again starts nothing new', async () => {
    const { aws, source } = await emulatedAws();
    const input = await source().prepare(randomUUID(), 'SELECT 1');
    expect(aws.executions).toHaveLength(0);
    const first = await source().submit(input);
    expect(await source().submit(JSON.parse(JSON.stringify(input)))).toBe(first);
    expect(aws.executions).toHaveLength(1);
  });

  it('with a known token and another statement is an error', async () => {
    const { aws, source } = await emulatedAws();
    const input = await source().prepare(randomUUID(), 'SELECT 1');
    await source().submit(input);
    await expect(source().submit({ ...input, QueryString: 'SELECT 2' })).rejects.toMatchObject({
      code: 'aws_error',
      details: { reason: 'Idempotent parameters do not match' },
    });
    expect(aws.executions).toHaveLength(1);
  });

  it('whose answer is lost is sent again by itself, and starts once', async () => {
    const { aws, source } = await emulatedAws();
    aws.faults.loseAnswers('StartQueryExecution', 1);
    const { status } = await execute(source(), 'SELECT 1');
    expect(status.state).toBe('succeeded');
    expect(aws.executions).toHaveLength(1);
    expect(aws.requests.filter((each) => each.operation === 'StartQueryExecution')).toHaveLength(2);
  });

  it('is found again by its comment, and only what was started', async () => {
    const { source } = await emulatedAws();
    const runId = randomUUID();
    const begun = Date.now();
    const started = await source().submit(await source().prepare(runId, 'SELECT 1'));
    for (let count = 0; count < 60; count++) await source().submit(await source().prepare(randomUUID(), 'SELECT 2'));
    expect(await source().find(runId, begun)).toBe(started);
    expect(await source().find(randomUUID(), begun)).toBeNull();
  });

  it('cannot be searched for where listing is denied', async () => {
    const { aws, source } = await emulatedAws();
    aws.faults.denied.add('athena:ListQueryExecutions');
    await expect(source().find(randomUUID(), Date.now())).rejects.toMatchObject({
      code: 'start_unknown',
      details: { action: 'athena:ListQueryExecutions' },
    });
  });

  it('of what Athena cannot parse says where', async () => {
    const { aws, source } = await emulatedAws();
    await expect(execute(source(), 'SELECT srcaddr FORM flow_logs WHERE')).rejects.toMatchObject({ code: 'bad_sql', details: { line: 1 } });
    expect(aws.executions).toHaveLength(0);
  });
});

describe('the place for results', () => {
  const workgroups = [{ name: 'homeless' }, { name: 'managed', isManaged: true }] as const;

  it('is the workgroup’s own', async () => {
    const { source } = await emulatedAws({ workgroups });
    expect(await source().prepare(randomUUID(), 'SELECT 1')).not.toHaveProperty('ResultConfiguration');
    expect(await source({ workgroup: 'managed' }).prepare(randomUUID(), 'SELECT 1')).not.toHaveProperty('ResultConfiguration');
  });

  it('that is nowhere is said before anything is sent', async () => {
    const { aws, source } = await emulatedAws({ workgroups });
    await expect(source({ workgroup: 'homeless' }).prepare(randomUUID(), 'SELECT 1')).rejects.toMatchObject({
      code: 'output_location_missing',
      details: { workgroup: 'homeless' },
    });
    expect(aws.requests.map((each) => each.operation)).toEqual(['GetWorkGroup']);
  });

  it('may be in the environment', async () => {
    const { source } = await emulatedAws({ workgroups });
    vi.stubEnv('AWS_ATHENA_S3_STAGING_DIR', 's3://mine/results/');
    const input = await source({ workgroup: 'homeless' }).prepare(randomUUID(), 'SELECT 1');
    expect(input).toMatchObject({ ResultConfiguration: { OutputLocation: 's3://mine/results/' } });
    expect(await source().prepare(randomUUID(), 'SELECT 1')).not.toHaveProperty('ResultConfiguration');
  });

  it('is what was said for the workgroup, kept from then on', async () => {
    await emulatedAws({ workgroups });
    const app = await openApp();
    const source = { ...athenaRef, workgroup: 'homeless' };
    const ask = { source, query: { type: 'sql', sql: 'SELECT 1 AS one', zone: 'UTC' }, confirmed: true } as const;
    const { id } = await app.handlers['run.start'](ask);
    expect(await finished(app, id)).toMatchObject({ state: 'failed', executionId: null, error: { code: 'output_location_missing' } });
    await app.handlers['output.keep']({ profile: null, region: null, workgroup: 'homeless', location: 's3://said/results' });
    const again = await app.handlers['run.start'](ask);
    expect(await finished(app, again.id)).toMatchObject({ state: 'saved', rowCount: 1, via: 's3' });
    const { settings } = await app.handlers['app.read']({});
    expect(settings.outputLocations).toEqual([{ profile: null, region: null, workgroup: 'homeless', location: 's3://said/results/' }]);
  });

  it('is said at the terminal', async () => {
    const { aws } = await emulatedAws({ workgroups });
    const words = '--source athena --workgroup homeless --database vpcdb --table flow_logs --zone UTC --yes'.split(' ');
    const there = terminal();
    const refused = await there.run('query', ...words, '--sql', 'SELECT 1 AS one', '--output', 'results');
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('--output takes s3://BUCKET/FOLDER/') });
    const first = await there.run('query', ...words, '--sql', 'SELECT 1 AS one', '--output', 's3://said/');
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('saved  1 rows') });
    expect(await there.run('query', ...words, '--sql', 'SELECT 2 AS two')).toMatchObject({ code: 0 });
    expect(aws.executions.map(({ resultFolder }) => resultFolder)).toEqual(['s3://said/', 's3://said/']);
  });

  it('is Athena’s to judge where the workgroup may not be looked at', async () => {
    const { aws, source } = await emulatedAws({ workgroups });
    aws.faults.denied.add('athena:GetWorkGroup');
    expect((await execute(source(), 'SELECT 1')).status.state).toBe('succeeded');
    await expect(execute(source({ workgroup: 'homeless' }), 'SELECT 1')).rejects.toMatchObject({ code: 'output_location_missing' });
  });
});
