/** Tables of the flow logs, and the databases that were made for them. */

import { projectionOf } from '../../../flowlogs/partition-projection.ts';
import { listPartitions } from '../../../sources/athena/list-partitions.ts';
import { TooManyError } from '../../../sources/athena/object-sizes.ts';
import { CATALOG_MARK } from '../../marks.ts';
import type { Found } from '../cleanup-target.ts';
import { flowLogOfDatabase } from '../integration-names.ts';
import { type CatalogDatabase, type CatalogTable, flowLogOf } from './catalog.ts';
import { type Finding, found } from './finding.ts';

/**
 * Tables of these flow logs and the databases that hold them. What a stack made goes with the stack, and is not listed
 * again; what else lies in the stack's databases is, because it would go as well.
 */
export async function findCatalog(finding: Finding, stacks: readonly Found[]): Promise<readonly Found[]> {
  const { ids, catalog, glue } = finding;
  const resources = stacks.flatMap(({ target }) => (target.kind === 'stack' ? target.resources : []));
  const inStack = (type: string, name: string) =>
    resources.some((each) => each.type === type && each.physicalId.split('|').at(-1) === name);
  const isOfStack = ({ database, table }: CatalogTable) => inStack('AWS::Glue::Database', database) && inStack('AWS::Glue::Table', table);
  const databases = catalog.filter(
    ({ name, mark, tables }) =>
      ids.has(flowLogOfDatabase(name) ?? '') || ids.has(mark ?? '') || (tables ?? []).some((table) => ids.has(flowLogOf(table) ?? '')),
  );
  // One that Nagare made for another flow log is this one's as well, once its table lies in it.
  const isOwnDatabase = ({ name, mark, tables }: CatalogDatabase): boolean =>
    ids.has(flowLogOfDatabase(name) ?? '') ||
    ids.has(mark ?? '') ||
    (mark !== null && (tables ?? []).some((table) => ids.has(flowLogOf(table) ?? '')));
  const items: Found[] = [];
  const listed = new Set<CatalogTable>();
  for (const database of databases) {
    const { name, tables } = database;
    const isOwn = isOwnDatabase(database);
    for (const table of tables ?? []) {
      const isMeant = ids.has(flowLogOf(table) ?? '');
      // One of another flow log belongs to that one, and keeps the database.
      if (isOfStack(table) || !(isMeant || (isOwn && flowLogOf(table) === null))) continue;
      listed.add(table);
      const partitions = await partitionCount(glue, table);
      items.push(
        found(
          finding,
          'table',
          { kind: 'table', database: name, table: table.table, location: table.location, createdAt: table.createdAt },
          {
            identity: `${name}.${table.table}`,
            count: partitions,
            madeBy: !isMeant ? 'other' : table.parameters[CATALOG_MARK] === undefined ? 'aws' : 'nagare',
          },
        ),
      );
    }
  }
  for (const database of databases) {
    const { name, mark, tables } = database;
    if (!isOwnDatabase(database) || inStack('AWS::Glue::Database', name)) continue;
    const others = (tables ?? []).filter((table) => !(listed.has(table) && ids.has(flowLogOf(table) ?? '')));
    const holds = tables === null ? name : others.map(({ table }) => `${name}.${table}`).join(', ');
    items.push(
      found(
        finding,
        'database',
        { kind: 'database', database: name },
        {
          identity: name,
          count: tables?.length ?? null,
          madeBy: mark === null ? 'aws' : 'nagare',
          notes: holds === '' ? [] : [{ code: 'holds_more', about: holds }],
        },
      ),
    );
  }
  return items;
}

/** NULL: none are kept, or nobody tells how many. */
async function partitionCount(glue: Finding['glue'], { database, table, isPartitioned, parameters }: CatalogTable): Promise<number | null> {
  if (!isPartitioned || projectionOf(parameters) !== null) return null;
  const ref = { kind: 'athena' as const, profile: null, region: null, workgroup: null, catalog: null, database, table };
  try {
    return (await listPartitions(ref, glue)).length;
  } catch (error) {
    if (error instanceof TooManyError) return null;
    throw error;
  }
}
