/**
 * Unix seconds to wall-clock time in a zone and back. The only place where time is converted.
 * Zones are IANA names; the rules come from the platform's own tz data through @internationalized/date.
 */
import { fromAbsolute, parseDateTime, toZoned } from '@internationalized/date';
import { type Parsed, parsed, problem } from './parsed.ts';

const zonesSeen = new Map<string, boolean>();

/** Whether the platform knows this zone. */
export function isZone(zone: string): boolean {
  let known = zonesSeen.get(zone);
  if (known === undefined) {
    try {
      // An offset such as +09:00 is accepted by Intl too, but it is no zone: it knows no summer time.
      known = /^[A-Za-z]/.test(zone) && new Intl.DateTimeFormat('en', { timeZone: zone }) !== null;
    } catch {
      known = false;
    }
    zonesSeen.set(zone, known);
  }
  return known;
}

/** Since 1970 every change of a zone's offset falls on a full minute, so one look-up serves a minute. */
const MINUTE = 60;
const CACHE_LIMIT = 20_000;
const offsets = new Map<string, Map<number, number>>();

/** Seconds east of UTC in the zone at that moment. @throws RangeError for an unknown zone. */
export function offsetAt(epochSeconds: number, zone: string): number {
  if (zone === 'UTC') return 0;
  let ofZone = offsets.get(zone);
  if (!ofZone) {
    ofZone = new Map();
    offsets.set(zone, ofZone);
  }
  const minute = Math.floor(epochSeconds / MINUTE);
  let offset = ofZone.get(minute);
  if (offset === undefined) {
    offset = fromAbsolute(minute * MINUTE * 1000, zone).offset / 1000;
    if (ofZone.size >= CACHE_LIMIT) ofZone.clear();
    ofZone.set(minute, offset);
  }
  return offset;
}

/** `2022-11-28 12:15:02` in the zone. Outside the years 0 to 9999 the number itself. */
export function formatEpoch(epochSeconds: number, zone: string): string {
  if (!Number.isFinite(epochSeconds) || epochSeconds < -62_167_132_800 || epochSeconds > 253_402_214_400) return String(epochSeconds);
  const wall = new Date((Math.floor(epochSeconds) + offsetAt(epochSeconds, zone)) * 1000).toISOString();
  return `${wall.slice(0, 10)} ${wall.slice(11, 19)}`;
}

/** The same of Unix milliseconds: `2022-11-28 12:15:02.250`, without a fraction where it is nothing. */
export function formatEpochMs(epochMs: number, zone: string): string {
  const seconds = Math.floor(epochMs / 1000);
  const text = formatEpoch(seconds, zone);
  const millis = Math.floor(epochMs - seconds * 1000);
  if (!text.includes(':')) return String(epochMs);
  return millis === 0 ? text : `${text}.${String(millis).padStart(3, '0')}`;
}

const DAY = 86_400;
/** Days of a zone around which its clocks may change, and the others. */
const changing = new Map<string, Map<number, boolean>>();

/** `-05:00` where the zone's clocks show that moment twice, as at the end of summer time; else nothing. */
export function offsetIfTwice(epochSeconds: number, zone: string): string {
  let days = changing.get(zone);
  if (!days) {
    days = new Map();
    changing.set(zone, days);
  }
  const day = Math.floor(epochSeconds / DAY);
  let mayChange = days.get(day);
  if (mayChange === undefined) {
    mayChange = offsetAt((day - 1) * DAY, zone) !== offsetAt((day + 2) * DAY, zone);
    if (days.size >= CACHE_LIMIT) days.clear();
    days.set(day, mayChange);
  }
  if (!mayChange) return '';
  const offset = offsetAt(epochSeconds, zone);
  const isTwice = [offsetAt(epochSeconds - DAY, zone), offsetAt(epochSeconds + DAY, zone)].some(
    (other) => other !== offset && offsetAt(epochSeconds + offset - other, zone) === other,
  );
  if (!isTwice) return '';
  const minutes = Math.round(Math.abs(offset) / 60);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** `12:15` or `12:15:02`: the shortest that is exact. */
export function formatClock(epochSeconds: number, zone: string): string {
  const text = formatEpoch(epochSeconds, zone).slice(11);
  return text.endsWith(':00') ? text.slice(0, 5) : text;
}

/** `2022-11-28` in the zone. */
export function formatDay(epochSeconds: number, zone: string): string {
  return formatEpoch(epochSeconds, zone).slice(0, 10);
}

/** `UTC+9`, `UTC-3:30`, `UTC`. */
export function utcOffsetText(epochSeconds: number, zone: string): string {
  const offset = offsetAt(epochSeconds, zone);
  if (offset === 0) return 'UTC';
  const minutes = Math.round(Math.abs(offset) / 60);
  const rest = minutes % 60;
  return `UTC${offset < 0 ? '-' : '+'}${Math.floor(minutes / 60)}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}

/** Abbreviations that people in the zone use but that Intl does not give in English. */
const abbreviations: Readonly<Record<string, string>> = {
  'Asia/Tokyo': 'JST',
  Japan: 'JST',
  'Asia/Seoul': 'KST',
  'Asia/Kolkata': 'IST',
  UTC: 'UTC',
};

/** `JST`, `PST`, `UTC`; where there is none, `UTC+8`. */
export function zoneAbbreviation(epochSeconds: number, zone: string): string {
  const known = abbreviations[zone];
  if (known) return known;
  for (const locale of ['en-US', 'en-GB', 'en-AU']) {
    const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(epochSeconds * 1000);
    const name = parts.find((part) => part.type === 'timeZoneName')?.value;
    if (name && /^[A-Z]{2,5}$/.test(name)) return name;
  }
  return utcOffsetText(epochSeconds, zone);
}

/**
 * Reads a moment: `2022-11-28T12:15[:00]`, with a space for the T, with `Z` or an offset, or Unix seconds.
 * Without an offset it is wall-clock time in `zone`; a time that the clocks skip becomes the one after the gap,
 * one that comes twice is the first. A problem is `bad_time` or `bad_zone`.
 */
export function parseTime(text: string, zone: string): Parsed<number> {
  const trimmed = text.trim();
  const bad = problem('bad_time', { value: text });
  if (!isZone(zone)) return problem('bad_zone', { value: zone });
  if (/^\d{1,11}$/.test(trimmed)) return parsed(Number(trimmed));
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?(?:\.0+)?\s*(Z|z|[+-]\d{2}:?\d{2})?$/.exec(trimmed);
  if (!match) return bad;
  const [, day = '', clock = '00:00', offset] = match;
  const wall = `${day}T${clock.length === 5 ? `${clock}:00` : clock}`;
  try {
    if (offset === undefined) return parsed(Math.floor(toZoned(parseDateTime(wall), zone, 'compatible').toDate().getTime() / 1000));
    // parseDateTime refuses the 31st of November. parseAbsolute takes the minutes of -02:30 for +30: the sum is made here.
    const local = toZoned(parseDateTime(wall), 'UTC').toDate().getTime() / 1000;
    const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
    if (Number(hours) > 14 || Number(minutes) > 59) return bad;
    const east = (Number(hours) * 60 + Number(minutes)) * MINUTE * (sign === '-' ? -1 : 1);
    return parsed(Math.floor(local - east));
  } catch {
    return bad;
  }
}
