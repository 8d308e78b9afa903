/** Patterns of Trino's date functions as DuckDB's `strftime` has them. The two read alike and mean other things: `%M` is a month there, minutes here. */
import { AppError } from '../../app-error.ts';

/** `date_format`, `date_parse`: MySQL's specifiers. What Trino itself refuses is refused here. */
const mysql: Readonly<Record<string, string>> = {
  a: '%a',
  b: '%b',
  c: '%-m',
  d: '%d',
  e: '%-d',
  f: '%f',
  H: '%H',
  h: '%I',
  I: '%I',
  i: '%M',
  j: '%j',
  k: '%-H',
  l: '%-I',
  M: '%B',
  m: '%m',
  p: '%p',
  r: '%I:%M:%S %p',
  S: '%S',
  s: '%S',
  T: '%H:%M:%S',
  v: '%V',
  W: '%A',
  x: '%G',
  Y: '%Y',
  y: '%y',
  '%': '%%',
};

/** `format_datetime`, `parse_datetime`: Joda's letters. Those of the zone are left out: a moment here does not know one. */
const joda: Readonly<Record<string, string>> = {
  y: '%Y',
  yy: '%y',
  yyyy: '%Y',
  M: '%-m',
  MM: '%m',
  MMM: '%b',
  MMMM: '%B',
  d: '%-d',
  dd: '%d',
  D: '%-j',
  DDD: '%j',
  e: '%u',
  E: '%a',
  EEE: '%a',
  EEEE: '%A',
  H: '%-H',
  HH: '%H',
  h: '%-I',
  hh: '%I',
  a: '%p',
  m: '%-M',
  mm: '%M',
  s: '%-S',
  ss: '%S',
  SSS: '%g',
  xxxx: '%G',
  ww: '%V',
};

/** @throws AppError `bad_sql` for a specifier without an equal */
export function fromMysqlPattern(pattern: string): string {
  return pattern.replace(/%(.?)/gs, (whole, letter: string) => {
    if (letter === '') throw unknown(whole, pattern);
    // Any other letter stands for itself, but the ones that MySQL has and Trino has not.
    if (/[DUuVwX]/.test(letter)) throw unknown(whole, pattern);
    return mysql[letter] ?? letter;
  });
}

/** @throws AppError `bad_sql` for letters without an equal, and for a quote that is not closed */
export function fromJodaPattern(pattern: string): string {
  return pattern.replace(/''|'((?:[^']|'')*)'|([A-Za-z])\2*|['%]/g, (piece, quoted?: string, letter?: string) => {
    if (piece === "''") return "'";
    if (quoted !== undefined) return quoted.replaceAll("''", "'").replaceAll('%', '%%');
    if (piece === '%') return '%%';
    const found = letter === undefined ? undefined : joda[piece];
    if (found === undefined) throw unknown(piece, pattern);
    return found;
  });
}

function unknown(piece: string, pattern: string): AppError {
  return new AppError('bad_sql', 'The statement cannot be run on files.', {
    details: { reason: `${piece} in the date pattern '${pattern}' is not supported.` },
  });
}
