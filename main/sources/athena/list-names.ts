/** Names of workgroups, catalogs, databases and tables, as Athena lists them: a part of a long list, or what a search finds in it. */
import type { AthenaRef } from '../../../preload/contract/query.ts';
import { assertNever } from '../../../preload/contract/values.ts';
import { AppError } from '../../app-error.ts';
import type { AwsClients } from '../../aws/clients.ts';
import { catalogOf, databaseOf } from '../../flowlogs/athena-defaults.ts';
import type { Keep } from './kept.ts';

export interface NamesRequest extends Omit<AthenaRef, 'kind' | 'table'> {
  readonly what: 'workgroups' | 'catalogs' | 'databases' | 'tables';
  /** Only names that contain it, in any case. */
  readonly search: string;
}

export interface Names {
  /** Sorted. */
  readonly names: string[];
  /** There are more than these. */
  readonly more: boolean;
}

/** Of 50 names each, which is the most that Athena gives: a thousand tables are typed into, not looked through. */
const TABLE_PAGES = 20;
/** Lists that Athena cannot search are looked through here. */
const OTHER_PAGES = 100;
const MOST_SHOWN = 1000;
/** A dialog is open for some minutes, in which it asks again with every search. */
const FRESH_MS = 30_000;

/** Workgroups that are switched off are left out. @throws AppError of AWS's codes */
export async function listNames(request: NamesRequest, clients: AwsClients, keep: Keep): Promise<Names> {
  const { profile, region, workgroup, catalog, database, what } = request;
  const search = request.search.trim().toLowerCase();
  // Tables alone can be searched where they are.
  const asked = what === 'tables' ? search : '';
  const key = `names ${JSON.stringify([what, profile, region, workgroup, catalog, database, asked])}`;
  const { names, more } = await keep(key, FRESH_MS, () =>
    what === 'tables' ? listTables(request, search, clients) : listOther(request, clients),
  );
  const found = names.filter((name) => name.toLowerCase().includes(search)).toSorted((a, b) => a.localeCompare(b));
  return { names: found.slice(0, MOST_SHOWN), more: more || found.length > MOST_SHOWN };
}

async function listOther(request: NamesRequest, clients: AwsClients): Promise<Names> {
  const athena = clients.athena(request);
  const group = request.workgroup === null ? {} : { WorkGroup: request.workgroup };
  return pages(OTHER_PAGES, async (page): Promise<Page> => {
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
      case 'tables':
        return { names: [], next: undefined };
      default:
        return assertNever(request.what);
    }
  });
}

/** A search goes to the catalogue; where that cannot search (a connector), the first pages are looked through. */
async function listTables(request: NamesRequest, search: string, clients: AwsClients): Promise<Names> {
  const athena = clients.athena(request);
  const place = {
    CatalogName: catalogOf(request),
    DatabaseName: databaseOf(request),
    ...(request.workgroup === null ? {} : { WorkGroup: request.workgroup }),
  };
  const listed = (expression: string | null) =>
    pages(TABLE_PAGES, async (page) => {
      const input = { ...place, ...(expression === null ? {} : { Expression: expression }), ...page };
      const { TableMetadataList = [], NextToken: next } = await athena.listTableMetadata(input);
      return { names: TableMetadataList.map((each) => each.Name), next };
    });
  const expression = tableExpression(search);
  if (expression === null) return listed(null);
  return listed(expression).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'aws_error') return listed(null);
    throw error;
  });
}

/**
 * The pattern by which the catalogue finds names that contain a text; NULL: none is needed, or none can be made.
 * Athena's reference calls it a regular expression, clients of Glue write `text*`: under either reading the first
 * branch or the last finds names that begin with it, and as a regular expression the last those that contain it.
 */
export function tableExpression(search: string): string | null {
  if (!/^[\p{L}\p{N}_-]+$/u.test(search)) return null;
  return `${search}*|.*${search}.*`;
}

interface Page {
  readonly names: readonly (string | undefined)[];
  readonly next: string | undefined;
}

async function pages(most: number, read: (page: { readonly NextToken?: string }) => Promise<Page>): Promise<Names> {
  const names: string[] = [];
  let next: string | undefined;
  for (let count = 0; count < most; count++) {
    const page = await read(next === undefined ? {} : { NextToken: next });
    names.push(...page.names.filter((name) => name !== undefined));
    next = page.next;
    if (next === undefined) break;
  }
  return { names, more: next !== undefined };
}
