import { formatClock, formatEpoch } from '../../../main/flowlogs/time.ts';
import type { Arrivals } from '../../../preload/contract/setup.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { texts } from '../texts.ts';

/** The newest hour has one. */
const EACH_MARK = 4;
const HOUR = 3600;
/** The last day, as it says above: what is newest stands at its right end. */
const FEWEST = 24;

/** A bar for each hour, as high as its bytes; an hour without files keeps its place. */
export function ArrivalBars({ hours: known, zone }: { readonly hours: Arrivals['hours']; readonly zone: string }) {
  const t = useTexts(texts);
  const format = useFormat();
  const hours = withEarlier(known);
  if (hours.length === 0) return null;
  const most = Math.max(1, ...hours.map(({ bytes }) => bytes));
  const files = hours.reduce((sum, hour) => sum + hour.files, 0);
  const bytes = hours.reduce((sum, hour) => sum + hour.bytes, 0);
  const spoken = t.hoursSpoken(format.number(files), format.bytes(bytes), format.number(hours.filter((hour) => hour.files > 0).length));
  return (
    <div role="img" aria-label={`${t.hoursTitle}: ${spoken}`}>
      <div className="arrival-bars">
        {hours.map((hour) => (
          <div
            key={hour.at}
            className="arrival-bar"
            data-none={hour.files === 0}
            title={t.hourSaid(formatEpoch(hour.at, zone).slice(0, 16), format.number(hour.files), format.bytes(hour.bytes))}
          >
            <span style={{ height: `${Math.round((hour.bytes / most) * 100)}%` }} />
          </div>
        ))}
      </div>
      <div className="arrival-marks mono">
        {hours.map((hour, at) => (
          <span key={hour.at}>{(hours.length - 1 - at) % EACH_MARK === 0 ? formatClock(hour.at, zone) : ''}</span>
        ))}
      </div>
    </div>
  );
}

/** Of before it was made a flow log has no file. */
function withEarlier(hours: Arrivals['hours']): Arrivals['hours'] {
  const [first] = hours;
  if (!first) return hours;
  const missing = Math.max(0, FEWEST - hours.length);
  return [...Array.from({ length: missing }, (_, index) => ({ at: first.at - (missing - index) * HOUR, files: 0, bytes: 0 })), ...hours];
}
