import { useMemo } from 'react';
import { useRoomNext } from '../api/use-room-next.ts';

/** The runs whose rows soon go by themselves, with the days until then; NULL: once there is no room for more. */
export function useGoing(): ReadonlyMap<string, number | null> {
  const value = useRoomNext();
  return useMemo(() => new Map(value?.soon.map(({ runId, inDays }) => [runId, inDays])), [value]);
}
