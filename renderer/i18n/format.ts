/** Numbers, sizes, money and durations as a person reads them. Dates of flow logs are main/flowlogs/time.ts's. */
import type { Language } from './language.tsx';

export interface Format {
  /** `1,204` */
  number(value: number): string;
  /** Decimal units, as AWS bills: `17.9 MB`. */
  bytes(value: number): string;
  /** `$0.0001`; at least two decimals, four below a dollar; `<$0.0001` where that would be nothing. */
  usd(value: number): string;
  /** From milliseconds: `1.8 s`, `41 s`, `2 min 5 s`. */
  duration(milliseconds: number): string;
  /** Wall time of an instant in a zone: `12:41`. */
  clock(instant: Date, zone: string): string;
  /** `Today`, `Yesterday`, else `Mon, 28 Nov 2022`; by the calendar days of the zone. */
  day(instant: Date, zone: string, now?: Date): string;
  /** `November` of `2026-11`: of this year, nobody needs to be told. */
  month(month: string): string;
  /** `November 2026` of `2026-11`. */
  monthOfYear(month: string): string;
  /** `a, b and c` */
  list(items: readonly string[]): string;
  /** One after the other, empty ones left out. */
  sentences(all: readonly string[]): string;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', ja: 'ja-JP' };

/** `2022-11-28`: the calendar day of an instant in a zone. */
export function dayKey(instant: Date, zone: string): string {
  // sv-SE writes ISO dates.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(instant);
}

function formatBytes(value: number, number: Intl.NumberFormat): string {
  let unit = 0;
  let rest = value;
  // 999.95 would be rounded to 1000.0: the next unit then.
  while (unit < units.length - 1 && rest >= (unit === 0 ? 1000 : 999.95)) {
    rest /= 1000;
    unit++;
  }
  return `${unit === 0 ? number.format(rest) : rest.toFixed(1)} ${units[unit]}`;
}

function formatUsd(value: number): string {
  if (value === 0) return '$0';
  if (value < 0.00005) return '<$0.0001';
  const digits = value < 1 ? 4 : 2;
  return `$${value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

function formatDuration(milliseconds: number, language: Language): string {
  const [h, min, s] = language === 'ja' ? [' 時間', ' 分', ' 秒'] : [' h', ' min', ' s'];
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${Math.max(0, seconds).toFixed(1)}${s}`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${s}`;
  if (whole < 3600) return `${Math.floor(whole / 60)}${min} ${whole % 60}${s}`;
  return `${Math.floor(whole / 3600)}${h} ${Math.floor((whole % 3600) / 60)}${min}`;
}

const firstOf = (month: string) => new Date(`${month}-01T00:00:00Z`);

/** The formats of a language. Pure; `now` is the caller's where it matters. */
export function formatFor(language: Language): Format {
  const locale = locales[language];
  const number = new Intl.NumberFormat('en-US');
  const relative = language === 'ja' ? ['今日', '昨日'] : ['Today', 'Yesterday'];
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    number: (value) => number.format(value),
    bytes: (value) => formatBytes(value, number),
    usd: formatUsd,
    duration: (milliseconds) => formatDuration(milliseconds, language),
    clock: (instant, zone) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instant),
    day: (instant, zone, now = new Date()) => {
      const key = dayKey(instant, zone);
      const today = dayKey(now, zone);
      if (key === today) return relative[0] ?? key;
      const before = new Date(`${today}T12:00:00Z`);
      before.setUTCDate(before.getUTCDate() - 1);
      if (key === before.toISOString().slice(0, 10)) return relative[1] ?? key;
      return new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(
        instant,
      );
    },
    month: (month) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long' }).format(firstOf(month)),
    monthOfYear: (month) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(firstOf(month)),
    list: (items) => list.format(items),
    sentences: (all) => all.filter((each) => each !== '').join(language === 'ja' ? '' : ' '),
  };
}
