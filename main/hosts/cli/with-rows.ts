import { isFetchable, type Run } from '../../../preload/contract/run.ts';
import { AppError } from '../../app-error.ts';
import type { CliSession } from './cli-session.ts';
import { createProgress } from './progress.ts';

/**
 * The run with its rows. Where they have been given up, did not come, or their file is missing or damaged, what Athena
 * still has is fetched, which is not paid for; where nobody knows how the query ended, Athena is asked first. Still without
 * rows: the fetching was cancelled. @throws AppError why there are none
 */
export async function withRows(run: Run, session: CliSession): Promise<Run> {
  const { handlers } = session.app;
  if (run.state === 'saved') {
    try {
      await handlers['result.columns']({ runId: run.id });
      return run;
    } catch (error) {
      const isLost = error instanceof AppError && (error.code === 'result_missing' || error.code === 'result_damaged');
      if (!isLost || !isFetchable(await handlers['run.read']({ runId: run.id }))) throw error;
    }
  } else if (!isFetchable(run)) return run;
  const progress = createProgress(session.io);
  const started = await handlers['run.fetch']({ runId: run.id, anySize: true });
  const ended = await session.untilEnd(started, (value) => progress.show(`fetching: ${value.rowCount ?? 0} rows`));
  progress.end();
  if (ended.state === 'cancelled' && !ended.error) {
    throw new AppError('run_not_finished', 'The query was cancelled: it has no rows. Run it again.', { details: { runId: run.id } });
  }
  if ((ended.rowsGone || ended.state !== 'saved') && ended.error)
    throw new AppError(ended.error.code, ended.error.message, { details: ended.error.details });
  return ended;
}
