import type { OperationOutput } from '../../preload/contract/operations.ts';
import { useEvent } from './use-event.ts';
import { useOperation } from './use-operation.ts';

/** What of the stored rows goes next by itself, as it is now; NULL: not known yet. */
export function useRoomNext(): OperationOutput<'room.next'> | null {
  const { value, reload } = useOperation('room.next', {});
  useEvent('history.changed', reload);
  useEvent('room.freed', reload);
  // One that came, or was pinned.
  useEvent('run.changed', ({ state }) => state === 'saved' && reload());
  return value;
}
