import { useCallback, useEffect, useRef, useState } from 'react';
import type { WireError } from '../../preload/contract/errors.ts';
import type { Run } from '../../preload/contract/run.ts';
import { useClient } from '../api/client-context.tsx';
import { wireErrorOf } from '../api/request-error.ts';
import { useEvent } from '../api/use-event.ts';

const PAGE = 100;

export interface RunsAnswer {
  readonly runs: readonly Run[];
  /** Runs that match, as far as they were counted. */
  readonly total: number;
  /** There are more than `total`. */
  readonly more: boolean;
  readonly allRuns: number;
  readonly resultBytes: number;
}

export interface Runs {
  /** NULL before the first answer; then the last one, until the next is here. */
  readonly answer: RunsAnswer | null;
  readonly error: WireError | null;
  readonly more: () => void;
  readonly reload: () => void;
}

/** The runs that match, newest first, page by page; read again when the history changes. */
export function useRuns(search: string, filter: 'all' | 'pinned' | 'failed'): Runs {
  const client = useClient();
  const [answer, setAnswer] = useState<RunsAnswer | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [limit, setLimit] = useState(PAGE);
  const round = useRef(0);

  const read = useCallback(async () => {
    const mine = ++round.current;
    try {
      const runs: Run[] = [];
      for (;;) {
        const page = await client.request('history.list', {
          search,
          filter,
          offset: runs.length,
          limit: Math.min(500, limit - runs.length),
        });
        if (mine !== round.current) return;
        runs.push(...page.runs);
        if (page.runs.length === 0 || runs.length >= Math.min(limit, page.total)) {
          setError(null);
          return setAnswer({ ...page, runs });
        }
      }
    } catch (thrown) {
      if (mine === round.current) setError(wireErrorOf(thrown));
    }
  }, [client, search, filter, limit]);

  useEffect(() => void read(), [read]);
  useEvent('history.changed', () => void read());
  useEvent('run.changed', (run) => {
    // One that is in the list changes in its place; a new one, or an end, changes counts too.
    setAnswer((before) => before && { ...before, runs: before.runs.map((each) => (each.id === run.id ? run : each)) });
    if (run.state === 'draft' || run.state === 'saved' || run.state === 'failed' || run.state === 'cancelled') void read();
  });

  return { answer, error, more: () => setLimit((n) => n + PAGE), reload: () => void read() };
}
