import { useEffect } from 'react';
import type { Arrivals, Place } from '../../../preload/contract/setup.ts';
import { type Answer, useOperation } from '../../api/use-operation.ts';

const EVERY_MS = 30_000;

/** The files that have come, looked for again every 30 seconds while the window is in sight. */
export function useArrivals(about: { readonly place: Place; readonly flowLogId: string } | null): Answer<Arrivals> {
  const answer = useOperation('setup.arrivals', about);
  const { reload } = answer;
  const isAsked = about !== null;
  useEffect(() => {
    if (!isAsked) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), EVERY_MS);
    return () => clearInterval(timer);
  }, [isAsked, reload]);
  return answer;
}
