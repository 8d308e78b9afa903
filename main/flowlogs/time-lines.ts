/**
 * A pasted column of moments, line by line: Unix time in seconds, milliseconds or microseconds, and dates as people,
 * spreadsheets and Athena write them, mixed as they come. Each line that is a moment can be written in either way.
 */
import { formatEpoch, isZone, offsetAt, parseTime } from './time.ts';

export const epochUnits = ['s', 'ms', 'us'] as const;
export type EpochUnit = (typeof epochUnits)[number];

export interface Moment {
  /** Unix seconds, rounded down. */
  readonly seconds: number;
  /** 0 to 999,999 after them. */
  readonly micros: number;
}

export type TimeLine =
  | { readonly kind: 'empty' }
  | { readonly kind: 'junk'; readonly text: string }
  | { readonly kind: 'epoch'; readonly unit: EpochUnit; readonly moment: Moment }
  /** `skipped`: the clocks never showed this time, and the one after the gap is taken. `twice`: they showed it twice, and the first is taken. */
  | { readonly kind: 'date'; readonly note: 'skipped' | 'twice' | null; readonly moment: Moment };

/** @param zone IANA name: of dates that say no zone */
export function readTimeLines(text: string, zone: string): readonly TimeLine[] {
  const lines = text.split(/\r\n|\r|\n/);
  // The line feed at the end of a copied column begins no further line.
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines.map((line) => readTimeLine(line, zone));
}

export function readTimeLine(text: string, zone: string): TimeLine {
  // NFKC: full-width digits are digits.
  const trimmed = text
    .normalize('NFKC')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim();
  if (trimmed === '') return { kind: 'empty' };
  return readEpoch(trimmed) ?? readDate(trimmed, zone) ?? { kind: 'junk', text };
}

/** From 1 January of the year 1, for which there is a date to write, to the year 5138. */
const EARLIEST = -62_135_596_800;
const SECONDS_BELOW = 100_000_000_000n;

function readEpoch(text: string): TimeLine | null {
  const digits = integerOf(text);
  if (!digits) return null;
  const whole = BigInt(digits.whole);
  const size = whole < 0n ? -whole : whole;
  // Seconds until the year 5138 are fewer than milliseconds since March 1973.
  const unit = size < SECONDS_BELOW ? 's' : size < SECONDS_BELOW * 1000n ? 'ms' : size < SECONDS_BELOW * 1_000_000n ? 'us' : null;
  if (unit === null) return null;
  const factor = { s: 1_000_000n, ms: 1000n, us: 1n }[unit];
  const fraction = (BigInt(digits.fraction.padEnd(6, '0').slice(0, 6)) * factor) / 1_000_000n;
  const micros = whole * factor + (text.startsWith('-') ? -fraction : fraction);
  const moment = momentOf(micros);
  return moment.seconds < EARLIEST ? null : { kind: 'epoch', unit, moment };
}

/** `1669605302`, `1,669,605,302`, `1669605302.5`, and what spreadsheets make of it: `1.669605302E+09`. */
function integerOf(text: string): { readonly whole: string; readonly fraction: string } | null {
  const plain = /^([+-]?(?:\d{1,17}|\d{1,3}(?:,\d{3}){1,5}))(?:\.(\d{0,12}))?$/.exec(text);
  if (plain) return { whole: (plain[1] ?? '').replaceAll(',', '').replace('+', ''), fraction: plain[2] ?? '' };
  if (!/^\d(?:\.\d{1,15})?e\+?\d{1,2}$/i.test(text)) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? { whole: String(number), fraction: '' } : null;
}

function momentOf(micros: bigint): Moment {
  const rest = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  return { seconds: Number((micros - rest) / 1_000_000n), micros: Number(rest) };
}

const DATE = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)/;
const CLOCK = /^(?:T|\s+|\s*(?=\d{1,2}時))(\d{1,2})(?::|時)(\d{2})(?:(?::|分)(\d{2})秒?(?:[.,](\d{1,9}))?|分)?/i;
/** As AWS names files: `20221128T0315Z`. */
const COMPACT = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(Z?)$/i;
const knownZones: Readonly<Record<string, string>> = { Z: 'UTC', UTC: 'UTC', GMT: 'UTC', JST: 'Asia/Tokyo' };

function readDate(text: string, zone: string): TimeLine | null {
  const compact = COMPACT.exec(text);
  if (compact) {
    const [, year, month, day, hour, minute, second = '00', z] = compact;
    return dateLine(`${year}-${month}-${day}T${hour}:${minute}:${second}`, '', z === '' ? zone : 'UTC');
  }
  const date = DATE.exec(text);
  if (!date) return null;
  const [head, year = '', , month = date[5] ?? '', day = date[6] ?? ''] = date;
  const clock = CLOCK.exec(text.slice(head.length));
  const [, hour = '0', minute = '00', second = '00', fraction = ''] = clock ?? [];
  const wall = `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}`;
  const rest = text.slice(head.length + (clock?.[0].length ?? 0)).trim();
  if (rest === '') return dateLine(wall, fraction, zone);
  const offset = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(rest);
  if (offset) return dateLine(`${wall}${offset[1]}${two(offset[2] ?? '')}:${offset[3] ?? '00'}`, fraction, 'UTC');
  const named = knownZones[rest.toUpperCase()] ?? rest;
  return isZone(named) ? dateLine(wall, fraction, named) : null;
}

const two = (digits: string) => digits.padStart(2, '0');

/** @param wall ISO, with an offset or to be read in the zone */
function dateLine(wall: string, fraction: string, zone: string): TimeLine | null {
  const read = parseTime(wall, zone);
  if (!read.ok || read.value < EARLIEST) return null;
  const moment = { seconds: read.value, micros: Number(fraction.padEnd(6, '0').slice(0, 6)) };
  return { kind: 'date', note: wall.length > 19 ? null : noteOn(wall.replace('T', ' '), read.value, zone), moment };
}

const DAY = 86_400;

function noteOn(wall: string, epoch: number, zone: string): 'skipped' | 'twice' | null {
  const own = offsetAt(epoch, zone);
  const others = [offsetAt(epoch - DAY, zone), offsetAt(epoch + DAY, zone)].filter((offset) => offset !== own);
  if (others.length === 0) return null;
  if (formatEpoch(epoch, zone) !== wall) return 'skipped';
  // Another moment with the same wall clock.
  return others.some((offset) => offsetAt(epoch + own - offset, zone) === offset) ? 'twice' : null;
}

/** `1669605302`; what is finer than the unit follows a point. */
export function epochText({ seconds, micros }: Moment, unit: EpochUnit): string {
  const all = BigInt(seconds) * 1_000_000n + BigInt(micros);
  const factor = { s: 1_000_000n, ms: 1000n, us: 1n }[unit];
  const size = all < 0n ? -all : all;
  const rest = String(size % factor).padStart(String(factor).length - 1, '0');
  const decimals = unit === 'us' || /^0*$/.test(rest) ? '' : `.${rest.replace(/0+$/, '')}`;
  return `${all < 0n ? '-' : ''}${size / factor}${decimals}`;
}

/** `2022-11-28 12:15:02` in the zone, with `.123` or `.123456` where there is a fraction. */
export function dateText({ seconds, micros }: Moment, zone: string): string {
  const fraction = micros === 0 ? '' : `.${String(micros).padStart(6, '0').replace(/000$/, '')}`;
  return `${formatEpoch(seconds, zone)}${fraction}`;
}

/** A column to paste elsewhere: as many lines as came, empty where a line is no moment. */
export function columnText(lines: readonly TimeLine[], write: (moment: Moment) => string): string {
  return lines.map((line) => ('moment' in line ? write(line.moment) : '')).join('\n');
}
