/** The queries that a workgroup keeps under names: AWS's predefined ones for flow logs, and its people's own. */
import type { AthenaRef } from '../../../preload/contract/query.ts';
import type { NamedQuery } from '../../../preload/contract/saved-query.ts';
import type { AwsClients } from '../../aws/clients.ts';
import { workgroupOf } from '../../flowlogs/athena-defaults.ts';

/** Both calls take 50 at once and five a second: more than this is looked for in Athena. */
const PAGE = 50;
const MOST_PAGES = 10;

/** By name. @throws AppError of AWS's codes */
export async function namedQueries(
  ref: Pick<AthenaRef, 'profile' | 'region' | 'workgroup'>,
  clients: AwsClients,
  signal?: AbortSignal,
): Promise<readonly NamedQuery[]> {
  const athena = clients.athena(ref);
  const found: NamedQuery[] = [];
  let next: string | undefined;
  for (let count = 0; count < MOST_PAGES; count++) {
    const page = next === undefined ? {} : { NextToken: next };
    const { NamedQueryIds = [], NextToken } = await athena.listNamedQueries(
      { WorkGroup: workgroupOf(ref), MaxResults: PAGE, ...page },
      signal,
    );
    // One that was deleted in between comes back as unprocessed: it is no longer there.
    const { NamedQueries = [] } = NamedQueryIds.length === 0 ? {} : await athena.batchGetNamedQuery({ NamedQueryIds }, signal);
    for (const { NamedQueryId: id, Name: name, Description: description, Database: database, QueryString: sql } of NamedQueries) {
      if (id && name && sql) found.push({ id, name, description: description ?? '', database: database ?? '', sql });
    }
    next = NextToken;
    if (next === undefined) break;
  }
  return found.toSorted((a, b) => a.name.localeCompare(b.name));
}
