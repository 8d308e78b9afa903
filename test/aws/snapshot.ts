/** What exists in the account, plain and comparable: what a test holds before against after. Past executions are no things. */
import type { AccountState } from './account-state.ts';
import type { Stacks } from './stacks/stacks.ts';

export type Snapshot = ReturnType<typeof snapshotOf>;

export function snapshotOf(state: AccountState, stacks: Stacks) {
  const { catalog, buckets, store, flowLogs, workgroups, namedQueries, logGroups } = state;
  return {
    flowLogs: flowLogs
      .all()
      .map(({ id, region, resourceId, destination }) => ({ id, region, resourceId, destination: destination ?? null })),
    stacks: stacks
      .all()
      .filter(({ deletedAt }) => deletedAt === null)
      .map(({ name, region, status }) => ({ name, region, status })),
    workgroups: workgroups.all().map((group) => ({
      ...group,
      namedQueries: namedQueries.filter(({ workgroup }) => workgroup === group.name).length,
    })),
    databases: catalog.databases.map((name) => ({
      name,
      tables: catalog.tablesOf(name).map((table) => ({ name: table.name, partitions: table.partitions.length })),
    })),
    buckets: buckets.all().map(({ name, region, policy, settings }) => ({
      name,
      region,
      policy,
      settings: Object.fromEntries(settings),
      versions: store.versions(name, '').map(({ key, versionId, isMarker }) => ({ key, versionId, isMarker })),
      uploads: [...store.uploads(name).values()].map(({ key }) => key),
    })),
    logGroups: logGroups.all(),
    roles: [...state.roles.keys()].sort(),
    functions: [...state.functions.keys()].sort(),
    permissions: [...state.permissions.keys()].sort(),
    rules: [...state.rules.keys()].sort(),
  };
}
