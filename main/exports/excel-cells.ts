/**
 * Cells as the XML of a sheet (ECMA-376 Part 1, 18.3.1.4). Text is an inline string, or one of the few that the
 * workbook's table of strings takes: neither is ever read as a formula.
 */
import type { Cell } from '../../preload/contract/result.ts';
import { cutToCell, excelSerial, FIRST_LOSSY_INTEGER, MOST_CELL_CHARACTERS } from './excel-limits.ts';
import { type ColumnForm, isDate } from './export-columns.ts';

/** @param attributes of the cell, each with a space before it */
export function textCell(text: string, attributes = ''): string {
  // Most texts in flow logs are short ASCII words: one look instead of six replacements.
  if (text.length <= MOST_CELL_CHARACTERS && isPlainWord(text)) return `<c${attributes} t="inlineStr"><is><t>${text}</t></is></c>`;
  const cut = cutToCell(text);
  const space = /^\s|\s$|[\n\t]/.test(cut) ? ' xml:space="preserve"' : '';
  return `<c${attributes} t="inlineStr"><is><t${space}>${xmlText(cut)}</t></is></c>`;
}

/** Nothing in it is escaped, and no space stands at an end. */
const isPlainWord = (text: string) => !/[^!-%'-;=?-^`-~]/.test(text);

/** @param number its digits, as XML Schema writes a double */
export function numberCell(number: number | string, attributes = ''): string {
  return `<c${attributes}><v>${number}</v></c>`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ILLEGAL = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g;
/** Also before an illegal character, whose own escape begins with the underscore that is missing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}[_\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF])/g;

/**
 * Text as it stands in the XML: what XML cannot hold becomes `_xHHHH_`, as Excel writes it, and a text that looks like
 * that already is escaped itself. A carriage return too, which a parser would turn into a line feed.
 */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(LOOKS_ESCAPED, '_x005F_')
    .replace(ILLEGAL, (each) => `_x${each.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** Makes the cell of a value. @param attributes of the cell, each with a space before it */
export type CellWriter = (value: Cell, attributes: string) => string;

/** Longer texts seldom come twice. */
const MOST_SHARED_CHARACTERS = 100;

/**
 * The same cells without attributes, with texts that are likely to come again in the workbook's table of strings: less
 * than half as long, which is half of the time that compressing takes.
 * @param share the text's place in the table; NULL: it has no more room
 */
export function sharingWriter(write: CellWriter, share: (text: string) => number | null): (value: Cell) => string {
  return (value) => {
    if (typeof value === 'string' && value !== '' && value.length <= MOST_SHARED_CHARACTERS && isPlainWord(value)) {
      const place = share(value);
      if (place !== null) return `<c t="s"><v>${place}</v></c>`;
    }
    return write(value, '');
  };
}

/**
 * @param styles indexes of the styles of date cells and of empty ones. An empty cell needs one other than 0: without it
 *   exceljs takes it for a merged cell, drops it, and the cells after it, which have no reference, move to the left.
 */
export function cellWriter(form: ColumnForm, zone: string, styles: { readonly date: number; readonly empty: number }): CellWriter {
  const plain: CellWriter = (value, attributes) => {
    if (value === null) return `<c${attributes} s="${isDate(form) ? styles.date : styles.empty}"/>`;
    if (value === '') return textCell('', `${attributes} s="${styles.empty}"`);
    return typeof value === 'string' ? textCell(value, attributes) : plainNumber(value, attributes);
  };
  switch (form) {
    case 'plain':
      return plain;
    case 'real':
      return (value, attributes) =>
        typeof value === 'number' && Number.isFinite(value) ? numberCell(value, attributes) : plain(value, attributes);
    case 'account':
      return (value, attributes) => plain(value === null ? null : String(value), attributes);
    case 'decimal':
      return (value, attributes) =>
        typeof value === 'string' && fitsNumber(value) ? numberCell(value, attributes) : plain(value, attributes);
    case 'date':
    case 'date-ms': {
      const perSecond = form === 'date' ? 1 : 1000;
      return (value, attributes) => {
        const serial = typeof value === 'number' ? excelSerial(value / perSecond, zone) : null;
        return serial === null ? plain(value, attributes) : numberCell(serial, `${attributes} s="${styles.date}"`);
      };
    }
  }
}

/** Numbers as numbers; integers that Excel would round, and what it has no number for, as text. */
function plainNumber(value: number, attributes: string): string {
  const isText = !Number.isFinite(value) || (Number.isInteger(value) && Math.abs(value) >= FIRST_LOSSY_INTEGER);
  return isText ? textCell(String(value), attributes) : numberCell(value, attributes);
}

/** A decimal whose digits a number in Excel keeps. */
function fitsNumber(text: string): boolean {
  const match = /^-?0*(\d*)(?:\.(\d*?)0*)?$/.exec(text);
  if (!match || !/\d/.test(text)) return false;
  return `${match[1]}${match[2] ?? ''}`.replace(/^0+/, '').length <= 15;
}
