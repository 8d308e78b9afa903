/** What is there already of all that a table of Nagare's is made with. Only reads. */
import type { TableChoice, WorkgroupSettings } from '../../../preload/contract/integration.ts';
import { AppError } from '../../app-error.ts';
import type { AthenaApi } from '../../aws/athena-api.ts';
import type { GlueApi } from '../../aws/glue-api.ts';
import { CATALOG_MARK } from '../marks.ts';
import type { SetupContext } from '../setup-context.ts';
import { extensionOf, type TableExtension } from './extend-table.ts';
import { listDatabases } from './list-tables.ts';
import type { TableDefinition } from './own-table.ts';

export interface Present {
  /** NULL: there is none of the name. */
  readonly workgroup: WorkgroupSettings | null;
  readonly database: boolean;
  /** NULL: there is none of the name. */
  readonly table: PresentTable | null;
}

export interface PresentTable {
  /** As the catalogue has them. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Of the catalogue that it is in; NULL: Glue does not say. */
  readonly account: string | null;
  readonly extension: TableExtension;
}

/** @throws AppError `name_in_use` for another table of the name, and AWS's codes */
export async function presentOf(
  { place, clients, now }: SetupContext,
  choice: Pick<TableChoice, 'workgroup' | 'database'>,
  definition: TableDefinition,
): Promise<Present> {
  const glue = clients.glue(place);
  const [workgroup, databases, table] = await Promise.all([
    presentWorkgroup(clients.athena(place), choice.workgroup),
    listDatabases(glue),
    presentTable(glue, definition, Math.floor(now() / 1000)),
  ]);
  return { workgroup, database: databases.includes(choice.database), table };
}

/** Where the results of statements are to go; NULL: the workgroup, or the one that is made as chosen, says. */
export function statementLocation({ workgroup }: Pick<Present, 'workgroup'>, choice: Pick<TableChoice, 'resultLocation'>): string | null {
  return workgroup === null || workgroup.keepsResults || workgroup.resultLocation !== null ? null : choice.resultLocation;
}

/** Unlike `workgroupSettings` of queries: one that may not be looked at is no reason to take it for missing. */
async function presentWorkgroup(athena: Pick<AthenaApi, 'getWorkGroup'>, name: string): Promise<WorkgroupSettings | null> {
  try {
    const settings = (await athena.getWorkGroup({ WorkGroup: name })).WorkGroup?.Configuration;
    return {
      bytesLimit: settings?.BytesScannedCutoffPerQuery ?? null,
      resultLocation: settings?.ResultConfiguration?.OutputLocation || null,
      keepsResults: settings?.ManagedQueryResultsConfiguration?.Enabled ?? false,
    };
  } catch (error) {
    // Athena has no code of its own for it.
    if (error instanceof AppError && /is not found/i.test(String(error.details.reason ?? ''))) return null;
    throw error;
  }
}

/** The very same table, whatever it projects: IF NOT EXISTS alone would take any table of that name for it. */
async function presentTable(
  glue: Pick<GlueApi, 'getTable'>,
  { database, table, columns, parameters, location }: TableDefinition,
  now: number,
): Promise<PresentTable | null> {
  try {
    const { Table } = await glue.getTable({ DatabaseName: database, Name: table });
    const found = (Table?.StorageDescriptor?.Columns ?? []).map((column) => `${column.Name} ${column.Type}`).join();
    const isSame =
      Table?.Parameters?.[CATALOG_MARK] === parameters[CATALOG_MARK] &&
      Table?.StorageDescriptor?.Location?.replace(/\/?$/, '/') === location &&
      found === columns.map(({ name, type }) => `${name} ${type}`).join();
    if (Table?.Parameters && isSame) {
      return {
        parameters: Table.Parameters,
        account: Table.CatalogId ?? null,
        extension: extensionOf(Table.Parameters, parameters, now),
      };
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'table_not_found') return null;
    throw error;
  }
  throw new AppError('name_in_use', `There is a table ${database}.${table} already, and it is another one. Choose another name.`, {
    details: { name: `${database}.${table}` },
  });
}
