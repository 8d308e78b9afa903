import { useState } from 'react';
import type { WireError } from '../../../preload/contract/errors.ts';
import type { SourceRef } from '../../../preload/contract/query.ts';
import type { SavedQuery } from '../../../preload/contract/saved-query.ts';
import { useClient } from '../../api/client-context.tsx';
import { wireErrorOf } from '../../api/request-error.ts';
import { useOperation } from '../../api/use-operation.ts';

/** The saved queries, and what can be done with them. An action tells whether it was done; the last one that was not says why. */
export function useSavedQueries(source: SourceRef) {
  const client = useClient();
  const list = useOperation('savedQuery.list', { source });
  const [error, setError] = useState<WireError | null>(null);

  const after = async (act: Promise<unknown>): Promise<boolean> => {
    try {
      await act;
      setError(null);
      return true;
    } catch (thrown) {
      setError(wireErrorOf(thrown));
      return false;
    } finally {
      list.reload();
    }
  };

  return {
    queries: list.value?.queries ?? null,
    error: error ?? list.error,
    save: (name: string, sql: string, replace: boolean) => after(client.request('savedQuery.save', { source, name, sql, replace })),
    rename: (query: SavedQuery, name: string) => after(client.request('savedQuery.rename', { id: query.id, name, source })),
    remove: (query: SavedQuery) => after(client.request('savedQuery.delete', { id: query.id })),
  };
}
