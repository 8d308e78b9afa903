import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatEpoch, parseTime } from '../../../main/flowlogs/time.ts';
import { MOST_BARS, timeEdges } from '../../../main/results/time-edges.ts';

const at = (text: string, zone: string) => {
  const time = parseTime(text, zone);
  if (!time.ok) throw new Error(text);
  return time.value;
};

describe('bars over time', () => {
  it('hold every moment, in order, and are not too many', () => {
    const zones = ['UTC', 'Asia/Tokyo', 'Asia/Kathmandu', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 4_000_000_000 }),
        fc.integer({ min: 0, max: 9 }).chain((digits) => fc.integer({ min: 0, max: 10 ** digits })),
        (zone, low, span) => {
          const { edges, stepSeconds } = timeEdges(low, low + span, zone);
          const [first = Number.NaN] = edges;
          expect(edges.length).toBeGreaterThan(1);
          expect(edges.length).toBeLessThan(MOST_BARS + 8);
          expect(first).toBeLessThanOrEqual(low);
          expect(edges[1]).toBeGreaterThan(low);
          expect(edges.at(-1)).toBeGreaterThan(low + span);
          expect(edges.at(-2)).toBeLessThanOrEqual(low + span);
          for (const [index, edge] of edges.entries()) {
            if (index > 0) expect(edge).toBeGreaterThan(edges[index - 1] ?? edge);
            expect((edge - first) % stepSeconds).toBe(0);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are hours of the zone when they are long, days from midnight when they are longer', () => {
    const low = at('2026-03-06 09:30', 'America/New_York');
    const hours = timeEdges(low, at('2026-03-10 02:00', 'America/New_York'), 'America/New_York').edges;
    expect(formatEpoch(hours[0] ?? 0, 'America/New_York')).toBe('2026-03-06 09:00:00');
    // The clocks go forward on the 8th: that day has 23 bars, and every day still begins at midnight.
    expect(hours.filter((edge) => formatEpoch(edge, 'America/New_York').startsWith('2026-03-08'))).toHaveLength(23);
    const days = timeEdges(low, low + 100 * 86_400, 'America/New_York').edges;
    expect(days.every((edge) => formatEpoch(edge, 'America/New_York').endsWith('00:00:00'))).toBe(true);
    expect((days[3] ?? 0) - (days[2] ?? 0)).toBe(23 * 3600);
  });

  it('of a single moment are one', () => {
    expect(timeEdges(1_669_605_302, 1_669_605_302, 'UTC').edges).toEqual([1_669_605_302, 1_669_605_303]);
  });
});
