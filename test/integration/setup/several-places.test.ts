/** Several accounts and regions in one bucket: one table reads them all, from the beginning or once it is extended, and never less. */
import { describe, expect, it } from 'vitest';
import { emptyForm } from '../../../main/flowlogs/form.ts';
import { suggestTable } from '../../../main/flowlogs/setup-suggestions.ts';
import { makeTable } from '../../../main/setup/integration/make-table.ts';
import { planTable } from '../../../main/setup/integration/plan-table.ts';
import { readFlowLogById } from '../../../main/setup/inventory/list-flow-logs.ts';
import type { TableChoice } from '../../../preload/contract/integration.ts';
import type { AthenaRef, Query } from '../../../preload/contract/query.ts';
import type { FlowLogChoice } from '../../../preload/contract/setup.ts';
import { runCommands } from '../../support/aws-cli.ts';
import { ACCOUNT } from '../../support/cleaning.ts';
import { finished, openApp } from '../../support/open-app.ts';
import { madeFlowLog, place, REGION, type SetupHere, setupHere } from '../../support/setup.ts';

const OTHER = '210987654321';
const ELSEWHERE = 'us-east-1';
const NOON = Date.UTC(2026, 0, 31, 12) / 1000;

const layouts: Readonly<Record<string, Partial<FlowLogChoice>>> = {
  'Parquet, Hive, hourly': {},
  'text, by the day, in a folder': { fileFormat: 'plain-text', hive: false, hourly: false, prefix: 'net/' },
};

/** A flow log into whose bucket another account and another region deliver too, each some rows more than the one before. */
async function shared(here: SetupHere, change: Partial<FlowLogChoice> = {}) {
  const id = await madeFlowLog(here, change);
  const owners = [ACCOUNT, OTHER].flatMap((account) => [REGION, ELSEWHERE].map((region) => ({ account, region })));
  for (const [index, owner] of owners.entries()) {
    await here.aws.account.deliver(id, { from: NOON, to: NOON + 3600, rows: 10 * (index + 1), owner });
  }
  const flowLog = await readFlowLogById(here.clients.ec2(place), id);
  const choice = (accounts: string[], regions: string[], since = '2026-01-31'): TableChoice => ({
    ...suggestTable(flowLog, { accounts, regions, since: NOON }, NOON),
    since,
  });
  return { id, choice };
}

/** What the app gives for a query of the table. */
async function asking({ database, table, workgroup }: TableChoice) {
  const app = await openApp();
  const source: AthenaRef = { kind: 'athena', ...place, workgroup, catalog: null, database, table };
  return async (query: Query): Promise<readonly (readonly unknown[])[]> => {
    const { id } = await app.handlers['run.start']({ source, query, confirmed: true });
    expect((await finished(app, id)).error).toBeNull();
    return (await app.handlers['result.page']({ runId: id, view: { filters: [], sort: null }, offset: 0, limit: 100 })).rows;
  };
}

const byPlace = ({ database, table }: TableChoice): Query => ({
  type: 'sql',
  zone: 'UTC',
  sql: `SELECT aws_account_id, aws_region, min(account_id), max(account_id), min(region), count(*) FROM "${database}"."${table}"
    WHERE year = '2026' AND month = '01' AND day = '31' GROUP BY aws_account_id, aws_region ORDER BY aws_account_id, aws_region`,
});
const rowsOf = (account: string, region: string, count: number) => [account, region, account, account, region, count];
const all = [rowsOf(ACCOUNT, REGION, 10), rowsOf(ACCOUNT, ELSEWHERE, 20), rowsOf(OTHER, REGION, 30), rowsOf(OTHER, ELSEWHERE, 40)];

async function parametersHere(here: SetupHere, choice: TableChoice) {
  const { Table } = await here.clients.glue(place).getTable({ DatabaseName: choice.database, Name: choice.table });
  return Table?.Parameters ?? {};
}

describe.each(Object.entries(layouts))('%s', (_, change) => {
  it('one table gives the rows of two accounts and two regions, each told apart', async () => {
    const here = await setupHere();
    const { choice } = await shared(here, change);
    const whole = choice([ACCOUNT, OTHER], [REGION, ELSEWHERE]);
    await makeTable(here.context, whole, 'ddl');
    const ask = await asking(whole);
    expect(await ask(byPlace(whole))).toEqual(all);
    // The form's own filter goes by what the records say.
    const form = { ...emptyForm(NOON - 3600, NOON + 7200, 'UTC'), accounts: [OTHER] };
    expect(await ask({ type: 'form', form })).toHaveLength(70);
  });

  it('a table that is there is extended to what was chosen besides, and the new rows are there', async () => {
    const here = await setupHere();
    const { choice } = await shared(here, change);
    const first = choice([ACCOUNT], [REGION]);
    await makeTable(here.context, first, 'ddl');
    const ask = await asking(first);
    expect(await ask(byPlace(first))).toEqual(all.slice(0, 1));

    const more = choice([ACCOUNT, OTHER], [REGION, ELSEWHERE], '2024-05-01');
    const plan = await planTable(here.context, more);
    expect(plan.steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'create_workgroup existed',
      'create_database existed',
      'create_table existed',
      'extend_table planned',
    ]);
    expect(plan.ddl).toEqual([
      `ALTER TABLE \`nagare\`.\`${more.table}\` SET TBLPROPERTIES (
  'projection.aws_account_id.values' = '${ACCOUNT},${OTHER}',
  'projection.aws_region.values' = '${REGION},${ELSEWHERE}',
  'projection.year.range' = '2024,NOW'
)`,
    ]);
    expect(plan.extension).toEqual({
      added: { accounts: [OTHER], regions: [ELSEWHERE], since: '2024' },
      kept: { accounts: [], regions: [], since: null },
    });
    const made = await makeTable(here.context, more, 'ddl');
    expect(made.steps.map(({ id, state }) => `${id} ${state}`).at(-1)).toBe('extend_table done');
    expect(made.source).not.toBeNull();
    expect(await ask(byPlace(first))).toEqual(all);
    // Nothing is left to be done.
    const again = await planTable(here.context, more);
    expect(again).toMatchObject({ ddl: [], elsewhere: { cli: '' } });
    expect(again.steps.every(({ state }) => state === 'existed')).toBe(true);
    expect((await makeTable(here.context, more, 'ddl')).steps.map(({ state }) => state)).toEqual(['existed', 'existed', 'existed']);
  });
});

describe('a table that is made again', () => {
  it('for less keeps what it reads, and the plan says so', async () => {
    const here = await setupHere();
    const { choice } = await shared(here);
    const whole = choice([ACCOUNT, OTHER], [REGION, ELSEWHERE], '2024-05-01');
    await makeTable(here.context, whole, 'ddl');
    const before = await parametersHere(here, whole);
    const less = choice([OTHER, '111122223333'], [REGION], '2026-01-31');
    const plan = await planTable(here.context, less);
    expect(plan.extension).toEqual({
      added: { accounts: ['111122223333'], regions: [], since: null },
      kept: { accounts: [ACCOUNT], regions: [ELSEWHERE], since: '2024' },
    });
    await makeTable(here.context, less, 'ddl');
    const wanted = `${ACCOUNT},${OTHER},111122223333`;
    expect(await parametersHere(here, whole)).toEqual({ ...before, 'projection.aws_account_id.values': wanted });
    expect(await (await asking(whole))(byPlace(whole))).toEqual(all);
  });

  it('as a stack is extended by the statement, whoever made it', async () => {
    const here = await setupHere();
    const { choice } = await shared(here);
    const first = choice([ACCOUNT], [REGION]);
    await makeTable(here.context, first, 'stack');
    await here.aws.account.settled();
    const more = choice([ACCOUNT, OTHER], [REGION, ELSEWHERE]);
    const made = await makeTable(here.context, more, 'stack');
    expect(made).toMatchObject({ stackId: null, steps: [{}, {}, {}, { id: 'extend_table', state: 'done' }] });
    expect(here.aws.account.stacks).toHaveLength(1);
    expect(await (await asking(more))(byPlace(more))).toEqual(all);
  });

  it('elsewhere is the same: the AWS CLI runs the statement, the definitions hold what it comes to', async () => {
    const here = await setupHere();
    const { choice } = await shared(here);
    await makeTable(here.context, choice([ACCOUNT], [REGION]), 'ddl');
    const more = choice([OTHER], [REGION, ELSEWHERE]);
    const { cli, cloudFormation, terraform } = (await planTable(here.context, more)).elsewhere;
    await runCommands(cli, here.aws);
    const after = await parametersHere(here, more);
    expect(after).toMatchObject({ 'projection.aws_account_id.values': `${ACCOUNT},${OTHER}` });
    expect((await planTable(here.context, more)).ddl).toEqual([]);
    expect(cloudFormation).toMatch(/^# nagare\.\S+ is there already\./);
    expect(cloudFormation).not.toMatch(/AWS::Athena::WorkGroup|AWS::Glue::Database/);
    expect(cloudFormation).toContain(`projection.aws_account_id.values: ${ACCOUNT},${OTHER}`);
    expect(terraform).toContain(`id = "${ACCOUNT}:nagare:${more.table}"`);
    expect(terraform).not.toMatch(/"aws_athena_workgroup"|"aws_glue_catalog_database"/);
    expect(terraform).toMatch(new RegExp(`"projection.aws_account_id.values" += "${ACCOUNT},${OTHER}"`));
  });

  it('says what Athena refused of it, and is extended by the next try', async () => {
    const here = await setupHere();
    const { choice } = await shared(here);
    await makeTable(here.context, choice([ACCOUNT], [REGION]), 'ddl');
    const more = choice([ACCOUNT, OTHER], [REGION]);
    here.aws.faults.ending = { state: 'FAILED', reason: 'FAILED: AccessDeniedException glue:UpdateTable' };
    const refused = await makeTable(here.context, more, 'ddl');
    expect(refused.steps.at(-1)).toMatchObject({ id: 'extend_table', state: 'failed' });
    expect(refused.source).toBeNull();
    here.aws.faults.ending = null;
    expect((await makeTable(here.context, more, 'ddl')).steps.at(-1)).toMatchObject({ id: 'extend_table', state: 'done' });
  });
});
