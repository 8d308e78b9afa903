import { useCallback, useEffect, useState } from 'react';
import type { WireError } from '../../preload/contract/errors.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../preload/contract/operations.ts';
import { useClient } from './client-context.tsx';
import { wireErrorOf } from './request-error.ts';

export interface Answer<T> {
  /** The last value; while a new one is under way for another input it is null, for the same input (reload) it stays. */
  readonly value: T | null;
  readonly error: WireError | null;
  readonly loading: boolean;
  /** Asks again. */
  readonly reload: () => void;
}

interface Kept<T> {
  readonly key: string;
  readonly value: T | null;
  readonly error: WireError | null;
  readonly loading: boolean;
}

/**
 * Asks an operation that reads, again whenever its input changes; a late answer to an old input is dropped.
 * @param input NULL: nothing is asked.
 */
export function useOperation<N extends OperationName>(name: N, input: OperationInput<N> | null): Answer<OperationOutput<N>> {
  const client = useClient();
  const key = JSON.stringify(input);
  const [round, setRound] = useState(0);
  const [kept, setKept] = useState<Kept<OperationOutput<N>> | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is `input` by value; `round` asks again.
  useEffect(() => {
    if (input === null) return;
    let current = true;
    setKept((before) => (before?.key === key ? { ...before, loading: true } : { key, value: null, error: null, loading: true }));
    client.request(name, input).then(
      (value) => current && setKept({ key, value, error: null, loading: false }),
      (thrown) => current && setKept({ key, value: null, error: wireErrorOf(thrown), loading: false }),
    );
    return () => {
      current = false;
    };
  }, [client, name, key, round]);

  const needsSignIn = kept?.error?.code === 'sign_in_needed';
  useEffect(() => {
    if (!needsSignIn) return;
    return client.onEvent('signIn.changed', ({ step }) => step === 'done' && setRound((n) => n + 1));
  }, [client, needsSignIn]);

  const reload = useCallback(() => setRound((n) => n + 1), []);
  if (input === null) return { value: null, error: null, loading: false, reload };
  if (kept?.key !== key) return { value: null, error: null, loading: true, reload };
  return { value: kept.value, error: kept.error, loading: kept.loading, reload };
}
