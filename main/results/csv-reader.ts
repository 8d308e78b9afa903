/**
 * Athena's result CSV, piece by piece. Every value stands in double quotes, `""` is a quote, line feeds may stand
 * inside; NULL is an empty field without quotes, the empty string is `""`. Most CSV libraries lose that difference.
 * Values without quotes, CRLF or CR alone at the ends of lines and a byte order mark are read too: the file may have
 * passed through other hands.
 */
import { AppError } from '../app-error.ts';
import type { TextRow } from '../sources/source.ts';

export interface CsvReader {
  /** Takes the next bytes; gives the rows that are complete, the header being the first of all. @throws AppError `not_a_csv` */
  push(chunk: Uint8Array): TextRow[];
  /** The same for text that is decoded already. */
  pushText(piece: string): TextRow[];
  /** No more bytes follow. @throws AppError `not_a_csv` when the file ends inside a value */
  end(): TextRow[];
}

const QUOTE = 34;
const COMMA = 44;
const LINE_FEED = 10;
const RETURN = 13;

export function createCsvReader(): CsvReader {
  const decoder = new TextDecoder();
  /** Text that is not yet rows. */
  let text = '';
  /** Pieces behind it, joined only when there is enough: a value of many megabytes is then not scanned for every piece. */
  let pieces: string[] = [];
  let waiting = 0;
  let enough = 0;
  let width: number | null = null;
  let line = 0;
  /** What ends a line: as the header ends. NULL: that has not come yet. */
  let feed: number | null = null;

  const read = (last: boolean): TextRow[] => {
    text += pieces.join('');
    pieces = [];
    waiting = 0;
    const rows: TextRow[] = [];
    let start = 0;
    feed ??= feedOf(text, last);
    while (feed !== null) {
      const end = readRow(text, start, last, width, rows, line + rows.length + 1, feed);
      if (end < 0) break;
      if (width === null && rows.length > 0) width = rows[0]?.length ?? null;
      start = end;
      if (start >= text.length) break;
    }
    line += rows.length;
    text = text.slice(start);
    enough = text.length;
    return rows;
  };

  const pushText = (piece: string) => {
    pieces.push(piece);
    waiting += piece.length;
    return waiting < enough ? [] : read(false);
  };

  return {
    push: (chunk) => pushText(decoder.decode(chunk, { stream: true })),
    pushText,
    end() {
      pieces.push(decoder.decode());
      const rows = read(true);
      if (text !== '') throw broken(line + 1, 'it ends inside a value');
      return rows;
    },
  };
}

/** Programs of old end their lines with CR alone. NULL: the first line has not come to its end. */
function feedOf(text: string, last: boolean): number | null {
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (code === LINE_FEED) return LINE_FEED;
    else if (code === RETURN && (at + 1 < text.length || last)) return text.charCodeAt(at + 1) === LINE_FEED ? LINE_FEED : RETURN;
  }
  return last ? LINE_FEED : null;
}

/** Reads the row that begins at `start` and appends it to `rows`. Returns where the next begins, or -1 when it is not all there. */
function readRow(text: string, start: number, last: boolean, width: number | null, rows: TextRow[], line: number, feed: number): number {
  const length = text.length;
  if (start >= length) return -1;
  const row: (string | null)[] = [];
  let at = start;
  for (;;) {
    let value: string | null = null;
    if (text.charCodeAt(at) === QUOTE) {
      let close = text.indexOf('"', at + 1);
      let doubled = false;
      while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) {
        doubled = true;
        close = text.indexOf('"', close + 2);
      }
      // A quote at the very end may be the first half of a doubled one.
      if (close < 0 || (close + 1 >= length && !last)) return -1;
      value = text.slice(at + 1, close);
      if (doubled) value = value.replaceAll('""', '"');
      at = close + 1;
    } else {
      const begin = at;
      let code = text.charCodeAt(at);
      while (at < length && code !== COMMA && code !== feed) code = text.charCodeAt(++at);
      if (at >= length && !last) return -1;
      const end = code === LINE_FEED && at > begin && text.charCodeAt(at - 1) === RETURN ? at - 1 : at;
      if (end > begin) value = text.slice(begin, end);
    }
    row.push(value);
    let code = at < length ? text.charCodeAt(at) : feed;
    if (code === RETURN && feed === LINE_FEED) {
      if (at + 1 >= length && !last) return -1;
      code = at + 1 < length ? text.charCodeAt(++at) : LINE_FEED;
    }
    if (code === feed) {
      at++;
      break;
    }
    if (code !== COMMA) throw broken(line, 'a value goes on after its closing quote');
    at++;
    // The comma was the last of the file: one more field, which is NULL.
    if (at >= length && last) {
      row.push(null);
      break;
    }
    if (at >= length) return -1;
  }
  if (width !== null && row.length !== width) {
    // A blank line is a NULL only in a result of one column; elsewhere editors leave them at the end.
    if (row.length === 1 && row[0] === null) return at;
    throw broken(line, `it has ${row.length} values where the header has ${width}`);
  }
  rows.push(row);
  return at;
}

function broken(line: number, what: string): AppError {
  return new AppError('not_a_csv', `This is not a CSV as Athena writes it: row ${line}, ${what}.`, { details: { line, reason: what } });
}
