/** Windows at one press. Unix seconds, both ends included. */

import { formatDay, parseTime } from '../../main/flowlogs/time.ts';
import type { SourceRef } from '../../preload/contract/query.ts';

export interface Window {
  readonly from: number;
  readonly to: number;
}

/** The walk-through's window: 2022-11-28 12:15 to 12:30 in Japan. The sample's stories are there. */
export const sampleWindow: Window = { from: 1_669_605_300, to: 1_669_606_200 };

/** 2022-11-28 in UTC: all that the sample holds. */
const SAMPLE_DAY: Window = { from: 1_669_593_600, to: 1_669_679_999 };

const HOUR = 3600;

/** The last `seconds` up to `end`, to the minute: 12:41:07 gives 12:26 to 12:41 for 900. */
export function lastSeconds(end: number, seconds: number): Window {
  const minute = Math.floor(end / 60) * 60;
  return { from: minute - seconds, to: minute };
}

/** From midnight in the zone to `end`, to the minute. */
export function today(end: number, zone: string): Window {
  const midnight = parseTime(`${formatDay(end, zone)} 00:00`, zone);
  const minute = Math.floor(end / 60) * 60;
  return { from: midnight.ok ? midnight.value : minute - 24 * HOUR, to: minute };
}

/** `minutes` before and after a moment. */
export function around(moment: number, minutes: number): Window {
  return { from: moment - minutes * 60, to: moment + minutes * 60 };
}

/**
 * What a source opens with. The sample: the walk-through's window. Files: the last hour that they hold.
 * A table in Athena: what is asked now if that was of a table too, else the last hour.
 * @param newest newest record of files, Unix seconds; NULL while nobody knows
 */
export function openingWindow(source: SourceRef, before: SourceRef | null, current: Window, newest: number | null, now: number): Window {
  switch (source.kind) {
    case 'sample':
      return sampleWindow;
    case 'athena':
      return before?.kind === 'athena' ? current : lastSeconds(now, HOUR);
    case 'folder':
    case 'csv':
      // The newest second belongs to the window: up to the minute after it.
      return newest === null ? current : lastSeconds(newest + 59, HOUR);
  }
}

/**
 * Whether the source can have flows of this window, as far as anybody knows. The sample's day lies years back: whoever
 * goes on from it to a table of their own does not mean it any longer.
 */
export function canHold(source: SourceRef, before: SourceRef, newest: number | null, window: Window): boolean {
  const isOfSample = window.to >= SAMPLE_DAY.from && window.from <= SAMPLE_DAY.to;
  if (source.kind === 'sample') return isOfSample;
  if (source.kind === 'athena') return !(before.kind === 'sample' && isOfSample);
  if (newest === null) return true;
  return window.from <= newest && !(before.kind === 'sample' && isOfSample && newest > SAMPLE_DAY.to);
}
