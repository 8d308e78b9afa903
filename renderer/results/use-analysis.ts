import { useCallback, useEffect, useState } from 'react';
import type { WireError } from '../../preload/contract/errors.ts';
import type { OperationInput, OperationOutput } from '../../preload/contract/operations.ts';
import { useClient } from '../api/client-context.tsx';
import { wireErrorOf } from '../api/request-error.ts';

type AnalysisName = 'result.summary' | 'result.chart';

export interface Analysis<T> {
  /** NULL until the answer to this very question is here. */
  readonly value: T | null;
  readonly error: WireError | null;
  readonly reload: () => void;
}

/**
 * Asks for a summary or a chart once it is wanted, and lets it be made while something else is looked at. Another
 * question (the filters changed), or the end of the component, ends what is being made.
 */
export function useAnalysis<N extends AnalysisName>(name: N, input: OperationInput<N>, isWanted: boolean): Analysis<OperationOutput<N>> {
  const client = useClient();
  const key = JSON.stringify(input);
  const [wantedKey, setWantedKey] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const [kept, setKept] = useState<{ key: string; value: OperationOutput<N> | null; error: WireError | null } | null>(null);
  if (isWanted && wantedKey !== key) setWantedKey(key);
  const asked = wantedKey === key ? key : null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` is `input` by value; `round` asks again.
  useEffect(() => {
    if (asked === null) return;
    let isCurrent = true;
    let isOver = false;
    setKept((before) => (before?.key === asked && before.error === null ? before : null));
    client.request(name, input).then(
      (value) => {
        isOver = true;
        if (isCurrent) setKept({ key: asked, value, error: null });
      },
      (thrown) => {
        isOver = true;
        if (isCurrent) setKept({ key: asked, value: null, error: wireErrorOf(thrown) });
      },
    );
    return () => {
      isCurrent = false;
      // Where it is over by now there is nothing to end.
      if (!isOver) void client.request('result.stop', { runId: input.runId }).catch(() => undefined);
    };
  }, [client, name, asked, round]);

  const reload = useCallback(() => setRound((n) => n + 1), []);
  const current = kept?.key === key ? kept : null;
  return { value: current?.value ?? null, error: current?.error ?? null, reload };
}
