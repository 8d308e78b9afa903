import { expect, it } from 'vitest';
import { shareText } from '../../../../renderer/results/share-text.ts';

it('is a share with one decimal; something is never nothing, and less than all is never all', () => {
  expect(shareText(640, 700)).toBe('91.4 %');
  expect(shareText(1, 1_000_000)).toBe('<0.1 %');
  expect(shareText(999_999, 1_000_000)).toBe('>99.9 %');
  expect(shareText(5, 5)).toBe('100 %');
  expect(shareText(0, 0)).toBe('0 %');
});
