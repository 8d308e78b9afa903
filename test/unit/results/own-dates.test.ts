import fc from 'fast-check';
import { expect, it } from 'vitest';
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

it('leaves what is no date, and other files, as they are', () => {
  expect(ownDates(['start (UTC)']).convert(['soon'])).toEqual(['soon']);
  const row = ['1669605302'];
  expect(ownDates(['start']).convert(row)).toBe(row);
});
