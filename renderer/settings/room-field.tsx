import { useState } from 'react';
import type { WireError } from '../../preload/contract/errors.ts';
import type { Room } from '../../preload/contract/settings.ts';
import { useClient } from '../api/client-context.tsx';
import { wireErrorOf } from '../api/request-error.ts';
import { useOperation } from '../api/use-operation.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { TextField } from '../ui/text-field.tsx';
import { RoomNext } from './room-next.tsx';
import { roomOf } from './room-of.ts';
import { RoomRuns } from './room-runs.tsx';
import { useSettings } from './settings-context.tsx';
import { texts } from './texts.ts';

/** How much of the stored rows stays. What is chosen holds only once a button has said yes to what goes. */
export function RoomField() {
  const t = useTexts(texts);
  const client = useClient();
  const { settings, roomSet } = useSettings();
  const set = settings.room;
  const [keep, setKeep] = useState(set.keep);
  const [gigabytes, setGigabytes] = useState(set.keep === 'gigabytes' ? String(set.gigabytes) : '20');
  const [days, setDays] = useState(set.keep === 'days' ? String(set.days) : '90');
  const [error, setError] = useState<WireError | null>(null);
  const [isFreeing, setFreeing] = useState(false);
  const room = roomOf(keep, keep === 'days' ? days : gigabytes);
  const isSet = JSON.stringify(room) === JSON.stringify(set);

  const free = async (next: Room) => {
    setFreeing(true);
    setError(null);
    try {
      await client.request('room.free', { room: next });
      roomSet(next);
    } catch (thrown) {
      setError(wireErrorOf(thrown));
    }
    setFreeing(false);
  };
  const choose = (next: Room['keep']) => {
    setKeep(next);
    // Keeping more takes nothing away: there is nothing to say yes to.
    if (next === 'all') void free({ keep: 'all' });
  };

  return (
    <div className="settings-room">
      <Segmented
        label={t.room}
        value={keep}
        onChange={choose}
        options={[
          { value: 'all', label: t.roomAll },
          { value: 'gigabytes', label: t.roomGigabytes },
          { value: 'days', label: t.roomDays },
        ]}
      />
      {keep !== 'all' && (
        <div className="settings-price">
          <TextField
            label={keep === 'days' ? t.days : t.gigabytes}
            hideLabel
            width={90}
            value={keep === 'days' ? days : gigabytes}
            onChange={keep === 'days' ? setDays : setGigabytes}
            problem={room === null ? (keep === 'days' ? t.daysProblem : t.gigabytesProblem) : null}
          />
          <span className="muted settings-unit">{keep === 'days' ? t.daysUnit : t.gigabytesUnit}</span>
        </div>
      )}
      {keep !== 'all' && !isSet && (
        <span className="ui-problem" role="status">
          {t.notInForce(wordsOf(set, t))}
        </span>
      )}
      {keep !== 'all' && room && (
        <Preview key={JSON.stringify([room, isSet, isFreeing])} room={room} isSet={isSet} isFreeing={isFreeing} onFree={free} />
      )}
      {error && <ErrorNote error={error} />}
      <span className="ui-hint">{t.roomHint}</span>
    </div>
  );
}

/** The limit that holds. */
function wordsOf(room: Room, t: (typeof texts)['en']): string {
  if (room.keep === 'all') return t.roomAll;
  return room.keep === 'days' ? `${room.days} ${t.daysUnit}` : `${room.gigabytes} ${t.gigabytesUnit}`;
}

function Preview({
  room,
  isSet,
  isFreeing,
  onFree,
}: {
  readonly room: Room;
  readonly isSet: boolean;
  readonly isFreeing: boolean;
  readonly onFree: (room: Room) => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const { value, error } = useOperation('room.preview', { room });
  if (error) return <ErrorNote error={error} />;
  if (!value) return null;
  if (isSet && value.runs === 0) return <RoomNext room={room} />;
  return (
    <>
      <div className="ui-row">
        <span role="status">{value.runs > 0 ? t.wouldGo(format.number(value.runs), format.bytes(value.bytes)) : t.nothingGoes}</span>
        <Button variant={value.runs > 0 ? 'danger' : 'quiet'} isDisabled={isFreeing} onPress={() => onFree(room)}>
          {value.runs > 0 ? t.free : t.keepTo}
        </Button>
      </div>
      {value.runs > 0 && <RoomRuns label={t.going} runs={value.going.map((run) => ({ run }))} more={value.runs - value.going.length} />}
    </>
  );
}
