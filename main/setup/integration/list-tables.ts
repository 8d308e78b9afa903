/** Databases and tables of the catalogue, all of them: where a table reads from, no list can be searched by. */
import type { Database, Table } from '@aws-sdk/client-glue';
import { AppError } from '../../app-error.ts';
import type { GlueApi } from '../../aws/glue-api.ts';
import { bounded } from '../../jobs/bounded.ts';
import { allPages } from '../all-pages.ts';

const WIDTH = 4;

/** Names. @throws AppError of AWS's codes */
export async function listDatabases(glue: Pick<GlueApi, 'getDatabases'>): Promise<readonly string[]> {
  const databases = await allPages<Database>(async (NextToken) => {
    const page = await glue.getDatabases({ MaxResults: 100, ...(NextToken === undefined ? {} : { NextToken }) });
    return { items: page.DatabaseList, next: page.NextToken };
  });
  return databases.flatMap(({ Name }) => Name ?? []);
}

/** @throws AppError of AWS's codes */
export async function listTables(glue: Pick<GlueApi, 'getDatabases' | 'getTables'>): Promise<readonly Table[]> {
  const tables = await bounded(await listDatabases(glue), WIDTH, (DatabaseName) =>
    allPages<Table>(async (NextToken) => {
      const page = await glue.getTables({ DatabaseName, MaxResults: 100, ...(NextToken === undefined ? {} : { NextToken }) });
      return { items: page.TableList, next: page.NextToken };
    }).catch((error: unknown) => {
      // Deleted meanwhile, or governed by Lake Formation: others may be read.
      if (error instanceof AppError && /^(table_not_found|access_denied)$/.test(error.code)) return [];
      throw error;
    }),
  );
  return tables.flat();
}
