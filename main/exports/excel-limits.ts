/** Excel's own limits (support.microsoft.com, "Excel specifications and limits") and what follows from them. */
import { offsetAt } from '../flowlogs/time.ts';

/** 1,048,576 less the header. */
export const MOST_DATA_ROWS = 1_048_575;
/** UTF-16 units in a cell. */
export const MOST_CELL_CHARACTERS = 32_767;
/** An integer from here on has more than the 15 digits that a number in Excel keeps. */
export const FIRST_LOSSY_INTEGER = 1e15;

/** 1970-01-01 in days since 1899-12-30. */
const UNIX_EPOCH = 25_569;
/** 1900-03-01: before it Excel counts a 29 February 1900 that there was not. */
const FIRST_SERIAL = 61;
/** 10000-01-01. */
const AFTER_LAST_SERIAL = 2_958_466;

/**
 * The date cell's number for a moment: days since 1899-12-30 on the zone's wall clock at that moment.
 * NULL where Excel has no date for it. @param epoch Unix seconds
 */
export function excelSerial(epoch: number, zone: string): number | null {
  // Looked at before the zone is: platforms refuse moments that are some hundred thousand years away.
  const inUtc = UNIX_EPOCH + epoch / 86_400;
  if (!(inUtc > FIRST_SERIAL - 2 && inUtc < AFTER_LAST_SERIAL + 2)) return null;
  const serial = UNIX_EPOCH + (epoch + offsetAt(epoch, zone)) / 86_400;
  return serial >= FIRST_SERIAL && serial < AFTER_LAST_SERIAL ? serial : null;
}

/** The text, cut with a sign to what a cell takes. */
export function cutToCell(text: string): string {
  if (text.length <= MOST_CELL_CHARACTERS) return text;
  const end = MOST_CELL_CHARACTERS - 1;
  // Not between the halves of a character.
  const splits = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
  return `${text.slice(0, splits ? end - 1 : end)}…`;
}

/** `A` for 0, `AC` for 28. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}
