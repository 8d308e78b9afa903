/** Whose logs a table reads: those that lie in its folder and are left out, those of other flow logs, those that it counts twice. */
import { expect, it } from 'vitest';
import { suggestTable } from '../../../main/flowlogs/setup-suggestions.ts';
import { isSound } from '../../../main/flowlogs/table-soundness.ts';
import { runStatement } from '../../../main/setup/integration/run-statement.ts';
import { readFlowLogById } from '../../../main/setup/inventory/list-flow-logs.ts';
import type { Integration } from '../../../preload/contract/integration.ts';
import type { FlowLogChoice } from '../../../preload/contract/setup.ts';
import { seededNetwork } from '../../aws/ec2/network.ts';
import { ACCOUNT } from '../../support/cleaning.ts';
import { type OpenedApp, openApp } from '../../support/open-app.ts';
import { madeFlowLog, place, REGION, type SetupHere, setupHere } from '../../support/setup.ts';

const OTHER = '210987654321';
const NOON = Date.UTC(2026, 0, 31, 12) / 1000;
const EARLIER = Date.UTC(2025, 10, 28, 12) / 1000;
const hour = (from: number, owner?: { readonly account: string; readonly region: string }) => ({
  from,
  to: from + 3600,
  rows: 10,
  ...(owner ? { owner } : {}),
});

async function tableOf(app: OpenedApp, here: SetupHere, id: string, accounts = [ACCOUNT], regions = [REGION]) {
  const flowLog = await readFlowLogById(here.clients.ec2(place), id);
  const choice = suggestTable(flowLog, { accounts, regions, since: NOON }, NOON);
  const { source } = await app.handlers['setup.makeTable']({ place, choice, by: 'ddl' });
  expect(source).not.toBeNull();
  return choice;
}
const integrations = (app: OpenedApp, flowLogId: string) => app.handlers['setup.integrations']({ place, flowLogId });
const named = (all: readonly Integration[], table: string): Integration => {
  const found = all.find((each) => each.table === table);
  if (!found) throw new Error(`no ${table}`);
  return found;
};

it('accounts, regions and days that Nagare’s table leaves out are told, and read once it is made again with what was found', async () => {
  const here = await setupHere();
  const app = await openApp();
  const id = await madeFlowLog(here, {}, hour(NOON));
  const choice = await tableOf(app, here, id);
  const before = named((await integrations(app, id)).integrations, choice.table);
  expect(before).toMatchObject({ madeFor: id, uncovered: null, alsoReads: [], countedTwice: [] });
  expect(isSound(before)).toBe(true);

  await here.aws.account.deliver(id, hour(EARLIER, { account: OTHER, region: 'us-east-1' }));
  const found = await integrations(app, id);
  expect(found).toMatchObject({ accounts: [ACCOUNT, OTHER], regions: [REGION, 'us-east-1'], since: Date.UTC(2025, 10, 28) / 1000 });
  const after = named(found.integrations, choice.table);
  expect(after.uncovered).toMatchObject({ accounts: [OTHER], regions: ['us-east-1'], since: Date.UTC(2025, 10, 28) / 1000 });
  expect(isSound(after)).toBe(false);

  await tableOf(app, here, id, found.accounts, found.regions);
  const widened = named((await integrations(app, id)).integrations, choice.table);
  expect(widened.uncovered).toMatchObject({ accounts: [], regions: [], since: Date.UTC(2025, 10, 28) / 1000 });
  const since = { ...choice, since: '2025-11-28' };
  await app.handlers['setup.makeTable']({ place, choice: since, by: 'ddl' });
  expect(named((await integrations(app, id)).integrations, choice.table).uncovered).toBeNull();
});

it('another’s table is told with the statement after which it leaves nothing out', async () => {
  const here = await setupHere();
  const app = await openApp();
  const id = await madeFlowLog(here, { hive: false, hourly: false }, hour(NOON));
  const { bucket, fields } = await readFlowLogById(here.clients.ec2(place), id);
  await here.aws.account.deliver(id, hour(EARLIER, { account: OTHER, region: REGION }));
  const athena = here.clients.athena(place);
  await tableOf(app, here, id);
  const columns = fields.map((name) => `\`${name.replaceAll('-', '_')}\` string`).join(', ');
  const create = `CREATE EXTERNAL TABLE nagare.theirs (${columns}) PARTITIONED BY (accid string, area string, day string)
    STORED AS PARQUET LOCATION 's3://${bucket}/AWSLogs/' TBLPROPERTIES ('projection.enabled' = 'true',
    'projection.accid.type' = 'enum', 'projection.accid.values' = '${ACCOUNT}', 'projection.area.type' = 'enum',
    'projection.area.values' = '${REGION}', 'projection.day.type' = 'date', 'projection.day.range' = '2026/01/01,NOW',
    'projection.day.format' = 'yyyy/MM/dd',
    'storage.location.template' = 's3://${bucket}/AWSLogs/\${accid}/vpcflowlogs/\${area}/\${day}')`;
  await runStatement(athena, create, 'nagare');
  const theirs = async () => named((await integrations(app, id)).integrations, 'theirs');
  const before = await theirs();
  expect(before).toMatchObject({ kind: 'other', madeFor: null, uncovered: { accounts: [OTHER], regions: [] } });
  await runStatement(athena, before.uncovered?.ddl ?? '', 'nagare');
  expect((await theirs()).uncovered).toBeNull();
  // A template that leads to Hive's folders reads none of these files: a misfit, with the statement of a table that fits.
  await runStatement(
    athena,
    create.replace('nagare.theirs', 'nagare.hive').replace('/vpcflowlogs/', '/aws-service=vpcflowlogs/'),
    'nagare',
  );
  const hive = named((await integrations(app, id)).integrations, 'hive');
  expect(hive.misfits[0]).toMatchObject({ field: null, problem: 'folders' });
  expect(hive.fittingDdl).toContain(`'projection.aws_account_id.values' = '${ACCOUNT},${OTHER}'`);
});

it.each<[string, Partial<FlowLogChoice>, boolean]>([
  ['with fewer fields', { fields: ['version', 'interface-id', 'srcaddr', 'dstaddr', 'start', 'end'] }, true],
  ['of text, which its table cannot read', { fileFormat: 'plain-text' }, false],
])('a flow log %s beside it in the same folder is told by name, and that its flows are counted twice', async (_, change, isReadable) => {
  const here = await setupHere({ mostFlowLogs: 3 });
  const app = await openApp();
  const id = await madeFlowLog(here, {}, hour(NOON));
  const second = await madeFlowLog(here, { isNewBucket: false, name: 'second', ...change }, hour(NOON));
  const elsewhere = await madeFlowLog(here, { isNewBucket: false, prefix: 'b/' });
  const choice = await tableOf(app, here, id);
  const found = named((await integrations(app, id)).integrations, choice.table);
  expect(found).toMatchObject({
    misfits: [],
    alsoReads: [{ id: second, name: 'second', isReadable }],
    countedTwice: [[id, second]],
  });
  expect(isSound(found)).toBe(false);
  expect(JSON.stringify(found)).not.toContain(elsewhere);
  here.aws.account.deleteFlowLog(second);
  expect(named((await integrations(app, id)).integrations, choice.table)).toMatchObject({ alsoReads: [], countedTwice: [] });
});

it('a flow log of a subnet is known to record a part of its VPC’s traffic only where subnets may be read', async () => {
  const here = await setupHere({ network: seededNetwork });
  const app = await openApp();
  const id = await madeFlowLog(here, {}, hour(NOON));
  const [subnet] = here.aws.account.network.subnets;
  const inside = await madeFlowLog(here, { isNewBucket: false, resourceType: 'Subnet', resourceIds: [subnet?.id ?? ''] });
  // Files of a day are in no partition of hours.
  const daily = await madeFlowLog(here, { isNewBucket: false, hourly: false });
  const choice = await tableOf(app, here, id);
  const found = async () => named((await integrations(app, id)).integrations, choice.table);
  expect(await found()).toMatchObject({ alsoReads: [{ id: inside, isReadable: true }], countedTwice: [[id, inside]] });
  expect(JSON.stringify(await found())).not.toContain(daily);
  here.aws.faults.denied.add('ec2:DescribeSubnets').add('ec2:DescribeNetworkInterfaces');
  expect(await found()).toMatchObject({ alsoReads: [{ id: inside }], countedTwice: [] });
});
