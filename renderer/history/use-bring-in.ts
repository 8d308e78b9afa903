import { useState } from 'react';
import type { BringIn, BringInRequest } from '../../preload/contract/bring-in.ts';
import { useClient } from '../api/client-context.tsx';
import { wireErrorOf } from '../api/request-error.ts';
import { useEvent } from '../api/use-event.ts';

export interface BringingIn {
  /** What is under way, or came of the last one until it is dismissed. */
  readonly current: BringIn | null;
  readonly start: (request: Omit<BringInRequest, 'id'>) => void;
  readonly stop: () => void;
  readonly dismiss: () => void;
}

/** Goes on when the view is left, and is seen again when somebody comes back meanwhile: it is all in the events. */
export function useBringIn(): BringingIn {
  const client = useClient();
  const [current, setCurrent] = useState<BringIn | null>(null);
  useEvent('bringIn.changed', setCurrent);

  return {
    current,
    start(request) {
      const id = crypto.randomUUID();
      client.request('history.bringIn', { id, ...request }).catch((thrown: unknown) => {
        const error = wireErrorOf(thrown);
        setCurrent((before) => (before?.id === id ? { ...before, state: 'failed', error } : { ...notBegun, id, error }));
      });
    },
    stop() {
      if (current) client.request('history.stopBringIn', { id: current.id }).catch(() => undefined);
    },
    dismiss: () => setCurrent(null),
  };
}

const notBegun: BringIn = {
  id: '',
  state: 'failed',
  workgroup: '',
  seen: 0,
  added: 0,
  known: 0,
  leftOut: { other: 0, failed: 0, underWay: 0, unread: 0 },
  reachedAt: null,
  share: 0,
  waitingFor: null,
  error: null,
};
