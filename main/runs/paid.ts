import { costUsd } from '../flowlogs/cost.ts';
import type { RunChange } from '../history/run-store.ts';
import type { ExecutionStatus } from '../sources/source.ts';
import type { Driven } from './driven.ts';

/** What an execution scanned and costs, as a change to its run: a failed one costs nothing, any other what it scanned. */
export function paid(run: Driven, { state, scannedBytes }: Pick<ExecutionStatus, 'state' | 'scannedBytes'>): RunChange {
  if (scannedBytes === null) return {};
  return { scanned_bytes: scannedBytes, cost_usd: state === 'failed' ? 0 : costUsd(scannedBytes, run.pricePerTb) };
}
