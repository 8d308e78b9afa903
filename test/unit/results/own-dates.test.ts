import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvLine } from '../../../main/exports/csv-line.ts';
import type { ExportColumn } from '../../../main/exports/export-columns.ts';
import { formatEpoch } from '../../../main/flowlogs/time.ts';
import { ownDates } from '../../../main/results/own-dates.ts';

it('takes back exactly what the export wrote', () => {
  const { header, convert } = ownDates(['srcaddr', 'start (Asia/Tokyo)', 'end (UTC)', 'note (Asia/Tokyo)', 'start (Mars/Base)']);
  expect(header).toEqual(['srcaddr', 'start', 'end', 'note (Asia/Tokyo)', 'start (Mars/Base)']);
  fc.assert(
    fc.property(fc.integer({ min: 946_684_800, max: 4_102_444_799 }), (epoch) => {
      const row = ['10.0.0.1', formatEpoch(epoch, 'Asia/Tokyo'), formatEpoch(epoch, 'UTC'), 'x', null];
      expect(convert(row)).toEqual(['10.0.0.1', String(epoch), String(epoch), 'x', null]);
    }),
  );
});

it.each([
  ['America/New_York', Date.UTC(2022, 10, 6, 6)],
  ['Europe/Berlin', Date.UTC(2022, 9, 30, 1)],
  ['Australia/Lord_Howe', Date.UTC(2022, 3, 2, 15)],
  ['America/St_Johns', Date.UTC(2022, 10, 6, 4, 30)],
  ['Asia/Tokyo', Date.UTC(2022, 10, 6, 6)],
])('every moment around the end of summer time in %s comes back as it was', (zone, change) => {
  const columns: ExportColumn[] = [{ index: 0, name: 'start', header: `start (${zone})`, form: 'date' }];
  const { convert } = ownDates([`start (${zone})`]);
  let withOffset = 0;
  for (let epoch = change / 1000 - 3 * 3600; epoch < change / 1000 + 3 * 3600; epoch += 60) {
    const cell = csvLine([epoch], columns, zone).trim();
    expect(convert([cell])).toEqual([String(epoch)]);
    // Whatever the clocks show once is a date to Excel.
    if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(cell)) continue;
    expect(cell).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
    withOffset++;
  }
  expect(withOffset).toBe(zone === 'Asia/Tokyo' ? 0 : zone === 'Australia/Lord_Howe' ? 60 : 120);
});

it('leaves what is no date, and other files, as they are', () => {
  expect(ownDates(['start (UTC)']).convert(['soon'])).toEqual(['soon']);
  const row = ['1669605302'];
  expect(ownDates(['start']).convert(row)).toBe(row);
});
