import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatEpoch,
  formatEpochMs,
  isZone,
  offsetAt,
  parseTime,
  utcOffsetText,
  zoneAbbreviation,
} from '../../../main/flowlogs/time.ts';

const zones = [
  'UTC',
  'Asia/Tokyo',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Pacific/Apia',
];
const moments = fc.integer({ min: 86_400, max: Date.UTC(2037, 11, 31) / 1000 });

/** The platform's own answer, slowly. */
function byIntl(epoch: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(epoch * 1000);
  const get = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${get('year').padStart(4, '0')}-${get('month')}-${get('day')} ${get('hour')}:${get('minute')}:${get('second')}`;
}

describe('formatEpoch', () => {
  it("is the wall time that the platform's tz data give, in every zone", () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (epoch, zone) => {
        expect(formatEpoch(epoch, zone)).toBe(byIntl(epoch, zone));
      }),
    );
  });

  it("shows the walk-through's window", () => {
    expect(formatEpoch(1669605300, 'Asia/Tokyo')).toBe('2022-11-28 12:15:00');
    expect(formatEpoch(1669606200, 'UTC')).toBe('2022-11-28 03:30:00');
    expect(formatClock(1669605300, 'Asia/Tokyo')).toBe('12:15');
    expect(formatClock(1669605302, 'Asia/Tokyo')).toBe('12:15:02');
  });

  it('gives a number that is no date back as it is', () => {
    expect(formatEpoch(9_007_199_254_740_991, 'UTC')).toBe('9007199254740991');
  });
});

describe('parseTime', () => {
  it('reads back what formatEpoch wrote, where the clocks did not turn back', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (epoch, zone) => {
        const read = parseTime(formatEpoch(epoch, zone), zone);
        if (!read.ok) throw new Error('not read');
        // An hour that comes twice is read as its first.
        expect(formatEpoch(read.value, zone)).toBe(formatEpoch(epoch, zone));
        if (offsetAt(epoch - 7200, zone) === offsetAt(epoch, zone)) expect(read.value).toBe(epoch);
      }),
    );
  });

  it.each([
    ['2022-11-28T12:15', 'Asia/Tokyo', 1669605300],
    ['2022-11-28 12:15:00', 'Asia/Tokyo', 1669605300],
    ['2022-11-28T03:15Z', 'Asia/Tokyo', 1669605300],
    ['2022-11-28T12:15+09:00', 'UTC', 1669605300],
    ['2022-11-28T00:45-02:30', 'UTC', 1669605300],
    ['2022-11-28 00:45:00 -0230', 'Asia/Tokyo', 1669605300],
    ['2022-11-28T12:15+0900', 'UTC', 1669605300],
    ['1669605300', 'Asia/Tokyo', 1669605300],
    ['2022-11-28', 'UTC', 1669593600],
    // Skipped by summer time: the moment after the gap.
    ['2023-03-26T02:30', 'Europe/Berlin', Date.UTC(2023, 2, 26, 1, 30) / 1000],
    // Comes twice: the first.
    ['2022-10-30T02:30', 'Europe/Berlin', Date.UTC(2022, 9, 30, 0, 30) / 1000],
  ])('reads %s in %s', (text, zone, epoch) => {
    expect(parseTime(text, zone)).toEqual({ ok: true, value: epoch });
  });

  it.each(['', 'yesterday', '2022-11-31T00:00', '2022-13-01', '2022-11-28T25:00', '2022-11-28T12:15+99:00', "2022-11-28' OR 1=1", '12:15'])(
    'refuses %j',
    (text) => {
      expect(parseTime(text, 'UTC')).toMatchObject({ ok: false, problem: { code: 'bad_time' } });
    },
  );

  it('names a zone that is none', () => {
    expect(parseTime('2022-11-28', 'Asia/Nowhere')).toMatchObject({ ok: false, problem: { code: 'bad_zone' } });
    expect(isZone('+09:00')).toBe(false);
    expect(isZone('Asia/Tokyo')).toBe(true);
  });
});

it('names zones as people do', () => {
  expect(zoneAbbreviation(1669605300, 'Asia/Tokyo')).toBe('JST');
  expect(zoneAbbreviation(1669605300, 'America/New_York')).toBe('EST');
  expect(utcOffsetText(1669605300, 'Asia/Tokyo')).toBe('UTC+9');
  expect(utcOffsetText(1669605300, 'America/St_Johns')).toBe('UTC-3:30');
  expect(utcOffsetText(1669605300, 'UTC')).toBe('UTC');
});

describe('formatEpochMs', () => {
  it('is the second with its milliseconds, if there are any', () => {
    expect(formatEpochMs(1_669_605_302_250, 'Asia/Tokyo')).toBe('2022-11-28 12:15:02.250');
    expect(formatEpochMs(1_669_605_302_000, 'Asia/Tokyo')).toBe('2022-11-28 12:15:02');
    expect(formatEpochMs(-1, 'UTC')).toBe('1969-12-31 23:59:59.999');
    expect(formatEpochMs(9e18, 'UTC')).toBe('9000000000000000000');
  });
});
