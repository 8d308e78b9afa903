/** AWS's own integration, and the tables that are there already: found, held against the format, their gaps filled. */
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import { suggestAws, suggestTable } from '../../../main/flowlogs/setup-suggestions.ts';
import { awsTemplate, makeAwsStack } from '../../../main/setup/integration/aws-template.ts';
import { findIntegrations } from '../../../main/setup/integration/find-integrations.ts';
import { unfinishedStack } from '../../../main/setup/integration/find-stack.ts';
import { fillGaps, findGaps } from '../../../main/setup/integration/gaps.ts';
import { logPlaces } from '../../../main/setup/integration/log-places.ts';
import { readStack } from '../../../main/setup/integration/make-stack.ts';
import { makeTable } from '../../../main/setup/integration/make-table.ts';
import { runStatement } from '../../../main/setup/integration/run-statement.ts';
import { inS3, readFlowLogById } from '../../../main/setup/inventory/list-flow-logs.ts';
import type { AwsChoice } from '../../../preload/contract/integration.ts';
import type { FlowLogChoice } from '../../../preload/contract/setup.ts';
import { madeFlowLog, place, REGION, type SetupHere, setupHere } from '../../support/setup.ts';

const ACCOUNT = '123456789012';
/** Across the end of a month. */
const NIGHT = Date.UTC(2026, 0, 31, 23, 50) / 1000;
const window = { from: NIGHT, to: NIGHT + 1200 };

async function delivered(here: SetupHere, change: Partial<FlowLogChoice> = {}) {
  const id = await madeFlowLog(here, change, window);
  const flowLog = inS3(await readFlowLogById(here.clients.ec2(place), id));
  return { id, flowLog, layout: { ...flowLog, account: ACCOUNT, region: REGION } };
}

const ofMonth = (flowLog: Parameters<typeof suggestAws>[0], change: Partial<AwsChoice> = {}): AwsChoice => ({
  ...suggestAws(flowLog),
  frequency: 'none',
  startDate: '2026-01-31',
  endDate: '2026-01-31',
  ...change,
});

async function awsStack(here: SetupHere, choice: AwsChoice) {
  const { template, capabilities } = await awsTemplate(here.context, choice);
  const id = await makeAwsStack(here.context, choice, template, capabilities);
  await here.aws.account.settled();
  return readStack(here.context, id);
}

describe('AWS’s integration', () => {
  it('is shown before it is made, kept by AWS, and made so that it can be taken away again', async () => {
    const here = await setupHere();
    const { flowLog } = await delivered(here);
    const choice = ofMonth(flowLog);
    const made = await awsTemplate(here.context, choice);
    expect(made.isChanged).toBe(true);
    expect(made.template).toContain('RecursiveDeleteOption: true');
    expect(made.resources.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['AWS::Glue::Database', 'AWS::Glue::Table', 'AWS::Athena::WorkGroup', 'AWS::Athena::NamedQuery']),
    );
    expect(here.aws.account.stacks).toEqual([]);
    const keys = here.aws.account.snapshot().buckets[0]?.versions.map(({ key }) => key) ?? [];
    expect(keys.some((key) => key.startsWith('athena-integration/'))).toBe(true);
    const stack = await awsStack(here, choice);
    expect(stack).toMatchObject({ state: 'ready', source: { database: `vpcflowlogsathenadatabase${flowLog.id.replace('-', '')}` } });
    // The same name, and the same stack.
    const { template, capabilities } = made;
    expect(await makeAwsStack(here.context, choice, template, capabilities)).toBe(stack.id);
  });

  it('without an agreement to its capabilities is refused with AWS’s words', async () => {
    const here = await setupHere();
    const { flowLog } = await delivered(here);
    const choice = suggestAws(flowLog);
    const { template, capabilities } = await awsTemplate(here.context, choice);
    expect(capabilities.length).toBeGreaterThan(0);
    await expect(makeAwsStack(here.context, choice, template, [])).rejects.toMatchObject({
      details: { reason: expect.stringContaining('CAPABILITY') },
    });
  });

  it('that rolls back says why, and is told as what is left of an earlier try', async () => {
    const here = await setupHere();
    const { flowLog } = await delivered(here);
    here.aws.faults.failingResources.set('AWS::Glue::Table', 'Access Denied (Service: Glue)');
    const choice = ofMonth(flowLog);
    const stack = await awsStack(here, choice);
    expect(stack).toMatchObject({ state: 'failed', status: 'ROLLBACK_COMPLETE', source: null });
    expect(stack.events.some(({ reason }) => reason?.includes('Access Denied'))).toBe(true);
    here.aws.faults.failingResources.clear();
    await expect(awsStack(here, choice)).rejects.toMatchObject({ code: 'stack_failed', details: { status: 'ROLLBACK_COMPLETE' } });
    expect((await awsStack(here, { ...choice, stackName: 'another' })).state).toBe('ready');
  });

  it('that is under way, or failed, is found by who did not begin it, until a table is there', async () => {
    const here = await setupHere({ stackPaceMs: 30 });
    const { id, flowLog } = await delivered(here);
    const { id: other } = await delivered(here, { isNewBucket: false, prefix: 'other/' });
    const unfinished = () => unfinishedStack(here.context, id, []);
    expect(await unfinished()).toBeNull();
    here.aws.faults.failingResources.set('AWS::Glue::Table', 'Access Denied (Service: Glue)');
    const choice = ofMonth(flowLog);
    const { template, capabilities } = await awsTemplate(here.context, choice);
    const stackId = await makeAwsStack(here.context, choice, template, capabilities);
    expect(await unfinished()).toBe(stackId);
    expect(await unfinishedStack(here.context, other, [])).toBeNull();
    await here.aws.account.settled();
    expect(await unfinished()).toBe(stackId);
    here.aws.faults.failingResources.clear();
    const second = await makeAwsStack(here.context, { ...choice, stackName: 'another' }, template, capabilities);
    expect(await unfinished()).toBe(second);
    here.aws.faults.denied.add('cloudformation:DescribeStacks');
    expect(await unfinished()).toBeNull();
    here.aws.faults.denied.clear();
    // The first try is still there, and of no interest once a newer one is ready.
    await here.aws.account.settled();
    expect(here.aws.account.stacks.map(({ status }) => status).sort()).toEqual(['CREATE_COMPLETE', 'ROLLBACK_COMPLETE']);
    expect(await unfinished()).toBeNull();
  });

  it('is not looked for where its list cannot be had, whatever the reason', async () => {
    const here = await setupHere();
    const describeStacks = async () => Promise.reject(new AppError('throttled', 'Too many requests.'));
    const clients = { ...here.context.clients, cloudFormation: () => ({ ...here.clients.cloudFormation(place), describeStacks }) };
    expect(await unfinishedStack({ ...here.context, clients }, 'fl-1', [])).toBeNull();
  });

  it('that failed is passed over once a table fits, and one that is being deleted altogether', async () => {
    const here = await setupHere();
    const { id, flowLog, layout } = await delivered(here);
    here.aws.faults.failingResources.set('AWS::Glue::Table', 'Access Denied (Service: Glue)');
    const { id: stackId } = await awsStack(here, ofMonth(flowLog));
    expect(await unfinishedStack(here.context, id, [])).toBe(stackId);
    here.aws.faults.failingResources.clear();
    await makeTable(here.context, suggestTable(flowLog, { accounts: [ACCOUNT], regions: [REGION], since: null }, NIGHT), 'ddl');
    const { integrations } = await findIntegrations(here.context, flowLog, layout);
    const [found] = integrations;
    expect(await unfinishedStack(here.context, id, integrations)).toBeNull();
    if (!found) throw new Error('no table');
    const misfit = { field: null, column: null, problem: 'header' as const, expected: '1', found: '0' };
    expect(await unfinishedStack(here.context, id, [{ ...found, misfits: [misfit] }])).toBe(stackId);
    const [stack] = here.aws.account.stacks;
    for (const status of ['DELETE_IN_PROGRESS', 'DELETE_FAILED'] as const) {
      if (stack) stack.status = status;
      expect(await unfinishedStack(here.context, id, [])).toBeNull();
      expect(await unfinishedStack(here.context, id, [{ ...found, stack: { id: stackId, name: 's', status } }])).toBeNull();
    }
  });

  it('whose resources may not be listed is told all the same, but for its workgroup', async () => {
    const here = await setupHere();
    const { flowLog, layout } = await delivered(here);
    const { id } = await awsStack(here, ofMonth(flowLog));
    const stackFound = async () => (await findIntegrations(here.context, flowLog, layout)).integrations[0];
    expect(await stackFound()).toMatchObject({ stack: { id }, workgroup: expect.any(String) });
    here.aws.faults.denied.add('cloudformation:ListStackResources');
    expect(await stackFound()).toMatchObject({ stack: { id, status: 'CREATE_COMPLETE' }, workgroup: null });
    here.aws.faults.denied.add('cloudformation:DescribeStackResources');
    expect(await stackFound()).toMatchObject({ stack: null });
  });

  it('whose update was taken back is whole, and is the stack that was made before', async () => {
    const here = await setupHere();
    const { id, flowLog } = await delivered(here);
    const choice = ofMonth(flowLog);
    const made = await awsStack(here, choice);
    const [stack] = here.aws.account.stacks;
    if (stack) stack.status = 'UPDATE_ROLLBACK_COMPLETE';
    expect(await readStack(here.context, made.id)).toMatchObject({ state: 'ready', source: made.source });
    expect(await unfinishedStack(here.context, id, [])).toBeNull();
    const { template, capabilities } = await awsTemplate(here.context, choice);
    expect(await makeAwsStack(here.context, choice, template, capabilities)).toBe(made.id);
  });

  it('that fails with a request in its reason tells no key and no token of it', async () => {
    const here = await setupHere();
    const { flowLog } = await delivered(here);
    here.aws.faults.failingResources.set('AWS::Glue::Table', 'Refused: ASIAEXAMPLEEXAMPLE12 X-Amz-Security-Token=FwoGEXAMPLE&x');
    const choice = ofMonth(flowLog);
    const stack = await awsStack(here, choice);
    expect(stack.events.some(({ reason }) => reason?.includes('ASIA…'))).toBe(true);
    const again = await awsStack(here, choice).catch((error: unknown) => error);
    expect(again).toMatchObject({ code: 'stack_failed' });
    expect(JSON.stringify([stack, again])).not.toMatch(/ASIAEXAMPLE|FwoGEXAMPLE/);
  });

  it('before a file has come is refused with AWS’s words', async () => {
    const here = await setupHere();
    const id = await madeFlowLog(here);
    const flowLog = await readFlowLogById(here.clients.ec2(place), id);
    await expect(awsTemplate(here.context, suggestAws(flowLog))).rejects.toMatchObject({ code: 'aws_error' });
  });

  it.each<[Partial<AwsChoice>, string]>([
    [{ frequency: 'none', startDate: null, endDate: null }, 'startDate'],
    [{ startDate: '2026-02-01', endDate: '2026-01-01' }, 'endDate'],
    [{ endDate: null }, 'endDate'],
    [{ stackName: '-x' }, 'stackName'],
    [{ templateLocation: 'nowhere' }, 'templateLocation'],
  ])('with %o is told at %s', async (change, field) => {
    const here = await setupHere();
    const flowLog = await readFlowLogById(here.clients.ec2(place), await madeFlowLog(here));
    await expect(awsTemplate(here.context, ofMonth(flowLog, change))).rejects.toMatchObject({ code: 'bad_input', details: { field } });
  });
});

describe('tables that read the files', () => {
  it('are found with who made them, and whether they fit', async () => {
    const here = await setupHere();
    const { flowLog, layout, id } = await delivered(here);
    await awsStack(here, ofMonth(flowLog));
    await makeTable(here.context, suggestTable(flowLog, { accounts: [ACCOUNT], regions: [REGION], since: NIGHT }, NIGHT), 'ddl');
    const short = `CREATE EXTERNAL TABLE nagare.by_hand (version int, srcaddr string, dstaddr string, start string, bytes int)
      PARTITIONED BY (day string) STORED AS PARQUET LOCATION 's3://${flowLog.bucket}/AWSLogs/'`;
    await runStatement(here.clients.athena(place), short, 'nagare');
    const elsewhere = short.replace('by_hand', 'elsewhere').replace(flowLog.bucket, `${flowLog.bucket}-b`);
    await runStatement(here.clients.athena(place), elsewhere, 'nagare');
    const { integrations: found } = await findIntegrations(here.context, flowLog, layout);
    const by = Object.fromEntries(found.map((each) => [each.kind, each]));
    expect(Object.keys(by).sort()).toEqual(['aws', 'nagare', 'other']);
    expect(by.aws).toMatchObject({ misfits: [], isProjected: false, stack: { status: 'CREATE_COMPLETE' } });
    expect(by.aws?.workgroup).toMatch(/WorkGroup$/);
    expect(by.nagare).toMatchObject({ misfits: [], isProjected: true, workgroup: 'nagare', fittingDdl: null });
    expect(by.other?.table).toBe('by_hand');
    const misfits = new Map(by.other?.misfits.map(({ field, problem }) => [field, problem]));
    expect([misfits.get('start'), misfits.get('bytes'), misfits.get('end'), misfits.get('srcaddr')]).toEqual([
      'type',
      'type',
      'missing',
      undefined,
    ]);
    // The statement that is offered makes a table that fits.
    await runStatement(here.clients.athena(place), by.other?.fittingDdl ?? '', 'nagare');
    const { integrations: again } = await findIntegrations(here.context, flowLog, layout);
    expect(again.find(({ table }) => table === 'by_hand_fits')).toMatchObject({ misfits: [], isProjected: true });
    expect(id).toBe(flowLog.id);
  });

  it('of Parquet are not told to fit a text flow log in the same folder, nor the other way round', async () => {
    const here = await setupHere();
    const athena = here.clients.athena(place);
    const parquet = await delivered(here);
    const text = await delivered(here, { fileFormat: 'plain-text', isNewBucket: false });
    for (const { flowLog } of [parquet, text]) {
      await makeTable(here.context, suggestTable(flowLog, { accounts: [ACCOUNT], regions: [REGION], since: NIGHT }, NIGHT), 'ddl');
    }
    const own = ({ flowLog }: typeof text) => `flow_logs_${flowLog.id.replace('fl-', '')}`;
    const misfits = async ({ flowLog, layout }: typeof text) =>
      Object.fromEntries((await findIntegrations(here.context, flowLog, layout)).integrations.map((each) => [each.table, each]));
    const ofText = await misfits(text);
    expect(ofText[own(text)]).toMatchObject({ misfits: [], fittingDdl: null });
    expect(ofText[own(parquet)]?.misfits).toEqual([
      { field: null, column: null, problem: 'format', expected: 'LazySimpleSerDe', found: 'ParquetHiveSerDe' },
    ]);
    expect((await misfits(parquet))[own(text)]?.misfits).toMatchObject([{ problem: 'format', found: 'LazySimpleSerDe' }]);
    // The statement that is offered is that of a text table.
    await runStatement(athena, ofText[own(parquet)]?.fittingDdl ?? '', 'nagare');
    expect((await misfits(text))[`${own(parquet)}_fits`]).toMatchObject({ misfits: [] });

    const columns = text.flowLog.fields.map((name) => `\`${name.replaceAll('-', '_')}\` string`).join(', ');
    const byHand = `CREATE EXTERNAL TABLE nagare.by_hand (${columns}) PARTITIONED BY (day string) ROW FORMAT DELIMITED
      FIELDS TERMINATED BY ',' LOCATION 's3://${text.flowLog.bucket}/AWSLogs/'`;
    await runStatement(athena, byHand, 'nagare');
    const said = (await misfits(text)).by_hand?.misfits.map(({ problem, found }) => `${problem} ${found}`);
    expect(said).toEqual(['header 0', 'delimiter ","']);
  });

  it.each([{}, { hive: false }, { hive: false, hourly: false, fileFormat: 'plain-text' as const }])(
    'lack partitions: those are found, added once, and their rows are there (%o)',
    async (change) => {
      const here = await setupHere();
      const { flowLog } = await delivered(here, change);
      const stack = await awsStack(here, ofMonth(flowLog));
      if (stack.source?.kind !== 'athena') throw new Error('no source');
      const name = { database: stack.source.database ?? '', table: stack.source.table };
      const { missing, looked } = await findGaps(here.context, name);
      // The stack loaded the 31st; the night went on into the 1st.
      expect(missing.length).toBeGreaterThan(0);
      expect(missing.every(({ location }) => /\/(month=)?02\//.test(location))).toBe(true);
      expect(looked).toBeGreaterThan(missing.length);
      const steps = await fillGaps(here.context, name, missing);
      expect(steps.map(({ state }) => state)).toEqual(missing.map(() => 'done'));
      expect((await fillGaps(here.context, name, missing)).map(({ state }) => state)).toEqual(missing.map(() => 'existed'));
      expect((await findGaps(here.context, name)).missing).toEqual([]);
    },
  );

  it('over several accounts and regions are one table: whose logs lie in the bucket is told', async () => {
    const here = await setupHere();
    const { flowLog, layout } = await delivered(here);
    const s3 = here.clients.s3(place);
    const theirs = 'AWSLogs/aws-account-id=210987654321/aws-service=vpcflowlogs/aws-region=us-east-1/year=2026/month=01/day=05/hour=00/x';
    await s3.putObject({ Bucket: flowLog.bucket, Key: theirs, Body: 'x' });
    await s3.putObject({ Bucket: flowLog.bucket, Key: 'AWSLogs/aws-account-id=999999999999/aws-service=elb/x', Body: 'x' });
    const places = await logPlaces(s3, layout);
    expect(places).toEqual({
      accounts: [ACCOUNT, '210987654321'],
      regions: [REGION, 'us-east-1'],
      // Of all of them, not of one's own alone.
      since: Date.UTC(2026, 0, 5) / 1000,
      places: [
        { account: ACCOUNT, region: REGION, since: Date.UTC(2026, 0, 31) / 1000 },
        { account: '210987654321', region: 'us-east-1', since: Date.UTC(2026, 0, 5) / 1000 },
      ],
    });
  });
});
