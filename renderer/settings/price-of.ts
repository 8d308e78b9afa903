import { plainWidth } from '../../main/flowlogs/plain-width.ts';

/** The text of a price: a number without a sign, or NULL. */
export function priceOf(text: string): number | null {
  const trimmed = plainWidth(text).trim().replace(/^\$/, '');
  return /^\d{1,6}(\.\d{1,6})?$/.test(trimmed) ? Number(trimmed) : null;
}
