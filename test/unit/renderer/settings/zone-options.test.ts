import { describe, expect, it } from 'vitest';
import { isZone } from '../../../../main/flowlogs/time.ts';
import { foundZones, zoneOptions } from '../../../../renderer/settings/zone-options.ts';

const winter = Date.UTC(2022, 10, 28) / 1000;

describe('zoneOptions', () => {
  const options = zoneOptions(winter);
  const sideOf = (zone: string) => options.find((option) => option.value === zone)?.side;

  it('begins with UTC and names every zone once', () => {
    expect(options[0]?.value).toBe('UTC');
    expect(new Set(options.map((option) => option.value)).size).toBe(options.length);
    expect(options.every((option) => isZone(option.value))).toBe(true);
  });

  it('has the offset of the moment that is looked at', () => {
    expect(sideOf('Asia/Tokyo')).toBe('UTC+9');
    expect(sideOf('America/New_York')).toBe('UTC-5');
    expect(zoneOptions(Date.UTC(2022, 6, 1) / 1000).find((option) => option.value === 'America/New_York')?.side).toBe('UTC-4');
  });

  it('has the names that people look for', () => {
    for (const zone of ['Asia/Kolkata', 'Europe/Kyiv', 'Asia/Ho_Chi_Minh']) expect(sideOf(zone)).toBeDefined();
    expect(sideOf('Asia/Calcutta')).toBeUndefined();
  });
});

describe('foundZones', () => {
  const now = Date.UTC(2026, 10, 29) / 1000;
  const options = zoneOptions(now);
  const found = (typed: string) => foundZones(options, typed, now).map(({ value }) => value);

  it.each([
    ['tok', 'Asia/Tokyo'],
    ['jst', 'Asia/Tokyo'],
    ['JP', 'Asia/Tokyo'],
    ['japan', 'Asia/Tokyo'],
    ['日本', 'Asia/Tokyo'],
    ['ｔｏｋｙｏ', 'Asia/Tokyo'],
    ['new york', 'America/New_York'],
    ['york', 'America/New_York'],
    ['est', 'America/New_York'],
    ['lon', 'Europe/London'],
    ['utc', 'UTC'],
    ['kolk', 'Asia/Kolkata'],
  ])('takes for %s first %s', (typed, zone) => expect(found(typed)[0]).toBe(zone));

  it('goes on from cities to regions to anywhere, and has all for nothing', () => {
    expect(found('tok')).toContain('Antarctica/Vostok');
    expect(found('asia').every((zone) => zone.startsWith('Asia/'))).toBe(true);
    expect(found('utc+9')).toContain('Asia/Tokyo');
    expect(found('')).toHaveLength(options.length);
    expect(found('nowhere')).toEqual([]);
  });
});
