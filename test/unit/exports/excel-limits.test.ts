import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnLetters, cutToCell, excelSerial, MOST_CELL_CHARACTERS } from '../../../main/exports/excel-limits.ts';

describe('excelSerial', () => {
  const zones = ['UTC', 'Asia/Tokyo', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca', 'Pacific/Apia'];
  it('is the wall clock that the platform shows in the zone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), fc.constantFrom(...zones), (epoch, zone) => {
        const serial = excelSerial(epoch, zone) ?? Number.NaN;
        // Excel's own reading: days and the rest of the day, to the second.
        const shown = new Date(Math.round((serial - 25_569) * 86_400) * 1000).toISOString().slice(0, 19).replace('T', ' ');
        // sv-SE writes ISO dates.
        const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(epoch * 1000);
        expect(shown).toBe(wall);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    [0, 'UTC', 25_569],
    [1669604400, 'Asia/Tokyo', 44_893.5],
    [253_402_300_799, 'UTC', 2_958_465 + 86_399 / 86_400],
    [253_402_300_800, 'UTC', null],
    [253_402_300_799, 'Asia/Tokyo', null],
    [-2_203_891_200, 'UTC', 61],
    [-2_203_891_201, 'UTC', null],
    [1669605302000, 'Asia/Tokyo', null],
    [-1e18, 'Asia/Tokyo', null],
    [Number.NaN, 'UTC', null],
    [Number.POSITIVE_INFINITY, 'UTC', null],
  ])('of %d in %s is %s', (epoch, zone, serial) => {
    expect(excelSerial(epoch, zone)).toBe(serial);
  });
});

describe('cutToCell', () => {
  it('leaves what fits, and cuts the rest with a sign', () => {
    expect(cutToCell('x'.repeat(MOST_CELL_CHARACTERS))).toHaveLength(MOST_CELL_CHARACTERS);
    expect(cutToCell('x'.repeat(MOST_CELL_CHARACTERS + 1))).toBe(`${'x'.repeat(MOST_CELL_CHARACTERS - 1)}…`);
  });

  it('cuts no character in half', () => {
    for (const lead of ['', 'x']) {
      const cut = cutToCell(lead + '😀'.repeat(MOST_CELL_CHARACTERS));
      expect(cut.isWellFormed()).toBe(true);
      expect(cut.length).toBeGreaterThan(MOST_CELL_CHARACTERS - 2);
      expect(cut.length).toBeLessThanOrEqual(MOST_CELL_CHARACTERS);
    }
  });
});

it.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [28, 'AC'],
  [701, 'ZZ'],
  [702, 'AAA'],
  [16_383, 'XFD'],
])('column %i is %s', (index, letters) => {
  expect(columnLetters(index)).toBe(letters);
});
