import { useState } from 'react';
import type { WireError } from '../../preload/contract/errors.ts';
import { wireErrorOf } from '../api/request-error.ts';

export interface Asking {
  /** AWS is being asked. */
  readonly busy: boolean;
  /** Of the last time; gone with the next. */
  readonly error: WireError | null;
  /** What `act` throws is the error. Never rejects. */
  readonly ask: (act: () => Promise<void>) => Promise<void>;
}

/** One thing after the other that a dialog asks of AWS. */
export function useAsking(): Asking {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const ask = async (act: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await act();
    } catch (thrown) {
      setError(wireErrorOf(thrown));
    }
    setBusy(false);
  };
  return { busy, error, ask };
}
