/** Column types for a CSV that came without them. */
import type { ColumnType } from '../../preload/contract/query.ts';
import { fieldOf } from '../flowlogs/fields.ts';
import type { TextRow } from '../sources/source.ts';
import type { WriterValue } from './result-writer.ts';

/** Leading zeros and more than 18 digits belong to ids, not to numbers; nor is -0 an integer's own text. */
const INTEGER = /^(?:0|-?[1-9]\d{0,17})$/;
/** A number of more digits than a double keeps was a decimal or an id: as text nothing of it is lost. */
const MOST_DIGITS = 17;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * A flow-log field has its own type; of any other column the first rows decide: all integers, all numbers, else text.
 * @param header the column names  @param rows as many of the first rows as there are
 */
export function guessTypes(header: readonly string[], rows: readonly TextRow[]): readonly ColumnType[] {
  return header.map((name, index) => {
    const field = fieldOf(name);
    if (field) return { name, type: field.type === 'string' ? 'varchar' : field.type === 'int' ? 'integer' : 'bigint' };
    const values = rows.flatMap((row) => row[index] ?? []);
    const all = (isMeant: (value: string) => boolean) => values.length > 0 && values.every(isMeant);
    return { name, type: all((value) => INTEGER.test(value)) ? 'bigint' : all(isDouble) ? 'double' : 'varchar' };
  });
}

/**
 * Types that were guessed may be wrong for a later row: a text that does not come back from a number of its column's type
 * stays the text. Other columns keep all texts anyway.
 */
export function numbersOf(types: readonly ColumnType[]): (row: TextRow) => readonly WriterValue[] {
  const readers = types.map(({ type }) => (type === 'varchar' ? null : type === 'double' ? doubleOf : integerOf));
  return (row) => row.map((text, index) => (text === null ? null : (readers[index]?.(text) ?? text)));
}

// A number would be handed to SQLite as a fraction.
const integerOf = (text: string): WriterValue => (INTEGER.test(text) ? BigInt(text) : text);
const doubleOf = (text: string): WriterValue => (isDouble(text) ? Number(text) : text);

/** Whether the names alone say all types: then no row need be waited for. */
export const areTypesNamed = (header: readonly string[]): boolean => header.every((name) => fieldOf(name) !== undefined);

function isDouble(text: string): boolean {
  if (!NUMBER.test(text) || !Number.isFinite(Number(text))) return false;
  // Athena writes a double of that size with an exponent.
  if (/^-?\d+$/.test(text)) return Number.isSafeInteger(Number(text));
  return text.replace(/[eE].*$|\D/g, '').replace(/^0+/, '').length <= MOST_DIGITS;
}
