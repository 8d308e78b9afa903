import type { Explanation } from '../../../preload/contract/zero-rows.ts';
import { reasonText } from '../../flowlogs/zero-row-sentences.ts';

/** Why there are no rows, a line for each reason, for standard error. @param zone in which moments are written */
export function zeroRowsLines({ reasons, flowCount, error }: Explanation, zone: string): string {
  const lines = reasons.map((reason) => `zero rows: ${reasonText(reason, zone, 'en')}\n`);
  if (reasons.length === 0 && flowCount !== null && flowCount > 0) {
    lines.push(`zero rows: ${flowCount.toLocaleString('en-US')} flows lie in the window, and none of them passes all the filters.\n`);
  } else if (reasons.length === 0) {
    lines.push('zero rows: no flow matched. Widen the window or take out a filter.\n');
  }
  if (error) lines.push(`zero rows: the source could not be asked for more: ${error.message}\n`);
  return lines.join('');
}
