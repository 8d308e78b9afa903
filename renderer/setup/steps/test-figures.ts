/** What a test query gave, in a line. */
import type { Run } from '../../../preload/contract/run.ts';
import type { Format } from '../../i18n/format.ts';
import type { texts } from '../texts.ts';

/** Of an hour's records, so many are enough to see that everything works. */
export const MOST_ROWS = 100;

/** `first 100 rows · 1.2 MB scanned · $0.0001`. */
export function testFigures({ rowCount, scannedBytes, costUsd }: Run, t: (typeof texts)['en'], format: Format): string {
  const count = rowCount ?? 0;
  const rows = count >= MOST_ROWS ? t.firstRows(format.number(MOST_ROWS)) : t.rows(format.number(count));
  return t.testDone(rows, format.bytes(scannedBytes ?? 0), costUsd === null ? '–' : format.usd(costUsd));
}
