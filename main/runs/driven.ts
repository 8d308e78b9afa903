import type { RunRow } from '../history/run-row.ts';
import type { RunChange } from '../history/run-store.ts';
import type { Waits } from '../sources/source.ts';
import type { ArrivingRows } from './fetch-result.ts';

/** A run as its driver has it. */
export interface Driven {
  readonly id: string;
  /** The row as it is now. */
  row(): RunRow;
  /** Writes a change under this driver's generation and tells everybody. @throws AppError `run_taken_over` */
  write(change: RunChange): void;
  /** Rows fetched so far: told, not written. */
  told(rowCount: number): void;
  /** From now on those that have come can be looked at. */
  arriving(rows: ArrivingRows): void;
  /** Aborted when the user cancels. */
  readonly cancel: AbortSignal;
  /** Aborted when the app closes, or the run is somebody else's: nothing more is written. */
  readonly leave: AbortSignal;
  /** Resolves when it may go: only so many do at once. Throws when it is cancelled before. */
  turn(): Promise<void>;
  readonly waits: Waits;
  readonly partialPath: string;
  readonly finalPath: string;
  /** Known from its turn on. */
  readonly pricePerTb: number;
  /** Fetches without asking about the size. */
  readonly anySize: boolean;
  freeBytes(): Promise<number | null>;
  now(): number;
}

/** Aborted when nothing more is wanted of the run, for whatever reason. */
export function stopOf(run: Driven): AbortSignal {
  return AbortSignal.any([run.cancel, run.leave]);
}
