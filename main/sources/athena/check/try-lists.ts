/** What is convenient: lists to choose from, queries of the workgroup, executions that were. One entry of each is asked for. */
import { catalogOf, databaseOf, workgroupOf } from '../../../flowlogs/athena-defaults.ts';
import type { Checking } from './checking.ts';
import { lineOf } from './line.ts';

export async function tryLists({ ref, clients, arns, attempt, tell }: Checking): Promise<void> {
  const athena = clients.athena(ref);
  const group = { WorkGroup: workgroupOf(ref) };
  const one = { MaxResults: 1 };
  // Athena gives no fewer than two catalogs at a time.
  const two = { MaxResults: 2 };
  const catalog = { CatalogName: catalogOf(ref), ...group };
  const named = async () => {
    const listed = await attempt('named_list', arns.workgroup, (signal) => athena.listNamedQueries({ ...group, ...one }, signal));
    const id = listed?.NamedQueryIds?.[0];
    if (id === undefined) return tell(lineOf('named_read', arns.workgroup, 'untested', { note: listed ? 'no_named_query' : null }));
    await attempt('named_read', arns.workgroup, (signal) => athena.batchGetNamedQuery({ NamedQueryIds: [id] }, signal));
  };
  await Promise.all([
    attempt('executions_list', arns.workgroup, (signal) => athena.listQueryExecutions({ ...group, ...one }, signal)),
    named(),
    attempt('workgroups', '*', (signal) => athena.listWorkGroups({ ...one }, signal)),
    attempt('catalogs', '*', (signal) => athena.listDataCatalogs({ ...two }, signal)),
    attempt('databases', arns.catalog, (signal) => athena.listDatabases({ ...catalog, ...one }, signal)),
    attempt('tables', arns.catalog, (signal) => athena.listTableMetadata({ ...catalog, DatabaseName: databaseOf(ref), ...one }, signal)),
  ]);
}
