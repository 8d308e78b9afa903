import { useMemo } from 'react';
import { useEvent } from '../api/use-event.ts';
import { useOperation } from '../api/use-operation.ts';

/** The runs whose rows soon go by themselves, with the days until then; NULL: once there is no room for more. */
export function useGoing(): ReadonlyMap<string, number | null> {
  const { value, reload } = useOperation('room.next', {});
  useEvent('history.changed', reload);
  useEvent('room.freed', reload);
  // One that came, or was pinned.
  useEvent('run.changed', ({ state }) => state === 'saved' && reload());
  return useMemo(() => new Map(value?.soon.map(({ runId, inDays }) => [runId, inDays])), [value]);
}
