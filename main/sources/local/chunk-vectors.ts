/** Where the values of a DuckDB chunk lie. */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';

export interface ColumnVector {
  readonly rowCount: number;
  /** The values one after another. Gone with the chunk. */
  readonly data: Uint8Array;
  /** What `data` has for such a row means nothing. */
  readonly isNull: (row: number) => boolean;
}

/** A set bit is a value; the bits come in words of 64. */
const ROWS_OF_WORD = 64;

/** @param itemBytes of one value */
export function columnVector(chunk: DuckDBDataChunk, column: number, itemBytes: number): ColumnVector {
  const { rowCount } = chunk;
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, column);
  const valid = duckdb.vector_get_validity(vector, Math.ceil(rowCount / ROWS_OF_WORD) * 8) as Uint8Array | null;
  return {
    rowCount,
    data: duckdb.vector_get_data(vector, rowCount * itemBytes),
    isNull: valid ? (row) => ((valid[row >> 3] as number) & (1 << (row & 7))) === 0 : never,
  };
}

const never = () => false;
