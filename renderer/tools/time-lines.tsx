import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { utcOffsetText } from '../../main/flowlogs/time.ts';
import { dateText, type EpochUnit, epochText, type TimeLine } from '../../main/flowlogs/time-lines.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Icon } from '../ui/icon.tsx';
import { texts } from './texts.ts';

const ROW_HEIGHT = 28;

/** Each line as Unix time, date in the zone and date in UTC; drawn as far as it is in sight. */
export function TimeLines({
  lines,
  zone,
  unit,
  isEmpty,
}: {
  readonly lines: readonly TimeLine[];
  readonly zone: string;
  readonly unit: EpochUnit;
  readonly isEmpty: boolean;
}) {
  const t = useTexts(texts);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });

  if (isEmpty) return <EmptyState text={t.begin} />;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table's rows cannot be placed by hand.
    <div className="tools-lines" role="table" aria-label={t.result} aria-rowcount={lines.length + 1} ref={scroller}>
      {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: a heading is no control. */}
      <div className="tools-line tools-line-head" role="row" aria-rowindex={1}>
        <Head>{t.line}</Head>
        <Head>{t.unix}</Head>
        <Head>{zone}</Head>
        <Head>{t.utc}</Head>
        <Head>{t.readAs}</Head>
      </div>
      <div className="tools-lines-body" role="presentation" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          return (
            line && (
              // biome-ignore lint/a11y/useSemanticElements: see above.
              // biome-ignore lint/a11y/useFocusableInteractive: a row of a table that is read is no control.
              <div
                key={index}
                className="tools-line"
                role="row"
                aria-rowindex={index + 2}
                data-junk={line.kind === 'junk'}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Cell muted>{String(index + 1)}</Cell>
                {'moment' in line ? (
                  <>
                    <Cell mono>{epochText(line.moment, unit)}</Cell>
                    <Cell mono side={utcOffsetText(line.moment.seconds, zone)}>
                      {dateText(line.moment, zone)}
                    </Cell>
                    <Cell mono>{dateText(line.moment, 'UTC')}</Cell>
                    <Cell muted>{readAs(line, t)}</Cell>
                  </>
                ) : line.kind === 'junk' ? (
                  <>
                    <Cell mono span>
                      {line.text}
                    </Cell>
                    <Cell problem>{t.junk}</Cell>
                  </>
                ) : null}
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function readAs(line: Extract<TimeLine, { readonly kind: 'epoch' | 'date' }>, t: (typeof texts)['en']): string {
  if (line.kind === 'epoch') return t.kinds[line.unit];
  return line.note === null ? t.kinds.date : t.dateWith(t[line.note]);
}

function Head({ children }: { readonly children: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table's rows cannot be placed by hand.
    // biome-ignore lint/a11y/useFocusableInteractive: a heading is no control.
    <span role="columnheader" className="ellipsis">
      {children}
    </span>
  );
}

function Cell({
  mono = false,
  muted = false,
  problem = false,
  span = false,
  side,
  children,
}: {
  readonly mono?: boolean;
  readonly muted?: boolean;
  readonly problem?: boolean;
  /** As wide as the three columns of times. */
  readonly span?: boolean;
  readonly side?: string;
  readonly children: string;
}) {
  const classes = ['ellipsis', 'selectable', mono && 'mono', muted && 'muted', problem && 'tools-problem', span && 'tools-span'];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table's rows cannot be placed by hand.
    <span role="cell" className={classes.filter(Boolean).join(' ')} title={children} {...(span ? { 'aria-colspan': 3 } : {})}>
      {problem && <Icon name="warning" size={13} />}
      {children}
      {side !== undefined && <span className="muted tools-offset"> {side}</span>}
    </span>
  );
}
