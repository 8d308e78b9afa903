import { useState } from 'react';
import type { WireError } from '../../preload/contract/errors.ts';
import type { ColumnRole, ResultColumn } from '../../preload/contract/result.ts';
import { useClient } from '../api/client-context.tsx';
import { wireErrorOf } from '../api/request-error.ts';

export interface Marks {
  readonly columns: readonly ResultColumn[];
  readonly error: WireError | null;
  /** Says what a column's numbers are, for all runs of the query. */
  readonly mark: (column: string, role: ColumnRole) => void;
}

/** The columns of a result, as they were read and as they were marked since. */
export function useMarks(runId: string, read: readonly ResultColumn[]): Marks {
  const client = useClient();
  const [marked, setMarked] = useState<readonly ResultColumn[] | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  return {
    columns: marked ?? read,
    error,
    mark(column, role) {
      client.request('columns.mark', { runId, column, role }).then(
        ({ columns }) => {
          setMarked(columns);
          setError(null);
        },
        (thrown: unknown) => setError(wireErrorOf(thrown)),
      );
    },
  };
}
