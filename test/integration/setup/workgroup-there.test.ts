/** A workgroup that is there already keeps its limit and its place for results: the plan says which, and makes the table with them. */
import type { CreateWorkGroupCommandInput } from '@aws-sdk/client-athena';
import { expect, it } from 'vitest';
import { suggestTable } from '../../../main/flowlogs/setup-suggestions.ts';
import { type WorkgroupDifference, workgroupDifferences } from '../../../main/flowlogs/workgroup-differences.ts';
import { makeTable } from '../../../main/setup/integration/make-table.ts';
import { planTable } from '../../../main/setup/integration/plan-table.ts';
import { readFlowLogById } from '../../../main/setup/inventory/list-flow-logs.ts';
import type { WorkgroupSettings } from '../../../preload/contract/integration.ts';
import { runCommands } from '../../support/aws-cli.ts';
import { ACCOUNT } from '../../support/cleaning.ts';
import { madeFlowLog, place, REGION, setupHere } from '../../support/setup.ts';

const THEIRS = 's3://vpc-flow-logs-123456789012-ap-northeast-1/theirs/';
const OWN = 's3://vpc-flow-logs-123456789012-ap-northeast-1/athena-results/';
const SINCE = Date.UTC(2026, 0, 31) / 1000;

type Configuration = NonNullable<CreateWorkGroupCommandInput['Configuration']>;

const there: readonly (readonly [string, Configuration, WorkgroupSettings, readonly WorkgroupDifference[]])[] = [
  [
    'without a limit, in another place',
    { ResultConfiguration: { OutputLocation: THEIRS } },
    { bytesLimit: null, resultLocation: THEIRS, keepsResults: false },
    ['no_limit', 'other_results'],
  ],
  [
    'with another limit',
    { ResultConfiguration: { OutputLocation: OWN }, BytesScannedCutoffPerQuery: 20_000_000 },
    { bytesLimit: 20_000_000, resultLocation: OWN, keepsResults: false },
    ['other_limit'],
  ],
  [
    'as it is chosen',
    { ResultConfiguration: { OutputLocation: OWN }, BytesScannedCutoffPerQuery: 100_000_000_000 },
    { bytesLimit: 100_000_000_000, resultLocation: OWN, keepsResults: false },
    [],
  ],
  [
    'that names no place',
    { EnforceWorkGroupConfiguration: false, BytesScannedCutoffPerQuery: 100_000_000_000 },
    { bytesLimit: 100_000_000_000, resultLocation: null, keepsResults: false },
    ['no_results'],
  ],
  [
    'whose results Athena keeps',
    { ManagedQueryResultsConfiguration: { Enabled: true }, BytesScannedCutoffPerQuery: 100_000_000_000 },
    { bytesLimit: 100_000_000_000, resultLocation: null, keepsResults: true },
    ['keeps_results'],
  ],
];

it.each(there)('a workgroup %s is told as it is, and stays so', async (_, Configuration, settings, differences) => {
  const here = await setupHere();
  const flowLog = await readFlowLogById(here.clients.ec2(place), await madeFlowLog(here));
  const choice = suggestTable(flowLog, { accounts: [ACCOUNT], regions: [REGION], since: SINCE }, SINCE);
  expect(choice.resultLocation).toBe(OWN);
  expect((await planTable(here.context, choice)).workgroup).toBeNull();
  await here.clients.athena(place).createWorkGroup({ Name: choice.workgroup, Configuration });
  const before = here.aws.account.snapshot().workgroups;
  const plan = await planTable(here.context, choice);
  expect(plan.steps[0]).toMatchObject({ id: 'create_workgroup', state: 'existed' });
  expect(plan.workgroup).toEqual(settings);
  expect(workgroupDifferences(settings, choice)).toEqual(differences);
  const made = await makeTable(here.context, choice, 'ddl');
  expect(made.steps.map(({ state }) => state)).toEqual(['existed', 'done', 'done']);
  // The statement of the AWS CLI runs in it as well.
  const more = { ...choice, accounts: [ACCOUNT, '210987654321'] };
  await runCommands((await planTable(here.context, more)).elsewhere.cli, here.aws);
  expect((await planTable(here.context, more)).ddl).toEqual([]);
  expect(here.aws.account.snapshot().workgroups).toEqual(before);
});

it('a limit that nobody chose is told where the workgroup has one', () => {
  const settings = { bytesLimit: 20_000_000, resultLocation: 's3://a/b', keepsResults: false };
  expect(workgroupDifferences(settings, { bytesLimit: null, resultLocation: 's3://a/b/' })).toEqual(['other_limit']);
});
