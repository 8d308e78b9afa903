import { useEffect, useRef } from 'react';
import type { EventName } from '../../preload/contract/operations.ts';
import type { EventPayload } from './client.ts';
import { useClient } from './client-context.tsx';

/** Calls the latest `listener` for every event of that name while the component is there. */
export function useEvent<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): void {
  const client = useClient();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => client.onEvent(name, (payload) => latest.current(payload)), [client, name]);
}
