import { useCallback, useEffect, useState } from 'react';
import type { WireError } from '../../preload/contract/errors.ts';
import type { OperationInput } from '../../preload/contract/operations.ts';
import type { Job } from '../../preload/contract/run.ts';
import { useClient } from '../api/client-context.tsx';
import { wireErrorOf } from '../api/request-error.ts';
import { useEvent } from '../api/use-event.ts';
import { type Paced, paceOf } from './export-pace.ts';

export interface Exporting {
  readonly job: Job | null;
  /** Asked for, and nothing heard yet: the save dialog may be open. */
  readonly isStarting: boolean;
  readonly error: WireError | null;
  /** NULL: nobody knows yet. */
  readonly leftMs: number | null;
  readonly start: (request: OperationInput<'export.start'>) => void;
  readonly cancel: () => void;
  readonly reset: () => void;
  /** Opens the finished file, or shows it in its folder. */
  readonly reveal: (how: 'open' | 'folder') => void;
}

/** One export, from the wish to the file. */
export function useExport(): Exporting {
  const client = useClient();
  const [job, setJob] = useState<Job | null>(null);
  const [isStarting, setStarting] = useState(false);
  const [error, setError] = useState<WireError | null>(null);

  const [paced, setPaced] = useState<Paced | null>(null);

  useEvent('job.changed', (next) => {
    setJob((before) => (before?.id === next.id ? next : before));
    setPaced((before) => paceOf(before, next, Date.now()));
  });

  // The browser window gets its file by an address that works once.
  const download = job?.state === 'done' ? job.download : null;
  useEffect(() => {
    if (download === null) return;
    const link = document.createElement('a');
    link.href = download;
    link.download = '';
    link.click();
  }, [download]);

  const start = useCallback(
    (request: OperationInput<'export.start'>) => {
      setJob(null);
      setPaced(null);
      setError(null);
      setStarting(true);
      client
        .request('export.start', request)
        .then(
          (answer) => setJob(answer.job),
          (thrown) => setError(wireErrorOf(thrown)),
        )
        .finally(() => setStarting(false));
    },
    [client],
  );
  const cancel = useCallback(() => {
    // It may be over by now: then there is nothing to cancel.
    if (job) void client.request('export.cancel', { jobId: job.id }).catch(() => undefined);
  }, [client, job]);
  const reset = useCallback(() => {
    setJob(null);
    setError(null);
  }, []);

  const reveal = (how: 'open' | 'folder') => {
    setError(null);
    if (job) client.request('export.reveal', { jobId: job.id, how }).catch((thrown: unknown) => setError(wireErrorOf(thrown)));
  };

  const leftMs = paced !== null && paced.jobId === job?.id ? paced.leftMs : null;
  return { job, isStarting, error: error ?? job?.error ?? null, leftMs, start, cancel, reset, reveal };
}
