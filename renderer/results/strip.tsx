import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react';
import { formatEpoch } from '../../main/flowlogs/time.ts';
import type { Overview } from '../../preload/contract/result.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { type BarRange, inOrder, rangeAfterKey } from './range-keys.ts';
import './strip.css';
import { texts } from './texts.ts';

type Strip = NonNullable<Overview['strip']>;

const HEIGHT = 48;

/** Flows over time, accepted below, rejected on top. A part that is dragged over, or chosen by keys, is what the rows show. */
export function StripChart({
  strip,
  zone,
  onRange,
}: {
  readonly strip: Strip;
  readonly zone: string;
  /** Unix seconds, both included. */
  readonly onRange: (from: number, to: number) => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState<BarRange | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const { buckets, from, intervalSeconds } = strip;
  const highest = Math.max(1, ...buckets.map(total));

  const bucketAt = (clientX: number) => {
    const box = frame.current?.getBoundingClientRect();
    if (!box || box.width === 0) return 0;
    return Math.max(0, Math.min(buckets.length - 1, Math.floor(((clientX - box.left) / box.width) * buckets.length)));
  };
  const choose = (chosen: BarRange) => {
    const [first, last] = inOrder(chosen);
    setRange(null);
    onRange(from + first * intervalSeconds, from + (last + 1) * intervalSeconds - 1);
  };

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = bucketAt(event.clientX);
    setRange({ anchor: at, focus: at });
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const at = bucketAt(event.clientX);
    setHovered(at);
    if (event.buttons === 1) setRange((before) => (before ? { ...before, focus: at } : null));
  };
  const onPointerUp = () => range && choose(range);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = rangeAfterKey(range, event.key, event.shiftKey, buckets.length);
    if (next) {
      setRange(next);
      setHovered(next.focus);
    } else if ((event.key === 'Enter' || event.key === ' ') && range) choose(range);
    else if (event.key === 'Escape' && range) setRange(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const words = (index: number): string => {
    const bucket = buckets[index];
    if (!bucket) return '';
    const begin = from + index * intervalSeconds;
    // Bars of less than a minute differ by their seconds only.
    const end = intervalSeconds < 60 ? 19 : 16;
    const time = `${formatEpoch(begin, zone).slice(0, end)}–${formatEpoch(begin + intervalSeconds, zone).slice(11, end)}`;
    return bucket.other > 0 && bucket.accepted + bucket.rejected === 0
      ? t.stripPlain(time, format.number(bucket.other))
      : t.stripBucket(time, format.number(bucket.accepted), format.number(bucket.rejected));
  };
  const pointed = hovered === null ? '' : words(hovered);
  const left = range ? Math.min(range.anchor, range.focus) : 0;
  const right = range ? Math.max(range.anchor, range.focus) : 0;
  const share = (n: number) => `${(n / buckets.length) * 100}%`;

  return (
    <div className="result-strip">
      {/* biome-ignore lint/a11y/useSemanticElements: no element of HTML chooses a part of a chart. */}
      <div
        ref={frame}
        className="result-strip-frame"
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part of the time can be chosen by keys.
        tabIndex={0}
        aria-label={t.strip}
        aria-describedby={id}
        title={pointed}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setRange(null)}
        onPointerLeave={() => range || setHovered(null)}
        onKeyDown={onKeyDown}
        onBlur={() => setRange(null)}
      >
        <svg width="100%" height={HEIGHT} viewBox={`0 0 ${buckets.length} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {buckets.map((bucket, index) => {
            const below = height(bucket.accepted + bucket.other, highest);
            const above = height(bucket.rejected, highest);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a bucket is its place in time.
              <g key={index}>
                {below > 0 && <rect className="result-strip-accept" x={index + 0.07} width={0.86} y={HEIGHT - below} height={below} />}
                {above > 0 && (
                  <rect
                    className="result-strip-reject"
                    x={index + 0.07}
                    width={0.86}
                    y={HEIGHT - below - above - (below > 0 ? 1 : 0)}
                    height={above}
                  />
                )}
              </g>
            );
          })}
        </svg>
        {range && <div className="result-strip-range" style={{ left: share(left), width: share(right - left + 1) }} />}
      </div>
      <span id={id} className="visually-hidden">
        {t.stripHint}
      </span>
      <span className="visually-hidden" role="status">
        {range ? words(range.focus) : ''}
      </span>
    </div>
  );
}

const total = ({ accepted, rejected, other }: Strip['buckets'][number]) => accepted + rejected + other;

/** What is there is seen: at least two pixels. */
const height = (count: number, highest: number) => (count === 0 ? 0 : Math.max(2, (count / highest) * (HEIGHT - 3)));
