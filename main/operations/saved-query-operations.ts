/** Statements kept under names: the app's own, and those that a workgroup keeps. */
import type { AwsClients } from '../aws/clients.ts';
import type { SavedQueryStore } from '../history/saved-query-store.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { namedQueries } from '../sources/athena/named-queries.ts';

export interface SavedQueryParts {
  readonly saved: SavedQueryStore;
  readonly clients: AwsClients;
}

export function savedQueryOperations({ saved, clients }: SavedQueryParts) {
  return {
    'savedQuery.list': ({ source }) => ({ queries: [...saved.list(source)] }),
    'savedQuery.save': ({ source, name, sql, replace }) => saved.save(source, name, sql, replace),
    'savedQuery.rename': ({ id, name, source }) => saved.rename(id, name, source),
    'savedQuery.delete': ({ id }) => {
      saved.remove(id);
      return {};
    },
    'namedQuery.list': async (scope) => ({ queries: [...(await namedQueries(scope, clients))] }),
  } satisfies HandlersOf<'savedQuery' | 'namedQuery'>;
}
