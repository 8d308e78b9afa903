import type { Room } from '../../preload/contract/settings.ts';
import { useRoomNext } from '../api/use-room-next.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { RoomRuns } from './room-runs.tsx';
import { texts } from './texts.ts';

/** Under a limit that holds: how much is stored, and whose rows go next by themselves. */
export function RoomNext({ room }: { readonly room: Room }) {
  const t = useTexts(texts);
  const format = useFormat();
  const value = useRoomNext();
  const label = room.keep === 'days' ? t.nextByDays : t.nextByRoom;
  return (
    <>
      <span role="status">{value ? format.sentences([t.isKept, t.stored(format.bytes(value.storedBytes))]) : t.isKept}</span>
      {value && value.next.length > 0 && (
        <>
          <span className="muted">{label}</span>
          <RoomRuns label={label} runs={value.next} />
        </>
      )}
    </>
  );
}
