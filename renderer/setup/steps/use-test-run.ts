import { useEffect, useState } from 'react';
import type { Run } from '../../../preload/contract/run.ts';
import { useClient } from '../../api/client-context.tsx';
import { useEvent } from '../../api/use-event.ts';

export interface TestRun {
  readonly run: Run | null;
  readonly set: (run: Run) => void;
}

/** The run that tried the table, as it is now. @param runId NULL: none yet */
export function useTestRun(runId: string | null): TestRun {
  const client = useClient();
  const [run, setRun] = useState<Run | null>(null);
  useEvent('run.changed', (changed) => {
    if (changed.id === runId) setRun(changed);
  });
  useEffect(() => {
    if (runId === null) return setRun(null);
    // It may have been deleted in the history: then there was no test.
    client.request('run.read', { runId }).then(setRun, () => setRun(null));
  }, [client, runId]);
  return { run, set: setRun };
}
