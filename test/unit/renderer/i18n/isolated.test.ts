import { expect, test } from 'vitest';
import { isolated } from '../../../../renderer/i18n/isolated.ts';

test('words that could turn the sentence around are set apart, others are left as they are', () => {
  expect(isolated('Partner scan?')).toBe('Partner scan?');
  expect(isolated('本番')).toBe('本番');
  for (const words of ['שלום', 'x\u202eexe.txt', 'اختبار', 'a\u2067b']) expect(isolated(words)).toBe(`\u2068${words}\u2069`);
});
