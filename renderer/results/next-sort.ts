import type { View } from '../../preload/contract/result.ts';

/** What pressing a header asks for: up, then down, then the order of the result. Pure. */
export function nextSort(sort: View['sort'], column: string): View['sort'] {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}
