/** The start of a statement that is paid for: once, whatever is lost on the way, and never left running unseen. */
import type { ErrorCode } from '../../preload/contract/errors.ts';
import { AppError } from '../app-error.ts';
import { parseJson } from '../history/parse-json.ts';
import type { ExecutedSource, StartInput } from '../sources/source.ts';
import type { Driven } from './driven.ts';
import { STOP_MS } from './stop-paid.ts';
import { UNREACHED_MS, withPatience } from './with-patience.ts';

/** Within this time of the first try the same input may be sent again without asking: Athena still knows the token. */
const TOKEN_TRUSTED_MS = 10 * 60_000;

/** After these a statement may run though its start failed: the SDK tries by itself, and the answer to one try may be lost. */
const IN_DOUBT: ReadonlySet<ErrorCode> = new Set(['network', 'throttled']);

/**
 * Starts the statement at most once, whatever happened before. A run that is cancelled once it may have been started is
 * started, or found, all the same: what has an id can be stopped.
 * @returns the execution's id, not written down yet
 * @throws the reason of `cancel` where it is certain that nothing was started; AppError `start_unknown` where nobody can
 * tell; else what the start was refused with
 */
export async function startOnce(run: Driven, source: ExecutedSource): Promise<string> {
  const row = run.row();
  if (row.start_input === null) {
    const input = await source.prepare(row.id, row.sql ?? '', run.cancel, row.reuse_minutes);
    run.write({ state: 'submitted', start_input: JSON.stringify(input), submitted_at: run.now() });
  }
  let mayBeStarted = row.start_input !== null;

  const find = () => {
    const { submitted_at: submittedAt, created_at: createdAt } = run.row();
    return source.find(row.id, submittedAt ?? createdAt, run.leave);
  };
  const send = async (): Promise<string> => {
    if (!mayBeStarted) run.cancel.throwIfAborted();
    const input = inputOf(run);
    if (mayBeStarted && (input === null || !isTokenTrusted(run))) {
      const found = await find();
      if (found !== null) return found;
      mayBeStarted = false;
      run.cancel.throwIfAborted();
    }
    // Another input with the same token is refused, with another token it could be paid for twice.
    if (input === null)
      throw new AppError('start_unknown', 'What was sent to Athena can no longer be read. Look there whether the query runs.');
    try {
      return await source.submit(input, run.leave);
    } catch (error) {
      if (!(error instanceof AppError) || IN_DOUBT.has(error.code)) mayBeStarted = true;
      throw error;
    }
  };
  /** The last that can be done: a look at what Athena has. @throws `error` where it has nothing of this run */
  const settle = async (error: unknown): Promise<string> => {
    run.leave.throwIfAborted();
    if (!mayBeStarted || !(error instanceof AppError) || CERTAIN.has(error.code)) throw error;
    const found = await find().catch((cause: unknown) => {
      run.leave.throwIfAborted();
      throw startUnknown(error, cause);
    });
    if (found === null) throw error;
    return found;
  };

  const patience = { waits: run.waits, mostMs: UNREACHED_MS, signal: run.leave };
  try {
    // Not ended at once by a cancellation: an answer that is lost would leave an execution that nobody stops.
    return await withPatience(send, { ...patience, hurry: run.cancel });
  } catch (error) {
    if (!run.cancel.aborted || !mayBeStarted || run.leave.aborted) return settle(error);
    return withPatience(send, { ...patience, mostMs: STOP_MS, forPeople: false }).catch(settle);
  }
}

/** What says by itself whether the statement runs: its cancellation before it was sent, and what no try of it could pass. */
const CERTAIN: ReadonlySet<ErrorCode> = new Set(['start_unknown', 'cancelled', 'bad_sql']);

/** As it was written down; NULL: it cannot be read any more. */
const inputOf = (run: Driven): StartInput | null => (parseJson(run.row().start_input ?? '') as StartInput | undefined) ?? null;

/** However long was waited, or slept, since: a token that may be forgotten is not sent again before it was looked for. */
function isTokenTrusted(run: Driven): boolean {
  const { submitted_at: submittedAt, created_at: createdAt } = run.row();
  const ageMs = run.now() - (submittedAt ?? createdAt);
  return ageMs >= 0 && ageMs <= TOKEN_TRUSTED_MS;
}

function startUnknown(error: AppError, cause: unknown): AppError {
  if (cause instanceof AppError && cause.code === 'start_unknown') return cause;
  return new AppError(
    'start_unknown',
    `Nobody can tell whether the statement was started: Athena's answer was lost, and its executions could not be searched. Look there before it is run again. ${error.message}`,
    { cause, details: error.details },
  );
}
