/** What a query would cost, asked of its source before a run; and the question before a whole table is read. */
import type { Estimate } from '../preload/contract/estimate.ts';
import type { Query, SourceRef, Table } from '../preload/contract/query.ts';
import { AppError } from './app-error.ts';
import { scannedWindow } from './flowlogs/build-sql.ts';
import { estimateOf } from './flowlogs/estimate.ts';
import type { PriceOf } from './prices.ts';
import type { Extent, OpenSource } from './sources/source.ts';

export interface EstimatesOptions {
  readonly openSource: OpenSource;
  readonly describe: (source: SourceRef) => Promise<Table>;
  /** The statement that a run would send. @throws AppError for a query with a problem */
  readonly sqlOf: (source: SourceRef, query: Query) => Promise<string>;
  readonly priceOf: PriceOf;
}

export interface Estimates {
  /** Runs nothing. @throws AppError for a query with a problem, and where the source cannot be asked */
  of(source: SourceRef, query: Query): Promise<Estimate>;
  /** @throws AppError `confirmation_needed` for a query that would read a whole table, large or of unknown size */
  check(source: SourceRef, query: Query): Promise<void>;
}

export function createEstimates({ openSource, describe, sqlOf, priceOf }: EstimatesOptions): Estimates {
  const extentOf = async (source: SourceRef, query: Query): Promise<Extent> => {
    const sql = await sqlOf(source, query);
    const { partitionKeys: keys } = await describe(source);
    return query.type === 'form' ? { type: 'window', ...scannedWindow(query.form), keys } : { type: 'sql', sql, keys };
  };
  const of = async (source: SourceRef, query: Query): Promise<Estimate> => {
    const opened = openSource(source);
    const price = source.kind === 'athena' ? await priceOf(source) : null;
    return estimateOf(await opened.readBound(await extentOf(source, query)), price);
  };
  return {
    of,
    async check(source, query) {
      const opened = openSource(source);
      // A query that is narrowed is not kept waiting for a listing.
      if (opened.mode === 'direct' || (await opened.isPruned(await extentOf(source, query)))) return;
      const { needsConfirmation, bytes, costUsd, unknown, cutoffBytes } = await of(source, query);
      if (!needsConfirmation) return;
      throw new AppError('confirmation_needed', sentence(bytes, costUsd), { details: { bytes, costUsd, unknown, cutoffBytes } });
    },
  };
}

function sentence(bytes: number | null, costUsd: number | null): string {
  const size = bytes === null ? 'of unknown size' : `of ${(bytes / 1e9).toFixed(1)} GB`;
  const cost = costUsd === null ? '' : `, about ${costUsd.toFixed(2)} USD`;
  return `Without a partition predicate the query reads the whole table ${size}${cost}. Narrow it, or say yes to it (--yes in the terminal).`;
}
