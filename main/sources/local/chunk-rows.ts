/** The rows of a DuckDB chunk, column by column: the package's own way, value by value, takes ten times as long. */
import { type DuckDBDataChunk, type DuckDBType, DuckDBTypeId } from '@duckdb/node-api';
import { AppError } from '../../app-error.ts';
import { type ColumnVector, columnVector } from './chunk-vectors.ts';
import { addSizes, STRING_BYTES, textsOf } from './packed-texts.ts';

/** What of a number is one is a number; what a double does not hold is a bigint or its text; all else is text as Athena prints it. */
export type EngineValue = string | number | bigint | null;
export type EngineRow = readonly EngineValue[];

interface Kind {
  readonly itemBytes: number;
  values(vector: ColumnVector): EngineValue[];
}

const texts: Kind = { itemBytes: STRING_BYTES, values: textsOf };

/** What comes as it is; any other type has to be made a text by the statement (`trino-values.ts`). */
const kinds: ReadonlyMap<DuckDBTypeId, Kind> = new Map([
  [DuckDBTypeId.VARCHAR, texts],
  [DuckDBTypeId.TINYINT, numbers(Int8Array)],
  [DuckDBTypeId.SMALLINT, numbers(Int16Array)],
  [DuckDBTypeId.INTEGER, numbers(Int32Array)],
  [DuckDBTypeId.UTINYINT, numbers(Uint8Array)],
  [DuckDBTypeId.USMALLINT, numbers(Uint16Array)],
  [DuckDBTypeId.UINTEGER, numbers(Uint32Array)],
  [DuckDBTypeId.BIGINT, { itemBytes: 8, values: bigintsOf }],
  [DuckDBTypeId.DOUBLE, { itemBytes: 8, values: doublesOf }],
]);

export const isTakenAsItIs = (type: DuckDBType): boolean => kinds.has(type.typeId);

/** A text longer than V8 can hold (half a gigabyte) would end the whole process on its way out of DuckDB. */
const MOST_ROW_BYTES = 32 * 2 ** 20;
/** Quotes and comma of a value in Athena's CSV, by which the limit is. */
const AROUND_VALUE = 3;

/**
 * @param types of the chunk's columns; text where it is none of those taken as they are
 * @throws AppError `bad_sql` for a row of more than 32 MB
 */
export function chunkRows(chunk: DuckDBDataChunk, types: readonly DuckDBTypeId[]): EngineRow[] {
  const found = types.map((type, column) => {
    const kind = kinds.get(type) ?? texts;
    return { kind, vector: columnVector(chunk, column, kind.itemBytes) };
  });
  checkSizes(
    found.flatMap(({ kind, vector }) => (kind === texts ? [vector] : [])),
    chunk.rowCount,
  );
  const columns = found.map(({ kind, vector }) => kind.values(vector));
  // The chunk is asked once more after its values are read: the engine frees them when JavaScript has lost sight of it.
  return Array.from({ length: chunk.rowCount }, (_, row) => columns.map((values) => values[row] as EngineValue));
}

/** Before any of it is taken. */
function checkSizes(vectors: readonly ColumnVector[], rowCount: number): void {
  const sizes = new Float64Array(rowCount).fill(AROUND_VALUE * vectors.length - 1);
  for (const vector of vectors) addSizes(sizes, vector);
  if (sizes.every((size) => size <= MOST_ROW_BYTES)) return;
  const reason = `A row has more than ${MOST_ROW_BYTES / 2 ** 20} MB, which is the most that Athena allows.`;
  throw new AppError('bad_sql', 'The statement cannot be run on files.', { details: { reason } });
}

type Numbers = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;

function numbers(View: {
  new (buffer: ArrayBufferLike, offset: number, length: number): Numbers;
  readonly BYTES_PER_ELEMENT: number;
}): Kind {
  return {
    itemBytes: View.BYTES_PER_ELEMENT,
    values({ data, isNull, rowCount }) {
      const found = new View(data.buffer, data.byteOffset, rowCount);
      const values = Array<EngineValue>(rowCount).fill(null);
      for (let row = 0; row < rowCount; row++) if (!isNull(row)) values[row] = found[row] as number;
      return values;
    },
  };
}

/** By halves: a bigint for each would be made only to be thrown away. */
function bigintsOf({ data, isNull, rowCount }: ColumnVector): EngineValue[] {
  const low = new Uint32Array(data.buffer, data.byteOffset, rowCount * 2);
  const high = new Int32Array(data.buffer, data.byteOffset, rowCount * 2);
  const whole = new BigInt64Array(data.buffer, data.byteOffset, rowCount);
  const values = Array<EngineValue>(rowCount).fill(null);
  for (let row = 0; row < rowCount; row++) {
    if (isNull(row)) continue;
    const value = (high[row * 2 + 1] as number) * 2 ** 32 + (low[row * 2] as number);
    values[row] = Number.isSafeInteger(value) ? value : (whole[row] as bigint);
  }
  return values;
}

/** SQLite has no NaN and would make it NULL; infinity is kept by the name that Trino has for it. */
function doublesOf({ data, isNull, rowCount }: ColumnVector): EngineValue[] {
  const found = new Float64Array(data.buffer, data.byteOffset, rowCount);
  const values = Array<EngineValue>(rowCount).fill(null);
  for (let row = 0; row < rowCount; row++) {
    if (isNull(row)) continue;
    const value = found[row] as number;
    values[row] = Number.isFinite(value) ? value : String(value);
  }
  return values;
}
