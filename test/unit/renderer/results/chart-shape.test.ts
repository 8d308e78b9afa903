import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeEdges } from '../../../../main/results/time-edges.ts';
import { barTime, highestBar, layers, marked, markTexts, totalOf } from '../../../../renderer/results/chart-shape.ts';

const T = 1_669_605_300; // 2022-11-28 12:15:00 in Tokyo
const every = (seconds: number, bars: number, from = T) => Array.from({ length: bars + 1 }, (_, bar) => from + bar * seconds);

describe('layers', () => {
  it('stand on each other, and show whatever is there', () => {
    const bars = { accepted: [100, 0, 0], other: [0, 50, 0], rejected: [0, 0, 0.001] };
    const [all, withOther, accepted] = layers(bars);
    expect(accepted).toEqual([100, 0, 0]);
    expect(withOther).toEqual([100, 50, 0]);
    expect(all.slice(0, 2)).toEqual([100, 50]);
    expect(all[2]).toBeGreaterThan(1);
  });

  it('find the highest bar by all parts', () => {
    const bars = { accepted: [5, 3, 3], other: [0, 0, 0], rejected: [0, 3, 3] };
    expect(highestBar(bars)).toBe(1);
    expect(totalOf(bars, 1)).toBe(6);
  });
});

describe('the time of a bar', () => {
  it('is as short as is exact', () => {
    expect(barTime(every(60, 3), 1, 'Asia/Tokyo')).toBe('2022-11-28 12:16–12:17');
    expect(barTime(every(10, 3), 1, 'Asia/Tokyo')).toBe('2022-11-28 12:15:10–12:15:20');
  });

  it('is a date for a day, two for more', () => {
    const midnight = Date.UTC(2022, 10, 27, 15) / 1000;
    expect(barTime(every(86_400, 2, midnight), 1, 'Asia/Tokyo')).toBe('2022-11-29');
    expect(barTime(every(7 * 86_400, 2, midnight), 0, 'Asia/Tokyo')).toBe('2022-11-28–2022-12-04');
  });
});

describe('marks below the bars', () => {
  it('stand at round times of the zone', () => {
    const edges = every(10, 90);
    const bars = marked(edges, 'Asia/Tokyo', 11);
    const even = ['12:18', '12:20', '12:22', '12:24', '12:26', '12:28'];
    expect(markTexts(edges, bars, 'Asia/Tokyo')).toEqual(['12:16\n2022-11-28', ...even]);
  });

  it('say the date again where it is another, and only the date for days', () => {
    const edges = every(3600, 24);
    const texts = markTexts(edges, [0, 12, 18], 'Asia/Tokyo');
    expect(texts).toEqual(['12:15\n2022-11-28', '00:15\n2022-11-29', '06:15']);
    const days = every(86_400, 3, Date.UTC(2022, 10, 27, 15) / 1000);
    expect(markTexts(days, [0, 2], 'Asia/Tokyo')).toEqual(['2022-11-28', '2022-11-30']);
  });

  it('are at least one, no more than fit, and of bars that are there', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_000_000_000 }),
        fc.integer({ min: 0, max: 200_000_000 }),
        fc.integer({ min: 1, max: 20 }),
        (low, span, most) => {
          const { edges } = timeEdges(low, low + span, 'America/New_York');
          const bars = marked(edges, 'America/New_York', most);
          expect(bars.length).toBeGreaterThan(0);
          expect(bars.length).toBeLessThanOrEqual(most + 1);
          expect(bars.every((bar) => bar >= 0 && bar < edges.length - 1)).toBe(true);
        },
      ),
    );
  });
});
