import { expect, it } from 'vitest';
import { inOrder, rangeAfterKey } from '../../../../renderer/results/range-keys.ts';

it('begins at an end, moves, extends, and stays among the bars', () => {
  expect(rangeAfterKey(null, 'ArrowRight', false, 10)).toEqual({ anchor: 0, focus: 0 });
  expect(rangeAfterKey(null, 'ArrowLeft', true, 10)).toEqual({ anchor: 9, focus: 9 });
  expect(rangeAfterKey({ anchor: 3, focus: 3 }, 'ArrowRight', true, 10)).toEqual({ anchor: 3, focus: 4 });
  expect(rangeAfterKey({ anchor: 3, focus: 4 }, 'ArrowRight', false, 10)).toEqual({ anchor: 5, focus: 5 });
  expect(rangeAfterKey({ anchor: 3, focus: 4 }, 'End', true, 10)).toEqual({ anchor: 3, focus: 9 });
  expect(rangeAfterKey({ anchor: 3, focus: 0 }, 'ArrowLeft', true, 10)).toEqual({ anchor: 3, focus: 0 });
  expect(rangeAfterKey(null, 'a', false, 10)).toBeNull();
});

it('has its ends in order', () => {
  expect(inOrder({ anchor: 5, focus: 2 })).toEqual([2, 5]);
  expect(inOrder({ anchor: 2, focus: 5 })).toEqual([2, 5]);
});
