import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatEpoch } from '../../../../main/flowlogs/time.ts';
import type { SourceRef } from '../../../../preload/contract/query.ts';
import { around, canHold, lastSeconds, openingWindow, sampleWindow, today } from '../../../../renderer/query/presets.ts';

const noon = Date.UTC(2026, 10, 23, 3, 41, 7) / 1000;
const athena: SourceRef = {
  kind: 'athena',
  profile: null,
  region: null,
  workgroup: null,
  catalog: null,
  database: 'vpcdb',
  table: 'flow_logs',
};
const folder: SourceRef = { kind: 'folder', path: '/logs' };

describe('presets', () => {
  it('count back in whole minutes', () => {
    const window = lastSeconds(noon, 900);
    expect(formatEpoch(window.from, 'Asia/Tokyo')).toBe('2026-11-23 12:26:00');
    expect(formatEpoch(window.to, 'Asia/Tokyo')).toBe('2026-11-23 12:41:00');
  });

  it('begin today at midnight of the zone', () => {
    expect(formatEpoch(today(noon, 'Asia/Tokyo').from, 'Asia/Tokyo')).toBe('2026-11-23 00:00:00');
    expect(formatEpoch(today(noon, 'America/New_York').from, 'America/New_York')).toBe('2026-11-22 00:00:00');
  });

  it('begin today where midnight does not exist, too', () => {
    // Clocks in Beirut went from 24:00 on 30 March 2024 to 01:00.
    const day = Date.UTC(2024, 2, 31, 9) / 1000;
    expect(formatEpoch(today(day, 'Asia/Beirut').from, 'Asia/Beirut')).toBe('2024-03-31 01:00:00');
  });

  it('lie around a moment', () => {
    expect(around(1000, 5)).toEqual({ from: 700, to: 1300 });
  });

  it('never end before they start', () => {
    const zones = fc.constantFrom('UTC', 'Asia/Tokyo', 'Asia/Kolkata', 'America/St_Johns', 'Australia/Lord_Howe');
    fc.assert(
      fc.property(fc.integer({ min: 946_684_800, max: 4_102_444_800 }), zones, (end, zone) => {
        const day = today(end, zone);
        expect(day.from).toBeLessThanOrEqual(day.to);
        expect(day.to).toBeLessThanOrEqual(end);
        expect(end - day.from).toBeLessThan(25 * 3600 + 1);
      }),
    );
  });
});

describe('a window that was chosen', () => {
  it('does not follow from the sample’s day into files of another year', () => {
    const newest = Date.UTC(2026, 10, 29) / 1000;
    expect(canHold(folder, { kind: 'sample' }, newest, sampleWindow)).toBe(false);
    expect(canHold(folder, { kind: 'sample' }, sampleWindow.to, sampleWindow)).toBe(true);
    expect(canHold(folder, athena, newest, { from: newest - 60, to: newest })).toBe(true);
  });
});

describe('the window that a source opens with', () => {
  const current = { from: 1, to: 2 };
  it('is the walk-through’s for the sample', () => {
    expect(openingWindow({ kind: 'sample' }, athena, current, null, noon)).toEqual(sampleWindow);
    expect(formatEpoch(sampleWindow.from, 'Asia/Tokyo')).toBe('2022-11-28 12:15:00');
    expect(formatEpoch(sampleWindow.to, 'Asia/Tokyo')).toBe('2022-11-28 12:30:00');
  });

  it('stays between tables in Athena, and is the last hour after files', () => {
    expect(openingWindow({ ...athena, table: 'other' }, athena, current, null, noon)).toEqual(current);
    expect(openingWindow(athena, folder, current, null, noon)).toEqual(lastSeconds(noon, 3600));
  });

  it('holds the newest record of files', () => {
    fc.assert(
      fc.property(fc.integer({ min: 946_684_800, max: 4_102_444_800 }), (newest) => {
        const window = openingWindow(folder, athena, current, newest, noon);
        expect(window.to).toBeGreaterThanOrEqual(newest);
        expect(window.to - newest).toBeLessThan(60);
      }),
    );
    expect(openingWindow(folder, athena, current, null, noon)).toEqual(current);
  });
});
