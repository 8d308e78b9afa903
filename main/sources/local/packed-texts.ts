/**
 * The strings of a DuckDB vector. Asked for one by one they cost more than all else that is done with a row: each long
 * one is a call into the engine, a buffer and a decoding of its own.
 */
import duckdb from '@duckdb/node-bindings';
import type { ColumnVector } from './chunk-vectors.ts';

/**
 * A string of DuckDB's is 16 bytes: its length in 4, then itself where it has at most 12, else 4 of its beginning and 8 of
 * where it lies (https://duckdb.org/docs/stable/clients/c/vector#strings).
 */
export const STRING_BYTES = 16;
const STRING_WORDS = 4;
const MOST_INLINE = 12;
/** Begun runs grow no further than this: a JavaScript string has an end. */
const MOST_RUN_BYTES = 1 << 20;
const NOT_ASCII = 0x80808080;

export function textsOf({ data, isNull, rowCount }: ColumnVector): (string | null)[] {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const words = wordsOf(data);
  const inline = bytes.toString('latin1');
  const texts = Array<string | null>(rowCount).fill(null);
  let last = '';
  let lastAt = -1;
  for (let row = 0; row < rowCount; row++) {
    const at = row * STRING_WORDS;
    if (isNull(row) || (words[at] as number) > MOST_INLINE) continue;
    // Many columns have few values: the one before is often the same, and need not be made again.
    if (lastAt < 0 || !isSame(words, lastAt, at)) {
      const begin = row * STRING_BYTES + 4;
      const end = begin + (words[at] as number);
      const isAscii = (((words[at + 1] as number) | (words[at + 2] as number) | (words[at + 3] as number)) & NOT_ASCII) === 0;
      last = isAscii ? inline.slice(begin, end) : bytes.toString('utf8', begin, end);
      lastAt = at;
    }
    texts[row] = last;
  }
  fillLong(texts, bytes, words, isNull);
  return texts;
}

/** What is left of the 12 bytes behind a shorter string is zeros. */
const isSame = (words: Uint32Array, one: number, other: number): boolean =>
  words[one] === words[other] &&
  words[one + 1] === words[other + 1] &&
  words[one + 2] === words[other + 2] &&
  words[one + 3] === words[other + 3];

/** The bytes of each row's string are added to `sizes`. */
export function addSizes(sizes: Float64Array, { data, isNull, rowCount }: ColumnVector): void {
  const words = wordsOf(data);
  for (let row = 0; row < rowCount; row++) if (!isNull(row)) sizes[row] = (sizes[row] as number) + (words[row * STRING_WORDS] as number);
}

/** DuckDB lays the long strings of a chunk end to end when it hands it over: what does lie so is taken out by one call. */
function fillLong(texts: (string | null)[], bytes: Buffer, words: Uint32Array, isNull: (row: number) => boolean): void {
  let rows: number[] = [];
  let begin = 0;
  let size = 0;
  const take = () => {
    const [first] = rows;
    if (first === undefined) return;
    const found = duckdb.get_data_from_pointer(bytes.buffer as ArrayBuffer, bytes.byteOffset + first * STRING_BYTES + 8, size);
    const run = Buffer.from(found.buffer, found.byteOffset, found.byteLength);
    const text = run.toString('utf8');
    const isAscii = text.length === size;
    let at = 0;
    for (const row of rows) {
      const end = at + (words[row * STRING_WORDS] as number);
      texts[row] = isAscii ? text.slice(at, end) : run.toString('utf8', at, end);
      at = end;
    }
    rows = [];
  };
  for (let row = 0; row < texts.length; row++) {
    const at = row * STRING_WORDS;
    const length = words[at] as number;
    if (length <= MOST_INLINE || isNull(row)) continue;
    const address = (words[at + 2] as number) + (words[at + 3] as number) * 2 ** 32;
    if (address !== begin + size || size > MOST_RUN_BYTES) {
      take();
      begin = address;
      size = 0;
    }
    rows.push(row);
    size += length;
  }
  take();
}

const wordsOf = (data: Uint8Array): Uint32Array => new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
