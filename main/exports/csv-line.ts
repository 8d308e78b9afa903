/**
 * Lines of a CSV as Athena's are (NULL an empty field, the empty string `""`), made safe for the program that opens
 * it: Excel takes a field that begins like a formula for one, quoted or not (CWE-1236).
 */
import type { Cell } from '../../preload/contract/result.ts';
import { formatEpoch, formatEpochMs, offsetIfTwice } from '../flowlogs/time.ts';
import { excelSerial } from './excel-limits.ts';
import { type ExportColumn, isDate } from './export-columns.ts';

/** Tells Excel that the file is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

export function csvHeader(columns: readonly ExportColumn[]): string {
  return `${columns.map((column) => csvText(column.header)).join(',')}\r\n`;
}

/** @param row all columns in file order */
export function csvLine(row: readonly Cell[], columns: readonly ExportColumn[], zone: string): string {
  let line = '';
  for (const [position, column] of columns.entries()) {
    if (position > 0) line += ',';
    const value = row[column.index] ?? null;
    if (value === null) continue;
    if (typeof value === 'string') line += csvText(value);
    else line += isDate(column.form) ? (dateText(column, value, zone) ?? String(value)) : String(value);
  }
  return `${line}\r\n`;
}

/**
 * A date as Excel has it too; NULL outside of what it has. Where the zone's clocks show the hour twice it has its offset,
 * `2022-11-06 01:30:00-05:00`, and is a text to Excel: without it nobody could tell which of the two it is, and Nagare
 * itself would read the second as the first.
 */
function dateText({ form }: ExportColumn, value: number, zone: string): string | null {
  if (form === 'date') return excelSerial(value, zone) === null ? null : formatEpoch(value, zone) + offsetIfTwice(value, zone);
  return excelSerial(value / 1000, zone) === null ? null : formatEpochMs(value, zone) + offsetIfTwice(value / 1000, zone);
}

/** A text as a field. */
export function csvText(text: string): string {
  const safe = isFormula(text) ? `'${text}` : text;
  return safe === '' || /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Begins with = + @, tab or a line's end, or their full-width forms, which Japanese Excel takes too. A minus is left
 * alone where it is the flow logs' mark for "nothing", or the sign of a number.
 */
function isFormula(text: string): boolean {
  if (/^[=+@\t\r\n＝＋＠]/.test(text)) return true;
  return /^[-－]./s.test(text) && !/^-\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text);
}
