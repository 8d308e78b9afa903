/** Workgroups of these flow logs, with what is in them: the queries that run, that ran, that are kept. */
import type { QueryExecution, WorkGroup, WorkGroupSummary } from '@aws-sdk/client-athena';
import { arnPartition } from '../../../aws/arn-partition.ts';
import type { AthenaApi } from '../../../aws/athena-api.ts';
import { allPages } from '../../all-pages.ts';
import { AWS_WORKGROUP_WORDS, isMarked } from '../../marks.ts';
import type { Found } from '../cleanup-target.ts';
import { flowLogOfWorkgroup } from '../integration-names.ts';
import type { ListedContent } from '../object-lists.ts';
import { tablesOfOthers, workgroupOf } from './catalog.ts';
import { type Finding, found } from './finding.ts';

/** Athena takes so many in one request. */
const BATCH = 50;

export interface OwnWorkgroup {
  readonly name: string;
  readonly madeBy: Found['madeBy'];
  /** `s3://bucket/folder/`; NULL: it has none, or Athena keeps the results. */
  readonly location: string | null;
  /** Ids and places of results of all that it still knows, running ones too. */
  readonly executions: readonly { readonly id: string; readonly output: string | null; readonly isRunning: boolean }[];
  /** NULL: they may not be read. */
  readonly namedQueries: readonly string[] | null;
  readonly isReadWhole: boolean;
  /** Tables of other flow logs that name it. */
  readonly users: readonly string[];
}

export async function listWorkgroups(athena: Pick<AthenaApi, 'listWorkGroups'>): Promise<readonly WorkGroupSummary[]> {
  return allPages<WorkGroupSummary>(async (NextToken) => {
    const page = await athena.listWorkGroups({ MaxResults: BATCH, ...(NextToken === undefined ? {} : { NextToken }) });
    return { items: page.WorkGroups, next: page.NextToken };
  });
}

export async function readWorkgroups(finding: Finding, all: readonly WorkGroupSummary[]): Promise<readonly OwnWorkgroup[]> {
  const { ids, catalog, leftovers } = finding;
  const tables = catalog.flatMap((database) => database.tables ?? []);
  const usersOf = (workgroup: string) => tables.filter((table) => workgroupOf(table) === workgroup);
  const own: OwnWorkgroup[] = [];
  for (const { Name: name = '', Description: words = '' } of all) {
    const ofFlowLog = flowLogOfWorkgroup(name);
    const users = usersOf(name);
    const strangers = tablesOfOthers(name, finding);
    const usedBy = strangers.map((table) => `${table.database}.${table.table}`);
    if (ofFlowLog !== null && ids.has(ofFlowLog)) {
      own.push(await readWorkgroup(finding, name, words === AWS_WORKGROUP_WORDS ? 'aws' : 'other', usedBy));
      continue;
    }
    const isNamed = users.length > strangers.length;
    // One that no table names is somebody's plan, or what is left of one.
    if (name === 'primary' || !(isNamed || (leftovers && users.length === 0 && ofFlowLog === null))) continue;
    // A workgroup that was there before a table came to use it is not the table's.
    if (!(await isNagares(finding, name))) continue;
    own.push(await readWorkgroup(finding, name, 'nagare', usedBy));
  }
  return own;
}

async function isNagares({ athena, account, region, unlessDenied }: Finding, name: string): Promise<boolean> {
  if (account === null) return false;
  const ResourceARN = `arn:${arnPartition(region)}:athena:${region}:${account}:workgroup/${name}`;
  const { Tags } = await unlessDenied<{ Tags?: { Key?: string | undefined; Value?: string | undefined }[] | undefined }>(
    'athena:ListTagsForResource',
    athena.listTagsForResource({ ResourceARN }),
    {},
  );
  return isMarked(Tags);
}

async function readWorkgroup(finding: Finding, name: string, madeBy: Found['madeBy'], users: readonly string[]): Promise<OwnWorkgroup> {
  const { athena, unlessDenied } = finding;
  const { WorkGroup: group } = await unlessDenied<{ WorkGroup?: WorkGroup | undefined }>(
    'athena:GetWorkGroup',
    athena.getWorkGroup({ WorkGroup: name }),
    {},
  );
  const ids = await unlessDenied('athena:ListQueryExecutions', executionIds(athena, name), null);
  const executions = ids === null ? [] : await unlessDenied('athena:BatchGetQueryExecution', readExecutions(athena, ids), []);
  // Athena does not tell of every execution that it lists; those are in the workgroup all the same.
  const told = new Map(executions.map((execution) => [execution.QueryExecutionId ?? '', execution]));
  const namedQueries = await unlessDenied('athena:ListNamedQueries', namedQueryIds(athena, name), null);
  return {
    name,
    madeBy,
    location: group?.Configuration?.ResultConfiguration?.OutputLocation ?? null,
    executions: (ids ?? []).map((id) => ({
      id,
      output: told.get(id)?.ResultConfiguration?.OutputLocation ?? null,
      isRunning: told.get(id)?.Status?.State === 'QUEUED' || told.get(id)?.Status?.State === 'RUNNING',
    })),
    namedQueries,
    isReadWhole: ids !== null && namedQueries !== null,
    users,
  };
}

export async function executionIds(athena: Pick<AthenaApi, 'listQueryExecutions'>, WorkGroup: string): Promise<readonly string[]> {
  return allPages<string>(async (NextToken) => {
    const page = await athena.listQueryExecutions({ WorkGroup, MaxResults: BATCH, ...(NextToken === undefined ? {} : { NextToken }) });
    return { items: page.QueryExecutionIds, next: page.NextToken };
  }, 100_000);
}

export async function namedQueryIds(athena: Pick<AthenaApi, 'listNamedQueries'>, WorkGroup: string): Promise<readonly string[]> {
  return allPages<string>(async (NextToken) => {
    const page = await athena.listNamedQueries({ WorkGroup, MaxResults: BATCH, ...(NextToken === undefined ? {} : { NextToken }) });
    return { items: page.NamedQueryIds, next: page.NextToken };
  });
}

export async function readExecutions(
  athena: Pick<AthenaApi, 'batchGetQueryExecution'>,
  ids: readonly string[],
): Promise<readonly QueryExecution[]> {
  const all: QueryExecution[] = [];
  for (let from = 0; from < ids.length; from += BATCH) {
    const { QueryExecutions = [] } = await athena.batchGetQueryExecution({ QueryExecutionIds: ids.slice(from, from + BATCH) });
    all.push(...QueryExecutions);
  }
  return all;
}

/** Items of the queries that run now, and of the workgroups themselves with their contents as lists. */
export async function workgroupItems(finding: Finding, workgroups: readonly OwnWorkgroup[]): Promise<readonly Found[]> {
  const items: Found[] = [];
  for (const { name, madeBy, executions, namedQueries, isReadWhole, users } of workgroups) {
    const running = executions.filter(({ isRunning }) => isRunning).map(({ id }) => id);
    const inUse = users.length > 0 ? [{ code: 'used_elsewhere' as const, about: users.join(', ') }] : [];
    if (running.length > 0) {
      items.push(
        found(
          finding,
          'queries',
          { kind: 'queries', workgroup: name, executionIds: running },
          { identity: name, count: running.length, madeBy, notes: inUse },
        ),
      );
    }
    const target = { kind: 'workgroup' as const, workgroup: name };
    const notes = isReadWhole ? inUse : [...inUse, { code: 'holds_more' as const, about: name }];
    const item = found(finding, 'workgroup', target, {
      identity: name,
      count: executions.length + (namedQueries?.length ?? 0),
      madeBy,
      notes,
    });
    const list = finding.lists.create<ListedContent>(finding.cleanupId, item.id);
    for (const { id } of executions) await list.write({ execution: id });
    for (const id of namedQueries ?? []) await list.write({ namedQuery: id });
    await list.close();
    items.push(item);
  }
  return items;
}
