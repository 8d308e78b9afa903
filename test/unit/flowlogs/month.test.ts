import { expect, it } from 'vitest';
import { monthOf, monthsBack } from '../../../main/flowlogs/month.ts';

it('begins and ends by the zone’s calendar', () => {
  // 2026-11-30 15:00 UTC is already December in Tokyo.
  const moment = Date.UTC(2026, 10, 30, 15) / 1000;
  expect(monthOf(moment, 'UTC')).toEqual({ key: '2026-11', from: Date.UTC(2026, 10, 1) / 1000, until: Date.UTC(2026, 11, 1) / 1000 });
  expect(monthOf(moment, 'Asia/Tokyo')).toEqual({
    key: '2026-12',
    from: Date.UTC(2026, 10, 30, 15) / 1000,
    until: Date.UTC(2026, 11, 31, 15) / 1000,
  });
});

it.each(['UTC', 'Asia/Tokyo', 'America/New_York', 'Pacific/Apia', 'Pacific/Kiritimati'])('goes back without a gap in %s', (zone) => {
  const [last, first] = [Date.UTC(2026, 10, 15) / 1000, Date.UTC(2009, 0, 1) / 1000];
  const months = monthsBack(last, first, zone, 1000);
  expect(months[0]?.key).toBe('2026-11');
  for (const [index, { from }] of months.slice(0, -1).entries()) expect(months[index + 1]?.until).toBe(from);
  const oldest = months.at(-1);
  expect((oldest?.from ?? 0) <= first && first < (oldest?.until ?? 0)).toBe(true);
  expect(new Set(months.map(({ key }) => key)).size).toBe(months.length);
});

it('is one month where the first moment is not before it, and never more than it may be', () => {
  const last = Date.UTC(2026, 10, 15) / 1000;
  expect(monthsBack(last, last + 1e9, 'UTC', 5).map(({ key }) => key)).toEqual(['2026-11']);
  expect(monthsBack(last, -1e15, 'UTC', 3).map(({ key }) => key)).toEqual(['2026-11', '2026-10', '2026-09']);
});
