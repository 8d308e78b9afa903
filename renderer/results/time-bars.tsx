import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { ByAction } from '../../preload/contract/result.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { actions, barTime, highestBar, layers, marked, markTexts, sumOf, totalOf } from './chart-shape.ts';
import { type BarRange, inOrder, rangeAfterKey } from './range-keys.ts';
import { texts } from './texts.ts';
import { token, useTheme } from './use-theme.ts';

const HEIGHT = 168;
/** Room for a mark below the bars: a date is about this wide. */
const MARK_WIDTH = 92;
/** Of the numbers beside the bars. */
const LABEL_WIDTH = 72;

/** Distances of the lines: half a flow and half a byte are nothing. */
const WHOLE = Array.from({ length: 18 }, (_, power) => [1, 2, 5].map((n) => n * 10 ** power)).flat();

/** One measure over time, by action. A part that is dragged over, or chosen by keys, is what the view shows then. */
export function TimeBars({
  title,
  edges,
  bars,
  zone,
  words,
  onRange,
  pictureRef,
}: {
  readonly title: string;
  /** Unix seconds, one more than bars. */
  readonly edges: readonly number[];
  readonly bars: ByAction;
  readonly zone: string;
  readonly words: (value: number) => string;
  /** Unix seconds, both included. */
  readonly onRange: (from: number, to: number) => void;
  /** Draws the same once more for a picture, with two pixels to each of CSS, whatever the screen has. */
  readonly pictureRef: RefObject<(() => Promise<HTMLCanvasElement>) | null>;
}) {
  const t = useTexts(texts);
  const theme = useTheme();
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [range, setRange] = useState<BarRange | null>(null);
  const count = edges.length - 1;

  const choose = (first: number, last: number) => {
    setRange(null);
    onRange(edges[first] ?? 0, (edges[last + 1] ?? 0) - 1);
  };
  // uPlot keeps what it was made with: it calls what is the latest.
  const latest = useRef({ choose, words });
  useEffect(() => {
    latest.current = { choose, words };
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: `theme` stands for the tokens that are read.
  useEffect(() => {
    const parent = frame.current;
    if (!parent) return;
    const shown = { edges, bars, zone, latest };
    const made = draw(parent, parent.clientWidth, shown, setHovered);
    plot.current = made;
    pictureRef.current = async () => {
      const apart = draw(document.createElement('div'), parent.clientWidth, shown, () => undefined, 2 / (window.devicePixelRatio || 1));
      // uPlot draws when what has called it is through.
      await Promise.resolve();
      apart.destroy();
      return apart.ctx.canvas;
    };
    const observer = new ResizeObserver(() => {
      if (parent.clientWidth > 0) made.setSize({ width: parent.clientWidth, height: HEIGHT });
    });
    observer.observe(parent);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
      pictureRef.current = null;
    };
  }, [edges, bars, zone, theme, pictureRef]);

  useEffect(() => {
    const made = plot.current;
    if (!made) return;
    const [first, last] = range ? inOrder(range) : [0, -1];
    const left = made.valToPos(first - 0.5, 'x');
    made.setSelect({ left, top: 0, width: range ? made.valToPos(last + 0.5, 'x') - left : 0, height: made.over.clientHeight }, false);
  }, [range]);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = rangeAfterKey(range, event.key, event.shiftKey, count);
    if (next) {
      setRange(next);
      setHovered(next.focus);
    } else if ((event.key === 'Enter' || event.key === ' ') && range) choose(...inOrder(range));
    else if (event.key === 'Escape' && range) setRange(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const parts = (of: (action: (typeof actions)[number]) => number) =>
    actions.flatMap((action) => (of(action) > 0 ? [t.part(words(of(action)), t[action])] : []));
  const said = (bar: number) => {
    const there = parts((action) => bars[action][bar] ?? 0);
    return t.bucket(barTime(edges, bar, zone), there.length === 0 ? words(0) : there.join(' · '));
  };
  const all = sumOf(actions.map((action) => sumOf(bars[action])));
  const spoken = t.spoken(
    title,
    words(all),
    barTime(edges, 0, zone),
    barTime(edges, count - 1, zone),
    parts((action) => sumOf(bars[action])).join(' · '),
    `${barTime(edges, highestBar(bars), zone)} (${words(totalOf(bars, highestBar(bars)))})`,
  );

  return (
    <section className="result-chart-time">
      <div className="result-chart-head">
        <h3 className="strong">{title}</h3>
        <span className="mono muted ellipsis" aria-hidden="true">
          {hovered !== null && hovered < count ? said(hovered) : ''}
        </span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: no element of HTML chooses a part of a chart. */}
      <div
        ref={frame}
        className="result-chart-frame"
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part of the time can be chosen by keys.
        tabIndex={0}
        aria-label={title}
        aria-describedby={id}
        onKeyDown={onKeyDown}
        onBlur={() => setRange(null)}
      />
      <p id={id} className="visually-hidden">
        {spoken} {t.zoomHint}
      </p>
      <span className="visually-hidden" role="status">
        {range ? said(range.focus) : ''}
      </span>
    </section>
  );
}

interface Shown {
  readonly edges: readonly number[];
  readonly bars: ByAction;
  readonly zone: string;
  readonly latest: {
    readonly current: { readonly choose: (first: number, last: number) => void; readonly words: (value: number) => string };
  };
}

/**
 * A bar is its place, not its time: where the clocks change they differ in length, and still stand side by side.
 * @param width in CSS pixels  @param scale everything is this much larger
 */
function draw(
  parent: HTMLElement,
  width: number,
  { edges, bars, zone, latest }: Shown,
  onHover: (bar: number | null) => void,
  scale = 1,
): uPlot {
  const count = edges.length - 1;
  const [all, withOther, accepted] = layers(bars);
  const within = (bar: number) => Math.max(0, Math.min(count - 1, bar));
  const layer = (colour: string): uPlot.Series => {
    const paths = uPlot.paths.bars?.({ size: [0.86, 200 * scale] });
    return { fill: token(colour), width: 0, points: { show: false }, ...(paths ? { paths } : {}) };
  };
  const font = `${Math.round(11 * scale)}px ${token('--font-mono')}`;
  const axis: uPlot.Axis = { font, stroke: token('--muted'), ticks: { show: false }, gap: 5 * scale };
  return new uPlot(
    {
      width: Math.max(1, width * scale),
      height: HEIGHT * scale,
      legend: { show: false },
      padding: [8 * scale, 12 * scale, 0, 0],
      cursor: {
        x: false,
        y: false,
        points: { show: false },
        drag: { x: true, y: false, setScale: false },
      },
      scales: { x: { time: false, range: () => [-0.5, count - 0.5] }, y: { range: (_, __, high) => [0, Math.max(1, high * 1.04)] } },
      axes: [
        {
          ...axis,
          size: 40 * scale,
          grid: { show: false },
          splits: (self) => [...marked(edges, zone, Math.max(1, Math.floor((self.width / scale - LABEL_WIDTH) / MARK_WIDTH)))],
          values: (_, splits) => [...markTexts(edges, splits, zone)],
        },
        {
          ...axis,
          size: LABEL_WIDTH * scale,
          space: 32 * scale,
          grid: { stroke: token('--line'), width: scale },
          incrs: [...WHOLE],
          values: (_, splits) => splits.map((value) => latest.current.words(value)),
        },
      ],
      series: [{}, layer('--reject'), layer('--faint'), layer('--accept')],
      hooks: {
        setCursor: [({ cursor }) => onHover(cursor.idx == null || (cursor.left ?? -1) < 0 ? null : within(cursor.idx))],
        setSelect: [
          (self) => {
            const { left, width } = self.select;
            if (width === 0) return;
            const first = within(Math.round(self.posToVal(left, 'x')));
            const last = within(Math.round(self.posToVal(left + width, 'x')));
            self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            latest.current.choose(first, last);
          },
        ],
      },
    },
    [edges.slice(0, count).map((_, bar) => bar), [...all], [...withOther], [...accepted]],
    parent,
  );
}
