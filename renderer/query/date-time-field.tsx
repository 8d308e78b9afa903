import { fromAbsolute, type ZonedDateTime } from '@internationalized/date';
import { type ClipboardEvent, useRef, useState } from 'react';
import { DateField, DateInput, DateSegment, Label } from 'react-aria-components';
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
  // A field that was left with an empty part is drawn anew, with the time that the form has.
  const [round, setRound] = useState(0);
  const frame = useRef<HTMLDivElement>(null);

  const take = (value: ZonedDateTime) => onChange(Math.floor(value.toDate().getTime() / 1000));
  const onType = (value: ZonedDateTime | null) => {
    if (!value) return;
    if (value.year < YEARS.from || value.year > YEARS.to) return setTyped(value);
    setTyped(null);
    take(value);
  };
  const onPaste = (event: ClipboardEvent) => {
    const read = parseTime(event.clipboardData.getData('text'), zone);
    event.preventDefault();
    if (!read.ok) return;
    setTyped(null);
    onChange(read.value);
  };

  return (
    <div className="ui-date-frame" ref={frame} onPasteCapture={onPaste}>
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
        onBlur={() => {
          if (frame.current?.querySelector('[data-placeholder]')) setRound((n) => n + 1);
          if (!typed) return;
          setTyped(null);
          take(typed);
        }}
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
