import type { Room } from '../../preload/contract/settings.ts';
import { useEvent } from '../api/use-event.ts';
import { useOperation } from '../api/use-operation.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { RoomRuns } from './room-runs.tsx';
import { texts } from './texts.ts';

/** Under a limit that holds: how much is stored, and whose rows go next by themselves. */
export function RoomNext({ room }: { readonly room: Room }) {
  const t = useTexts(texts);
  const format = useFormat();
  const { value, reload } = useOperation('room.next', {});
  useEvent('history.changed', reload);
  useEvent('room.freed', reload);
  useEvent('run.changed', ({ state }) => state === 'saved' && reload());
  const label = room.keep === 'days' ? t.nextByDays : t.nextByRoom;
  return (
    <>
      <span role="status">{value ? t.sentences([t.isKept, t.stored(format.bytes(value.storedBytes))]) : t.isKept}</span>
      {value && value.next.length > 0 && (
        <>
          <span className="muted">{label}</span>
          <RoomRuns label={label} runs={value.next} />
        </>
      )}
    </>
  );
}
