/** Tables as no integration makes them: named in any letters, gone a moment later, with fields of the future, with very many partitions. */
import type { Table } from '@aws-sdk/client-glue';
import { expect, it } from 'vitest';
import { suggestTable } from '../../../main/flowlogs/setup-suggestions.ts';
import { findIntegrations } from '../../../main/setup/integration/find-integrations.ts';
import { findGaps } from '../../../main/setup/integration/gaps.ts';
import { makeTable } from '../../../main/setup/integration/make-table.ts';
import { ownTable } from '../../../main/setup/integration/own-table.ts';
import { ddlOf } from '../../../main/setup/integration/table-ddl.ts';
import { inS3, readFlowLogById } from '../../../main/setup/inventory/list-flow-logs.ts';
import { ACCOUNT } from '../../support/cleaning.ts';
import { madeFlowLog, place, REGION, type SetupHere, setupHere } from '../../support/setup.ts';

const SINCE = Date.UTC(2026, 0, 31) / 1000;

/** A flow log with Nagare's table, and Glue as if that table were told otherwise. */
async function withTable(here: SetupHere) {
  const id = await madeFlowLog(here);
  const flowLog = inS3(await readFlowLogById(here.clients.ec2(place), id));
  const choice = suggestTable(flowLog, { accounts: [ACCOUNT], regions: [REGION], since: SINCE }, SINCE);
  await makeTable(here.context, choice, 'ddl');
  const glue = here.clients.glue(place);
  const told = (change: (table: Table) => Table, more: Partial<typeof glue> = {}) => ({
    ...here.context,
    clients: {
      ...here.clients,
      glue: () => ({
        ...glue,
        getTables: async (...input: Parameters<typeof glue.getTables>) => {
          const page = await glue.getTables(...input);
          return { ...page, TableList: (page.TableList ?? []).map(change) };
        },
        getTable: async (...input: Parameters<typeof glue.getTable>) => {
          const { Table: found, ...rest } = await glue.getTable(...input);
          return { ...rest, ...(found ? { Table: change(found) } : {}) };
        },
        ...more,
      }),
    },
  });
  return { flowLog, choice, told, layout: { ...flowLog, account: ACCOUNT, region: REGION } };
}

const first = async (...of: Parameters<typeof findIntegrations>) => (await findIntegrations(...of)).integrations[0];

/** Without its projection, and without some columns: it does not fit. */
const plain =
  (change: Partial<Table> = {}) =>
  (table: Table): Table => ({
    ...table,
    Parameters: {},
    StorageDescriptor: { ...table.StorageDescriptor, Columns: (table.StorageDescriptor?.Columns ?? []).slice(0, 9) },
    ...change,
  });

it.each(['flow.logs of テスト`', 'x'.repeat(128)])('one named %s is told with a statement that makes one beside it', async (Name) => {
  const { flowLog, layout, told } = await withTable(await setupHere());
  const found = await first(told(plain({ Name }), { getPartitions: async () => ({ $metadata: {} }) }), flowLog, layout);
  expect(found).toMatchObject({ table: Name, partitionCount: 0 });
  const [, name = ''] = /^CREATE EXTERNAL TABLE IF NOT EXISTS `nagare`\.`(\w{1,128})` \(/.exec(found?.fittingDdl ?? '') ?? [];
  expect(name).toMatch(/_fits$/);
});

it('in a database that Athena cannot name is told without one', async () => {
  const { flowLog, layout, told } = await withTable(await setupHere());
  const changed = told(plain({ DatabaseName: 'ログ' }), { getPartitions: async () => ({ $metadata: {} }) });
  const found = await first(changed, flowLog, layout);
  expect(found).toMatchObject({ database: 'ログ', fittingDdl: null });
});

it('one that was deleted since it was listed leaves the others', async () => {
  const { flowLog, layout, told } = await withTable(await setupHere());
  const found = await first(told(plain({ Name: 'gone' })), flowLog, layout);
  expect(found).toMatchObject({ table: 'gone', partitionCount: null });
});

it('with more partitions than are looked through has no gaps that are told, and that is said', async () => {
  const { choice, told } = await withTable(await setupHere());
  const Partitions = Array.from({ length: 50_000 }, () => ({ Values: ['x'] }));
  let page = 0;
  const context = told(plain(), { getPartitions: async () => ({ Partitions, NextToken: `${page++}`, $metadata: {} }) });
  await expect(findGaps(context, choice)).rejects.toMatchObject({ code: 'bad_table' });
});

it('is not asked for ever by a service that gives one token for ever', async () => {
  const { flowLog, layout, told } = await withTable(await setupHere());
  let asked = 0;
  const getPartitions = async () => {
    if (++asked > 100) throw new Error('asked for ever');
    return { Partitions: [], NextToken: 'same', $metadata: {} };
  };
  const found = await first(told(plain(), { getPartitions }), flowLog, layout);
  expect(found?.partitionCount).toBe(0);
});

it('over fields of the future has a column for each, in whatever letters', async () => {
  const { flowLog, choice } = await withTable(await setupHere());
  const definition = ownTable({ ...flowLog, fields: ['version', 'Új.field `x` int, y', 'srcaddr'] }, choice);
  expect(ddlOf(definition)[1]).toContain('(\n  `version` int,\n  `_j_field__x__int__y` string,\n  `srcaddr` string\n)');
});
