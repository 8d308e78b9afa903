/** Names of workgroups, catalogs, databases and tables, as Athena lists them. */
import type { AthenaRef } from '../../../preload/contract/query.ts';
import { assertNever } from '../../../preload/contract/values.ts';
import type { AwsClients } from '../../aws/clients.ts';
import { catalogOf, databaseOf } from './defaults.ts';

export interface NamesRequest extends Omit<AthenaRef, 'kind' | 'table'> {
  readonly what: 'workgroups' | 'catalogs' | 'databases' | 'tables';
}

/** A list longer than this is typed into, not looked through. */
const MOST_PAGES = 40;

/** Sorted by name; workgroups that are switched off are left out. @throws AppError of AWS's codes */
export async function listNames(request: NamesRequest, clients: AwsClients): Promise<readonly string[]> {
  const athena = clients.athena(request);
  const group = request.workgroup === null ? {} : { WorkGroup: request.workgroup };
  const names = await allPages(async (page): Promise<Page> => {
    switch (request.what) {
      case 'workgroups': {
        const { WorkGroups = [], NextToken: next } = await athena.listWorkGroups({ ...page });
        return { names: WorkGroups.filter((each) => each.State !== 'DISABLED').map((each) => each.Name), next };
      }
      case 'catalogs': {
        const { DataCatalogsSummary = [], NextToken: next } = await athena.listDataCatalogs({ ...group, ...page });
        return { names: DataCatalogsSummary.map((each) => each.CatalogName), next };
      }
      case 'databases': {
        const { DatabaseList = [], NextToken: next } = await athena.listDatabases({ CatalogName: catalogOf(request), ...group, ...page });
        return { names: DatabaseList.map((each) => each.Name), next };
      }
      case 'tables': {
        const { TableMetadataList = [], NextToken: next } = await athena.listTableMetadata({
          CatalogName: catalogOf(request),
          DatabaseName: databaseOf(request),
          ...group,
          ...page,
        });
        return { names: TableMetadataList.map((each) => each.Name), next };
      }
      default:
        return assertNever(request.what);
    }
  });
  return names.toSorted((a, b) => a.localeCompare(b));
}

interface Page {
  readonly names: readonly (string | undefined)[];
  readonly next: string | undefined;
}

async function allPages(read: (page: { readonly NextToken?: string }) => Promise<Page>): Promise<readonly string[]> {
  const found: string[] = [];
  let next: string | undefined;
  for (let count = 0; count < MOST_PAGES; count++) {
    const page = await read(next === undefined ? {} : { NextToken: next });
    found.push(...page.names.filter((name) => name !== undefined));
    next = page.next;
    if (next === undefined) break;
  }
  return found;
}
