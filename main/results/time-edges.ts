/** Where the bars of a chart over time begin and end. Pure. */
import { formatDay, parseTime } from '../flowlogs/time.ts';

const DAY = 86_400;
const SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200];
const DAYS = [1, 2, 7, 14, 28, 56, 91, 182, 364];

export const MOST_BARS = 120;

/** Moments that a date can be written for: the years 1 to 9999. What lies outside is no time. */
export const EARLIEST = -62_135_596_800;
export const LATEST = 253_402_214_399;

export interface TimeEdges {
  /** Unix seconds; one more than there are bars. A bar holds its first edge, and not its last. */
  readonly edges: readonly number[];
  /** Every edge lies a multiple of this from the first. */
  readonly stepSeconds: number;
}

/**
 * Bars that hold `low` and `high`, about MOST_BARS at most. From half an hour on they are cut as the zone's days are:
 * hours are counted from midnight, so that a bar of 6 hours ends at 6, 12, 18 and 24 o'clock, on the days when the
 * clocks change too (there the last is an hour shorter, or one more).
 * @param low  @param high Unix seconds within EARLIEST and LATEST  @throws RangeError for an unknown zone
 */
export function timeEdges(low: number, high: number, zone: string): TimeEdges {
  const span = high - low + 1;
  const seconds = SECONDS.find((each) => span / each <= MOST_BARS);
  if (seconds !== undefined && seconds <= 900) {
    const first = Math.floor(low / seconds) * seconds;
    const count = Math.floor((high - first) / seconds) + 1;
    return { edges: Array.from({ length: count + 1 }, (_, index) => first + index * seconds), stepSeconds: seconds };
  }
  const days = seconds === undefined ? (DAYS.find((each) => span / (each * DAY) <= MOST_BARS) ?? Math.ceil(span / DAY / MOST_BARS)) : 1;
  const edges: number[] = [];
  let day = Date.parse(`${formatDay(low, zone)}T00:00:00Z`);
  for (let begin = midnight(day, zone); begin <= high; begin = midnight(day, zone)) {
    day += days * DAY * 1000;
    const end = midnight(day, zone);
    for (let at = begin; at < end && at <= high; at += seconds ?? end - begin) edges.push(at);
    if (end > high) edges.push(seconds === undefined ? end : Math.min(end, (edges.at(-1) ?? begin) + seconds));
  }
  const from = edges.findLastIndex((edge) => edge <= low);
  // Since 1970 the zones' offsets from each other are multiples of a quarter of an hour.
  return { edges: edges.slice(Math.max(0, from)), stepSeconds: 900 };
}

/** @param day milliseconds of the calendar day as if it were UTC's  @returns Unix seconds at which it begins in the zone */
function midnight(day: number, zone: string): number {
  const begins = parseTime(new Date(day).toISOString().slice(0, 10), zone);
  return begins.ok ? begins.value : Math.floor(day / 1000);
}
