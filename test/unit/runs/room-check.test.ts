import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LARGE_BYTES, LARGE_ROWS, largeResult, noRoomLeft, RESERVE_BYTES } from '../../../main/runs/room-check.ts';

describe('a result is asked about', () => {
  it('from its size on, whatever is free', () => {
    expect(largeResult(LARGE_BYTES - 1, 1e12)).toBeNull();
    expect(largeResult(LARGE_BYTES, 1e12)).toMatchObject({
      code: 'large_result',
      details: { downloadBytes: LARGE_BYTES, rowsBytes: LARGE_BYTES, freeBytes: 1e12, fits: true },
    });
    expect(largeResult(LARGE_BYTES, null)).toMatchObject({ details: { freeBytes: null, fits: true } });
  });

  it('when the disk would be left with less than its reserve', () => {
    expect(largeResult(1e9, 1e9 + RESERVE_BYTES)).toBeNull();
    expect(largeResult(1e9, 1e9 + RESERVE_BYTES - 1)).toMatchObject({ code: 'large_result', details: { fits: false } });
  });

  it('with its numbers in words, and how to say yes', () => {
    expect(largeResult(12.34e9, 8e9)?.message).toMatch(/12\.3 GB.*8\.0 GB are free.*--yes/);
  });

  it('by the number of its rows, where they come in pages', () => {
    expect(largeResult(null, 1e12, { count: LARGE_ROWS - 1, isMore: false })).toBeNull();
    expect(largeResult(1e8, 1e12, { count: LARGE_ROWS, isMore: false })).toMatchObject({
      message: expect.stringMatching(/is 0\.1 GB large and has 2000000 rows, .*--yes/),
      details: { downloadBytes: 1e8, rows: LARGE_ROWS, isMore: false, fits: true },
    });
    expect(largeResult(null, null, { count: LARGE_ROWS, isMore: true })).toMatchObject({
      message: expect.stringContaining('has more than 2000000 rows'),
      details: { downloadBytes: null, rows: LARGE_ROWS, isMore: true, fits: true },
    });
    expect(largeResult(1e9, 1e9, { count: 7, isMore: false })).toMatchObject({ details: { fits: false } });
  });

  it('never when it is small, or nobody knows how large it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 63_999_999 }), fc.option(fc.nat(2_000_000_000)), (bytes, free) => {
        expect(largeResult(bytes, free)).toBeNull();
      }),
    );
    expect(largeResult(null, 0)).toBeNull();
  });
});

it('rows on their way are given up before the disk is full, unless they are few', () => {
  expect(noRoomLeft(1e9, 200e6)).toBeNull();
  expect(noRoomLeft(1e9, 127e6)).toMatchObject({ code: 'disk_full' });
  expect(noRoomLeft(1e6, 0)).toBeNull();
  expect(noRoomLeft(1e9, null)).toBeNull();
});
