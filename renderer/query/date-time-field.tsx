import { fromAbsolute, type ZonedDateTime } from '@internationalized/date';
import { type ClipboardEvent, type FocusEvent, useRef, useState } from 'react';
import { DateField, DateInput, DateSegment, Label } from 'react-aria-components';
import { plainWidth } from '../../main/flowlogs/plain-width.ts';
import { parseTime } from '../../main/flowlogs/time.ts';
import './date-time-field.css';

/** Years that a form takes; while one is typed, 2 and 20 and 202 pass by and are not yet meant. */
const YEARS = { from: 2000, to: 2100 } as const;

const zoned = (epoch: number, zone: string) => fromAbsolute(epoch * 1000, zone);

/**
 * A moment as wall-clock time in a zone, `2022-11-28 12:15`, part by part. A pasted time (ISO 8601, with or without
 * an offset, or Unix seconds) is taken whole.
 */
export function DateTimeField({
  label,
  hideLabel = true,
  epoch,
  zone,
  onChange,
  seconds = false,
  problem = null,
  problemId,
}: {
  readonly label: string;
  readonly hideLabel?: boolean;
  /** Unix seconds. */
  readonly epoch: number;
  readonly zone: string;
  readonly onChange: (epoch: number) => void;
  readonly seconds?: boolean;
  readonly problem?: string | null;
  /** Id of the element that shows the problem. */
  readonly problemId?: string | undefined;
}) {
  // What is on the screen while a part is being typed; NULL: what the form has.
  const [typed, setTyped] = useState<ZonedDateTime | null>(null);
  // A field that was left with an empty part is drawn anew, with the time that it had before.
  const [round, setRound] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  // What the form had when the field was entered.
  const entered = useRef(epoch);

  const take = (value: ZonedDateTime) => onChange(Math.floor(value.toDate().getTime() / 1000));
  const onType = (value: ZonedDateTime | null) => {
    if (!value) return;
    if (value.year < YEARS.from || value.year > YEARS.to) return setTyped(value);
    setTyped(null);
    take(value);
  };
  const onPaste = (event: ClipboardEvent) => {
    const read = parseTime(plainWidth(event.clipboardData.getData('text')), zone);
    event.preventDefault();
    if (!read.ok) return;
    setTyped(null);
    onChange(read.value);
  };

  const isInside = (event: FocusEvent) => frame.current?.contains(event.relatedTarget) ?? false;
  const onEnter = (event: FocusEvent) => {
    if (!isInside(event)) entered.current = epoch;
  };
  const onLeave = (event: FocusEvent) => {
    if (isInside(event)) return;
    const isIncomplete = frame.current?.querySelector('[data-placeholder]');
    setTyped(null);
    if (isIncomplete) {
      setRound((n) => n + 1);
      onChange(entered.current);
    } else if (typed) take(typed);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears what happens in the field inside it.
    <div className="ui-date-frame" ref={frame} onPasteCapture={onPaste} onFocus={onEnter} onBlur={onLeave}>
      <DateField
        key={`${zone} ${round}`}
        className={hideLabel ? 'ui-date' : 'ui-date ui-field-stack'}
        value={typed ?? zoned(epoch, zone)}
        onChange={onType}
        granularity={seconds ? 'second' : 'minute'}
        hourCycle={24}
        hideTimeZone
        shouldForceLeadingZeros
        isInvalid={problem !== null}
        {...(problemId === undefined ? {} : { 'aria-describedby': problemId })}
      >
        <Label className={hideLabel ? 'visually-hidden' : 'ui-field-label'}>{label}</Label>
        <DateInput className="ui-field ui-date-input mono">
          {(segment) =>
            // Both languages in the order and with the signs of the logs: 2022-11-28 12:15.
            segment.type === 'literal' ? (
              <DateSegment segment={{ ...segment, text: literal(segment.text) }} className="ui-date-sign" />
            ) : (
              <DateSegment segment={segment} className="ui-date-part" />
            )
          }
        </DateInput>
      </DateField>
    </div>
  );
}

function literal(text: string): string {
  if (text.includes('/') || text.includes('-')) return '-';
  // Direction marks that some locales put around parts.
  const sign = text.replace(/[⁦-⁩‎‏]/g, '');
  return sign.trim() === ':' ? ':' : sign === '' ? '' : ' ';
}
