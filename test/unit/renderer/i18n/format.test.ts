import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFor } from '../../../../renderer/i18n/format.ts';
import { languageFor } from '../../../../renderer/i18n/language.tsx';

const en = formatFor('en');
const ja = formatFor('ja');

describe('formats', () => {
  it('write sizes in decimal units', () => {
    expect([0, 999, 1000, 17_900_000, 999_949, 999_950, 1.92e12].map(en.bytes)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '17.9 MB',
      '999.9 kB',
      '1.0 MB',
      '1.9 TB',
    ]);
  });

  it('never write a thousand of a unit', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (bytes) => {
        expect(en.bytes(bytes)).toMatch(/^(\d{1,3}|\d{1,3}\.\d|\d,\d+\.\d) (B|kB|MB|GB|TB|PB)$/);
      }),
    );
  });

  it('write money with the digits that matter', () => {
    expect([0, 0.00001, 0.0001, 0.0122, 9.61, 1234.5].map(en.usd)).toEqual(['$0', '<$0.0001', '$0.0001', '$0.0122', '$9.61', '$1,234.50']);
  });

  it('write durations in both languages', () => {
    expect([0, 1800, 41_000, 125_000, 3_720_000].map(en.duration)).toEqual(['0.0 s', '1.8 s', '41 s', '2 min 5 s', '1 h 2 min']);
    expect([1800, 125_000].map(ja.duration)).toEqual(['1.8 秒', '2 分 5 秒']);
  });

  it('call days by the calendar of the zone', () => {
    const now = new Date('2026-11-23T16:00:00Z'); // 24 November, 01:00 in Japan
    const run = new Date('2026-11-23T14:30:00Z'); // 23 November, 23:30 in Japan
    expect(en.day(run, 'Asia/Tokyo', now)).toBe('Yesterday');
    expect(en.day(run, 'UTC', now)).toBe('Today');
    expect(ja.day(run, 'Asia/Tokyo', now)).toBe('昨日');
    expect(en.day(new Date('2022-11-28T03:00:00Z'), 'Asia/Tokyo', now)).toContain('28 Nov 2022');
    expect(en.clock(run, 'Asia/Tokyo')).toBe('23:30');
  });
});

describe('the language', () => {
  it('follows the system’s list', () => {
    expect(languageFor('system', ['fr-FR', 'ja-JP', 'en-US'])).toBe('ja');
    expect(languageFor('system', ['fr-FR'])).toBe('en');
    expect(languageFor('ja', ['en-US'])).toBe('ja');
  });
});
