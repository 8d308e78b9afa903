import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnText, dateText, epochText, epochUnits, readTimeLine, readTimeLines } from '../../../main/flowlogs/time-lines.ts';

const ZONES = ['UTC', 'Asia/Tokyo', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns'];
const at = (text: string) => Date.parse(`${text}Z`) / 1000;
const zone = fc.constantFrom(...ZONES);
/** 1970 to 2100. */
const moment = fc.record({ seconds: fc.integer({ min: 0, max: at('2100-01-01T00:00:00') }), micros: fc.integer({ min: 0, max: 999_999 }) });
const momentOf = (text: string, inZone = 'Asia/Tokyo') => {
  const line = readTimeLine(text, inZone);
  return 'moment' in line ? line.moment : line.kind;
};

describe('Unix time', () => {
  it.each([
    ['1669605302', 's'],
    ['1669605302000', 'ms'],
    ['1669605302000000', 'us'],
    ['1,669,605,302', 's'],
    ['"1669605302"', 's'],
    ['  1669605302\t', 's'],
    ['１６６９６０５３０２', 's'],
    ['1.669605302E+09', 's'],
    ['1669605302.000', 's'],
  ])('%s is taken for %s', (text, unit) => {
    expect(readTimeLine(text, 'UTC')).toEqual({ kind: 'epoch', unit, moment: { seconds: 1669605302, micros: 0 } });
  });

  it('keeps what is finer than seconds', () => {
    expect(momentOf('1669605302123')).toEqual({ seconds: 1669605302, micros: 123_000 });
    expect(momentOf('1669605302.5')).toEqual({ seconds: 1669605302, micros: 500_000 });
    expect(momentOf('1669605302123.25')).toEqual({ seconds: 1669605302, micros: 123_250 });
    expect(momentOf('-0.5')).toEqual({ seconds: -1, micros: 500_000 });
  });

  it('is recognised in each unit from 1973 on, and comes back as it was', () => {
    const since1973 = moment.filter(({ seconds }) => seconds >= 100_000_000);
    fc.assert(
      fc.property(since1973, fc.constantFrom(...epochUnits), (value, unit) => {
        const exact = { ...value, micros: unit === 's' ? 0 : unit === 'ms' ? Math.floor(value.micros / 1000) * 1000 : value.micros };
        const text = epochText(exact, unit);
        expect(text).toMatch(/^\d+$/);
        expect(readTimeLine(text, 'UTC')).toEqual({ kind: 'epoch', unit, moment: exact });
      }),
    );
  });

  it('is exact with a point, before 1970 too', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000_000, max: 4_000_000_000 }), fc.integer({ min: 0, max: 999_999 }), (seconds, micros) => {
        expect(momentOf(epochText({ seconds, micros }, 's'))).toEqual({ seconds, micros });
      }),
    );
  });
});

describe('dates', () => {
  it.each([
    '2022-11-28 12:15:02',
    '2022-11-28T12:15:02',
    '2022/11/28 12:15:02',
    '2022.11.28 12:15:02',
    '2022年11月28日 12時15分02秒',
    '2022年11月28日12時15分02秒',
    '2022-11-28T03:15:02Z',
    '2022-11-28T03:15:02+00:00',
    '2022-11-28 12:15:02 +0900',
    '2022-11-28 12:15:02 UTC+9',
    '2022-11-28 12:15:02 JST',
    '2022-11-28 03:15:02.000 UTC',
    '2022-11-27 22:15:02.000 America/New_York',
    '20221128T031502Z',
    '20221128T121502',
  ])('%s', (text) => {
    expect(momentOf(text)).toEqual({ seconds: 1669605302, micros: 0 });
  });

  it('of a day, of a minute, with one-digit parts, with a fraction', () => {
    expect(momentOf('2022-11-28')).toEqual({ seconds: at('2022-11-27T15:00:00'), micros: 0 });
    expect(momentOf('2022/1/8 9:05')).toEqual({ seconds: at('2022-01-08T00:05:00'), micros: 0 });
    expect(momentOf('2022-11-28 12:15:02.123456789')).toEqual({ seconds: 1669605302, micros: 123_456 });
  });

  it('comes back as the same moment in every zone; where the clocks went back, as the first of two', () => {
    fc.assert(
      fc.property(moment, zone, (value, inZone) => {
        const line = readTimeLine(dateText(value, inZone), inZone);
        expect(line.kind).toBe('date');
        if (line.kind !== 'date') return;
        expect(dateText(line.moment, inZone)).toBe(dateText(value, inZone));
        expect(line.note).not.toBe('skipped');
        if (line.note === null) expect(line.moment).toEqual(value);
        else expect(line.moment.seconds).toBeLessThanOrEqual(value.seconds);
      }),
    );
  });

  it.each([
    ['America/New_York', '2022-11-06 01:30:00', 'twice', '2022-11-06T05:30:00'],
    ['America/New_York', '2022-11-06 00:59:59', null, '2022-11-06T04:59:59'],
    ['America/New_York', '2022-11-06 02:00:00', null, '2022-11-06T07:00:00'],
    ['America/New_York', '2022-03-13 02:30:00', 'skipped', '2022-03-13T07:30:00'],
    ['America/New_York', '2022-03-13 03:00:00', null, '2022-03-13T07:00:00'],
    ['Australia/Lord_Howe', '2022-10-02 02:15:00', 'skipped', '2022-10-01T15:45:00'],
    ['Australia/Lord_Howe', '2022-04-03 01:45:00', 'twice', '2022-04-02T14:45:00'],
    ['Asia/Tokyo', '2022-11-06 01:30:00', null, '2022-11-05T16:30:00'],
  ])('in %s, %s: %s', (inZone, text, note, utc) => {
    expect(readTimeLine(text, inZone)).toEqual({ kind: 'date', note, moment: { seconds: at(utc), micros: 0 } });
  });

  it('with an offset of its own needs no note', () => {
    expect(readTimeLine('2022-11-06 01:30:00-05:00', 'America/New_York')).toMatchObject({
      note: null,
      moment: { seconds: at('2022-11-06T06:30:00') },
    });
  });
});

describe('what is no moment', () => {
  it.each([
    'start',
    '12:15',
    '2022-13-01',
    '2022-11-31',
    '2022-11-28 25:00',
    '10.0.0.1',
    '1e999',
    '99999999999999999999',
    '2022-11-28 12:15 MARS',
    '-',
    'NULL',
    '1669605302 1669605400',
  ])('%s is marked', (text) => {
    expect(readTimeLine(text, 'UTC')).toEqual({ kind: 'junk', text });
  });

  it('any text is read without an exception', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[-+\d:./TZ, ]{0,40}$/)),
        zone,
        (text, inZone) => {
          const line = readTimeLine(text, inZone);
          if ('moment' in line) {
            expect(Number.isSafeInteger(line.moment.seconds)).toBe(true);
            expect(dateText(line.moment, inZone)).toMatch(/^-?\d/);
          }
        },
      ),
    );
  });
});

describe('a column', () => {
  it('has as many lines out as in, empty where there is no moment', () => {
    const lines = readTimeLines('start\r\n1669605302\r\n\r\n2022-11-28 12:15:02\r\n', 'Asia/Tokyo');
    expect(lines.map((line) => line.kind)).toEqual(['junk', 'epoch', 'empty', 'date']);
    expect(columnText(lines, (value) => dateText(value, 'Asia/Tokyo'))).toBe('\n2022-11-28 12:15:02\n\n2022-11-28 12:15:02');
    expect(columnText(lines, (value) => epochText(value, 'ms'))).toBe('\n1669605302000\n\n1669605302000');
  });

  it('of many lines goes out and back', () => {
    const starts = Array.from({ length: 5000 }, (_, index) => 1669593600 + index * 17);
    const dates = columnText(readTimeLines(starts.join('\n'), 'Asia/Tokyo'), (value) => dateText(value, 'Asia/Tokyo'));
    expect(columnText(readTimeLines(dates, 'Asia/Tokyo'), (value) => epochText(value, 's'))).toBe(starts.join('\n'));
  });

  it('of nothing is one empty line', () => {
    expect(readTimeLines('', 'UTC')).toEqual([{ kind: 'empty' }]);
  });
});
