/** Databases and tables of the catalogue, with the marks that they carry. */
import type { Database, Table } from '@aws-sdk/client-glue';
import type { GlueApi } from '../../../aws/glue-api.ts';
import { bounded } from '../../../jobs/bounded.ts';
import { allPages } from '../../all-pages.ts';
import { WORKGROUP_PARAMETER } from '../../integration/own-table.ts';
import { CATALOG_MARK } from '../../marks.ts';
import { flowLogOfTable } from '../integration-names.ts';
import type { Reading } from './reading.ts';

export interface CatalogTable {
  readonly database: string;
  readonly table: string;
  readonly location: string;
  readonly isPartitioned: boolean;
  /** ISO 8601; NULL: Glue does not say. */
  readonly createdAt: string | null;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface CatalogDatabase {
  readonly name: string;
  /** The flow log that Nagare made it for; NULL: it did not make it. */
  readonly mark: string | null;
  /** NULL: they may not be read. */
  readonly tables: readonly CatalogTable[] | null;
}

export type Catalog = readonly CatalogDatabase[];

const WIDTH = 4;

/** @throws AppError of AWS's codes; tables that are denied are told by `reading` */
export async function readCatalog(glue: Pick<GlueApi, 'getDatabases' | 'getTables'>, reading: Reading): Promise<Catalog> {
  const databases = await allPages<Database>(async (NextToken) => {
    const page = await glue.getDatabases({ MaxResults: 100, ...(NextToken === undefined ? {} : { NextToken }) });
    return { items: page.DatabaseList, next: page.NextToken };
  });
  return bounded(databases, WIDTH, async ({ Name: name = '', Parameters: parameters = {} }) => {
    const tables = await reading.unlessDenied('glue:GetTables', tablesOf(glue, name), null);
    return { name, mark: parameters[CATALOG_MARK] ?? null, tables };
  });
}

export async function tablesOf(glue: Pick<GlueApi, 'getTables'>, database: string): Promise<readonly CatalogTable[]> {
  const tables = await allPages<Table>(async (NextToken) => {
    const page = await glue.getTables({ DatabaseName: database, MaxResults: 100, ...(NextToken === undefined ? {} : { NextToken }) });
    return { items: page.TableList, next: page.NextToken };
  });
  return tables.map((table) => ({
    database,
    table: table.Name ?? '',
    location: table.StorageDescriptor?.Location ?? '',
    createdAt: table.CreateTime?.toISOString() ?? null,
    isPartitioned: (table.PartitionKeys ?? []).length > 0,
    parameters: table.Parameters ?? {},
  }));
}

/** The flow log that a table was made for; NULL: neither Nagare nor AWS made it for one. */
export const flowLogOf = ({ parameters, table }: CatalogTable): string | null => parameters[CATALOG_MARK] ?? flowLogOfTable(table);

export const workgroupOf = ({ parameters }: CatalogTable): string | null => parameters[WORKGROUP_PARAMETER] ?? null;

/** Tables of flow logs that are not of the plan, or of none, which name a workgroup. */
export function tablesOfOthers(workgroup: string, { catalog, ids }: { readonly catalog: Catalog; readonly ids: ReadonlySet<string> }) {
  const users = catalog.flatMap(({ tables }) => tables ?? []).filter((table) => workgroupOf(table) === workgroup);
  return users.filter(({ parameters }) => !ids.has(parameters[CATALOG_MARK] ?? ''));
}
