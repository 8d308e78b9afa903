/** Nagare's own table: by Athena's statements, by a stack, by the AWS CLI the same; its rows are those of the files. */
import { CreateWorkGroupCommand } from '@aws-sdk/client-athena';
import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { CreateDatabaseCommand, GetTableCommand } from '@aws-sdk/client-glue';
import { describe, expect, it } from 'vitest';
import { suggestTable } from '../../../main/flowlogs/setup-suggestions.ts';
import { readStack } from '../../../main/setup/integration/make-stack.ts';
import { makeTable } from '../../../main/setup/integration/make-table.ts';
import { planTable } from '../../../main/setup/integration/plan-table.ts';
import { readFlowLogById } from '../../../main/setup/inventory/list-flow-logs.ts';
import type { TableChoice } from '../../../preload/contract/integration.ts';
import type { FlowLogChoice } from '../../../preload/contract/setup.ts';
import { runCommands } from '../../support/aws-cli.ts';
import { type EmulatedClients, emulatedClients } from '../../support/emulated-clients.ts';
import { finished, openApp } from '../../support/open-app.ts';
import { madeFlowLog, place, REGION, type SetupHere, setupHere } from '../../support/setup.ts';

const NOON = Date.UTC(2026, 0, 31, 12) / 1000;
const window = { from: NOON, to: NOON + 3600 };

async function tableChoice(here: SetupHere, id: string): Promise<TableChoice> {
  const flowLog = await readFlowLogById(here.clients.ec2(place), id);
  return suggestTable(flowLog, { accounts: ['123456789012'], regions: [REGION], since: NOON }, NOON);
}

/** What the catalogue has of the table, but for what no two makings have in common. */
async function catalogued(here: Pick<EmulatedClients, 'glue'>, { database, table }: TableChoice) {
  const { Table } = await here.glue.send(new GetTableCommand({ DatabaseName: database, Name: table }));
  const { Columns, Location, InputFormat, OutputFormat, SerdeInfo } = Table?.StorageDescriptor ?? {};
  const serde = { ...SerdeInfo, Parameters: { ...SerdeInfo?.Parameters, 'serialization.format': '' } };
  return { keys: Table?.PartitionKeys, parameters: Table?.Parameters, Columns, Location, InputFormat, OutputFormat, serde };
}

const layouts: Readonly<Record<string, Partial<FlowLogChoice>>> = {
  'Parquet, Hive, hourly': {},
  'text, by the day, in a folder': { fileFormat: 'plain-text', hive: false, hourly: false, prefix: 'net/' },
};

describe.each(Object.entries(layouts))('%s', (_, change) => {
  it('is read whole, and only in the window that is asked for', async () => {
    const here = await setupHere();
    const id = await madeFlowLog(here, change);
    const { rows } = await here.aws.account.deliver(id, window);
    const choice = await tableChoice(here, id);
    const { source, steps } = await makeTable(here.context, choice, 'ddl');
    expect(steps.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    if (source?.kind !== 'athena') throw new Error('no source');
    const app = await openApp();
    const described = await app.handlers['source.describe']({ source });
    expect(described.warnings).toEqual([]);
    expect(described.partitionKeys.map(({ column }) => column)).toEqual(
      change.hourly === false ? ['year', 'month', 'day'] : ['year', 'month', 'day', 'hour'],
    );
    const ask = async (sql: string) => {
      const run = await app.handlers['run.start']({ source, query: { type: 'sql', sql, zone: 'UTC' }, confirmed: true });
      const ended = await finished(app, run.id);
      expect(ended.error).toBeNull();
      const page = await app.handlers['result.page']({ runId: run.id, view: { filters: [], sort: null }, offset: 0, limit: 10 });
      return page.rows[0];
    };
    const name = `"${source.database}"."${source.table}"`;
    expect(await ask(`SELECT count(*) AS n FROM ${name} WHERE year = '2026' AND month = '01' AND day = '31'`)).toEqual([rows]);
    expect(await ask(`SELECT count(*) AS n FROM ${name} WHERE year = '2026' AND month = '02'`)).toEqual([0]);
  });

  it('is the same by statements, by a stack and by the AWS CLI', async () => {
    const here = await setupHere();
    const id = await madeFlowLog(here, change);
    const choice = await tableChoice(here, id);
    const plan = await planTable(here.context, choice);
    await makeTable(here.context, choice, 'ddl');
    const byApp = await catalogued(await emulatedClients({}, REGION, here.aws), choice);
    const workgroups = here.aws.account.snapshot().workgroups;

    const stack = await emulatedClients({ isEmpty: true });
    await stack.cloudFormation.send(new CreateStackCommand({ StackName: 'table', TemplateBody: plan.elsewhere.cloudFormation }));
    await stack.aws.account.settled();
    expect(stack.aws.account.stacks[0]).toMatchObject({ status: 'CREATE_COMPLETE' });
    expect(await catalogued(stack, choice)).toEqual(byApp);

    const cli = await emulatedClients({ isEmpty: true });
    cli.aws.account.createBucket(choice.resultLocation.split('/')[2] ?? '', REGION);
    await runCommands(plan.elsewhere.cli, cli.aws);
    expect(await catalogued(cli, choice)).toEqual(byApp);
    expect(cli.aws.account.snapshot().workgroups).toEqual(workgroups);
  });

  it('is the same beside a workgroup and a database that are there already, and leaves these as they are', async () => {
    const here = await setupHere();
    const choice = await tableChoice(here, await madeFlowLog(here, change));
    const prepare = async ({ athena, glue, aws }: EmulatedClients) => {
      const bucket = choice.resultLocation.split('/')[2] ?? '';
      if (aws !== here.aws) aws.account.createBucket(bucket, REGION);
      const settings = { ResultConfiguration: { OutputLocation: `s3://${bucket}/theirs/` }, BytesScannedCutoffPerQuery: 20_000_000 };
      await athena.send(new CreateWorkGroupCommand({ Name: choice.workgroup, Configuration: settings }));
      await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: choice.database } }));
      return aws.account.snapshot();
    };
    const own = await emulatedClients({}, REGION, here.aws);
    const before = await prepare(own);
    const plan = await planTable(here.context, choice);
    expect(plan.steps.map(({ state }) => state)).toEqual(['existed', 'existed', 'planned']);
    expect((await makeTable(here.context, choice, 'ddl')).steps.map(({ state }) => state)).toEqual(['existed', 'existed', 'done']);
    const byApp = await catalogued(own, choice);
    expect(here.aws.account.snapshot().workgroups).toEqual(before.workgroups);

    const stack = await emulatedClients({ isEmpty: true });
    const { workgroups } = await prepare(stack);
    await stack.cloudFormation.send(new CreateStackCommand({ StackName: 'table', TemplateBody: plan.elsewhere.cloudFormation }));
    await stack.aws.account.settled();
    expect(stack.aws.account.stacks[0]).toMatchObject({ status: 'CREATE_COMPLETE' });
    expect(await catalogued(stack, choice)).toEqual(byApp);
    expect(stack.aws.account.snapshot().workgroups).toEqual(workgroups);

    const cli = await emulatedClients({ isEmpty: true });
    await prepare(cli);
    await runCommands(plan.elsewhere.cli, cli.aws);
    expect(await catalogued(cli, choice)).toEqual(byApp);
    expect(cli.aws.account.snapshot().workgroups).toEqual(workgroups);
  });
});

describe('a table', () => {
  it('made by a stack is followed to its end, and found again by a second try', async () => {
    const here = await setupHere();
    const choice = await tableChoice(here, await madeFlowLog(here));
    const { stackId, source, steps } = await makeTable(here.context, choice, 'stack');
    expect(steps).toMatchObject([{ id: 'create_stack', state: 'done' }]);
    expect(source).toBeNull();
    await here.aws.account.settled();
    const stack = await readStack(here.context, stackId ?? '');
    expect(stack).toMatchObject({ state: 'ready', source: { workgroup: 'nagare', database: 'nagare', table: choice.table } });
    expect(stack.events.at(0)?.status).toBe('CREATE_IN_PROGRESS');
    expect(stack.events.at(-1)?.status).toBe('CREATE_COMPLETE');
    // By statements it is there already.
    const again = await makeTable(here.context, choice, 'ddl');
    expect(again.steps.map(({ state }) => state)).toEqual(['existed', 'existed', 'existed']);
    expect(again.source).not.toBeNull();
  });

  it('of the same name that is another one is not taken for it', async () => {
    const here = await setupHere();
    const first = await tableChoice(here, await madeFlowLog(here));
    await makeTable(here.context, first, 'ddl');
    const other = await madeFlowLog(here, { fields: ['version', 'srcaddr', 'dstaddr', 'start', 'end'], isNewBucket: false, prefix: 'b/' });
    const choice = { ...(await tableChoice(here, other)), table: first.table };
    await expect(makeTable(here.context, choice, 'ddl')).rejects.toMatchObject({ code: 'name_in_use' });
  });

  it('says what Athena refused, with its step; then goes on from there', async () => {
    const here = await setupHere();
    const choice = await tableChoice(here, await madeFlowLog(here));
    here.aws.faults.ending = { state: 'FAILED', reason: 'FAILED: SemanticException Insufficient Lake Formation permission(s)' };
    const refused = await makeTable(here.context, choice, 'ddl');
    expect(refused.steps.map(({ state }) => state)).toEqual(['done', 'failed', 'not_reached']);
    expect(refused.steps[1]?.error?.details.reason).toContain('Lake Formation');
    here.aws.faults.ending = null;
    const { steps, source } = await makeTable(here.context, choice, 'ddl');
    expect(steps.map(({ state }) => state)).toEqual(['existed', 'done', 'done']);
    expect(source).not.toBeNull();
  });

  it('cannot be made of a flow log that goes elsewhere, or is gone', async () => {
    const here = await setupHere();
    const choice = await tableChoice(here, await madeFlowLog(here));
    here.aws.account.deleteFlowLog(choice.flowLogId);
    await expect(planTable(here.context, choice)).rejects.toMatchObject({ code: 'flow_log_not_found' });
  });

  it.each<[keyof TableChoice, string | string[]]>([
    ['database', "x'; DROP TABLE y"],
    ['table', 'with space'],
    ['workgroup', 'a/b'],
    ['resultLocation', 'bucket/folder'],
    ['accounts', ["1'2"]],
    ['regions', ['mars']],
    ['since', '2026-02-31'],
  ])('with a wrong %s is told at its field', async (field, value) => {
    const here = await setupHere();
    const choice = await tableChoice(here, await madeFlowLog(here));
    await expect(makeTable(here.context, { ...choice, [field]: value }, 'ddl')).rejects.toMatchObject({
      code: 'bad_input',
      details: { field },
    });
  });
});
