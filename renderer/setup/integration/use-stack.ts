import { useEffect, useRef } from 'react';
import type { Stack } from '../../../preload/contract/integration.ts';
import type { Place } from '../../../preload/contract/setup.ts';
import { type Answer, useOperation } from '../../api/use-operation.ts';

const EVERY_MS = 2000;

/** A stack that is being made, asked for every two seconds until it is at its end; its end is told once. */
export function useStack(place: Place, stackId: string | null, onEnd: () => void): Answer<Stack> {
  const answer = useOperation('setup.stack', stackId === null ? null : { place, stackId });
  const { value, error, loading, reload } = answer;
  const isUnderWay = value?.state === 'under_way';
  useEffect(() => {
    // What cannot be asked now is asked again: the stack goes on.
    if (stackId === null || loading || (!isUnderWay && error === null)) return;
    const timer = setTimeout(reload, EVERY_MS);
    return () => clearTimeout(timer);
  }, [stackId, loading, isUnderWay, error, reload]);

  const told = useRef<string | null>(null);
  useEffect(() => {
    if (value === null || value.state === 'under_way' || told.current === value.id) return;
    told.current = value.id;
    onEnd();
  });
  return answer;
}
