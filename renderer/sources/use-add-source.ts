import { useState } from 'react';
import type { WireError } from '../../preload/contract/errors.ts';
import type { KnownSource, SourceRef } from '../../preload/contract/query.ts';
import { useClient } from '../api/client-context.tsx';
import { wireErrorOf } from '../api/request-error.ts';

/**
 * Keeps a source once it can be described; what is wrong is shown where it was typed.
 * @param before the source that is changed; NULL: one is added
 */
export function useAddSource(
  before: SourceRef | null,
  onAdd: (source: SourceRef) => void,
): {
  readonly isBusy: boolean;
  readonly error: WireError | null;
  readonly add: (known: KnownSource) => Promise<void>;
  /** What was typed has changed: the error is no longer of it. */
  readonly clear: () => void;
} {
  const client = useClient();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  return {
    isBusy,
    error,
    clear: () => setError(null),
    async add({ source, name }) {
      setBusy(true);
      setError(null);
      try {
        await client.request('source.describe', { source });
        await client.request('source.save', { source, name, before });
        onAdd(source);
      } catch (thrown) {
        setError(wireErrorOf(thrown));
        setBusy(false);
      }
    },
  };
}
