import type { Query } from '../../../preload/contract/query.ts';
import type { Explanation } from '../../../preload/contract/zero-rows.ts';
import { flowsLeftOut, reasonText } from '../../flowlogs/zero-row-sentences.ts';

/** Why there are no rows, a line for each reason, for standard error; moments in the query's zone. */
export function zeroRowsLines({ reasons, flowCount, countSql, error }: Explanation, query: Query): string {
  const { zone } = query.type === 'form' ? query.form : query;
  const sentences = reasons.map((reason) => reasonText(reason, zone, 'en'));
  if (flowCount && !reasons.some((reason) => reason.code === 'filters_exclude')) sentences.push(flowsLeftOut(flowCount, 'en'));
  if (sentences.length === 0 && query.type === 'form') sentences.push('No flow matched. Widen the window or take out a filter.');
  // It is paid for, so that it is not run unasked.
  if (countSql !== null) {
    const statement = countSql.replace(/\s*\n\s*/g, ' ');
    sentences.push(`Whether the window has flows, or only NODATA and SKIPDATA, this statement tells: ${statement}`);
  }
  if (error) sentences.push(`The source could not be asked for more. ${error.message}`);
  return sentences.map((sentence) => `zero rows: ${sentence}\n`).join('');
}
