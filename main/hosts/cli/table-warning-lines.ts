import type { Query, SourceRef } from '../../../preload/contract/query.ts';
import type { App } from '../../app.ts';
import { AppError } from '../../app-error.ts';
import { tableWarningText } from '../../flowlogs/table-warning-sentences.ts';
import { warningsFor } from '../../flowlogs/table-warnings.ts';

/**
 * What should be known about the table that is asked, a line each, for standard error. Asked for when the query itself is
 * under way: the table was described for it, and where it could not be, the query says so.
 */
export async function tableWarningLines(source: SourceRef, query: Query, app: Pick<App, 'describe'>): Promise<string> {
  if (query.type === 'rows') return '';
  try {
    return warningsFor(await app.describe(source), query)
      .map((warning) => `warning: ${tableWarningText(warning, 'en')}\n`)
      .join('');
  } catch (error) {
    if (error instanceof AppError) return '';
    throw error;
  }
}
