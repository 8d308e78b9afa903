/** From what a source says it would read to what is shown and asked before a run. */
import type { Estimate } from '../../preload/contract/estimate.ts';
import { costUsd } from './cost.ts';

/** What a source would read for a query. */
export type Reading = Pick<Estimate, 'partitions' | 'files' | 'bytes' | 'unknown' | 'cutoffBytes' | 'isPruned'>;

/** A whole table up to this size is read without a question. */
export const ASK_ABOVE_BYTES = 1_000_000_000;

/** @param pricePerTb USD for 10^12 bytes; NULL: the source is not paid for */
export function estimateOf(reading: Reading, pricePerTb: number | null): Estimate {
  const { bytes, isPruned } = reading;
  return {
    ...reading,
    costUsd: pricePerTb === null || bytes === null ? null : costUsd(bytes, pricePerTb),
    needsConfirmation: pricePerTb !== null && !isPruned && (bytes === null || bytes > ASK_ABOVE_BYTES),
  };
}
