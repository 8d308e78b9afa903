/** What a chart over time draws and says. Pure. */
import { formatEpoch, offsetAt } from '../../main/flowlogs/time.ts';
import type { ByAction } from '../../preload/contract/result.ts';

export const actions = ['accepted', 'other', 'rejected'] as const;
export type Action = (typeof actions)[number];

/** A part that is there is seen: at least this share of the height. */
const LEAST_SHARE = 0.015;

/**
 * Heights of the bars, the highest layer first: all, accepted and other, accepted alone. Each is drawn over the one
 * before, so that only what is above it stays in sight.
 */
export function layers(bars: ByAction): readonly [readonly number[], readonly number[], readonly number[]] {
  const highest = Math.max(0, ...bars.accepted.map((_, bar) => totalOf(bars, bar)));
  const seen = (n: number) => (n > 0 ? Math.max(n, highest * LEAST_SHARE) : 0);
  const accepted = bars.accepted.map(seen);
  const withOther = accepted.map((n, bar) => n + seen(bars.other[bar] ?? 0));
  return [withOther.map((n, bar) => n + seen(bars.rejected[bar] ?? 0)), withOther, accepted];
}

export const totalOf = (bars: ByAction, bar: number): number =>
  (bars.accepted[bar] ?? 0) + (bars.other[bar] ?? 0) + (bars.rejected[bar] ?? 0);

export const sumOf = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** The bar that is highest, the first of several. */
export function highestBar(bars: ByAction): number {
  let best = 0;
  for (let bar = 1; bar < bars.accepted.length; bar++) if (totalOf(bars, bar) > totalOf(bars, best)) best = bar;
  return best;
}

const isMidnight = (text: string) => text.endsWith('00:00:00');

/** `2022-11-28 12:15–12:20`; whole days by their dates; seconds only where bars differ by them. */
export function barTime(edges: readonly number[], bar: number, zone: string): string {
  const begin = formatEpoch(edges[bar] ?? 0, zone);
  const end = formatEpoch(edges[bar + 1] ?? 0, zone);
  if (isMidnight(begin) && isMidnight(end)) {
    const last = formatEpoch((edges[bar + 1] ?? 0) - 1, zone).slice(0, 10);
    return last === begin.slice(0, 10) ? last : `${begin.slice(0, 10)}–${last}`;
  }
  const length = begin.endsWith(':00') && end.endsWith(':00') ? 16 : 19;
  return `${begin.slice(0, length)}–${end.slice(11, length)}`;
}

const ROUND = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800];

/** Bars that get a mark below them, at most `most`: those that begin at a round time, or else every so many. */
export function marked(edges: readonly number[], zone: string, most: number): readonly number[] {
  const bars = edges.length - 1;
  const first = edges[0] ?? 0;
  const span = (edges[bars] ?? first) - first;
  const round = ROUND.find((seconds) => span / seconds <= most && seconds * bars >= span);
  const atRound =
    round === undefined || span >= bars * 86_400
      ? []
      : edges.flatMap((edge, bar) => (bar < bars && (edge + offsetAt(edge, zone)) % round === 0 ? [bar] : []));
  if (atRound.length > 0) return atRound;
  const step = Math.max(1, Math.ceil(bars / most));
  return Array.from({ length: Math.ceil(bars / step) }, (_, index) => index * step);
}

/** What stands below the marked bars: the time, and the date in a second line where it is another than before. */
export function markTexts(edges: readonly number[], bars: readonly number[], zone: string): readonly string[] {
  const times = bars.map((bar) => formatEpoch(edges[bar] ?? 0, zone));
  // Days, or longer: the date is the time.
  if (edges.every((edge) => isMidnight(formatEpoch(edge, zone)))) return times.map((time) => time.slice(0, 10));
  const length = times.every((time) => time.endsWith(':00')) ? 16 : 19;
  return times.map((time, index) => {
    const day = time.slice(0, 10);
    return day === times[index - 1]?.slice(0, 10) ? time.slice(11, length) : `${time.slice(11, length)}\n${day}`;
  });
}
