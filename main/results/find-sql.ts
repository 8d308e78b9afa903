/** "Find in result" looks for what is on the screen: dates in their zone, names beside numbers, numbers with separators. */
import type { Cell, ResultColumn } from '../../preload/contract/result.ts';
import { protocolName, tcpFlagNames } from '../flowlogs/names.ts';
import { quoteIdentifier } from '../flowlogs/quote.ts';
import { joinConditions } from './join-conditions.ts';
import { WALL_TIME } from './result-functions.ts';

/** SQLite takes patterns of 50,000 bytes, and a character may be three, or two with its escape. */
const MOST_CHARACTERS = 16_000;

export type FindColumn = Pick<ResultColumn, 'name' | 'field' | 'role'>;

/**
 * A condition that holds where the text stands in a value as it is read; always false for a text that is all blanks, or
 * longer than SQLite can look for.
 * @param zone of the dates on the screen; NULL: columns of times are shown as they are stored
 * @param parameters gets the values of the placeholders, in order
 */
export function findSql(text: string, zone: string | null, columns: readonly FindColumn[], parameters: Cell[]): string {
  const needle = text.trim().replace(/\s+/g, ' ');
  if (needle === '' || needle.length > MOST_CHARACTERS) return '0';
  // 13,633 is stored as 13633.
  const plain = /^\d{1,3}(?:,\d{3})+$/.test(needle) ? needle.replaceAll(',', '') : needle;
  const like = (expression: string, value: string) => {
    parameters.push(likePattern(value, 'contains'));
    return `${expression} LIKE ? ESCAPE '\\'`;
  };
  const tests = columns.flatMap((column) => {
    const name = quoteIdentifier(column.name);
    if (column.role !== 'plain' && zone !== null) {
      if (!/^[\d:/ -]+$/.test(needle)) return [];
      const seconds = column.role === 'time_ms' ? `${name} / 1000` : name;
      const test = like(`${WALL_TIME}(${seconds}, ?)`, needle.replaceAll('/', '-'));
      // The zone's placeholder comes before the pattern's.
      parameters.splice(-1, 0, zone);
      return [test];
    }
    const named = numbersNamed(column.field, needle);
    return named.length > 0 ? [like(name, plain), `${name} IN (${named.join(', ')})`] : [like(name, plain)];
  });
  return tests.length === 0 ? '0' : `(${joinConditions(tests, 'OR')})`;
}

/** For LIKE, with a backslash before what would stand for other letters. */
export function likePattern(text: string, how: 'contains' | 'starts'): string {
  return `${how === 'contains' ? '%' : ''}${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** The numbers whose name has the text in it, as the grid shows them: `TCP 6`, `SYN-ACK FIN`. */
function numbersNamed(field: string | null, needle: string): readonly number[] {
  const upper = needle.toUpperCase();
  const among = (count: number, name: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => n).filter((n) => name(n).toUpperCase().includes(upper));
  if (field === 'protocol') {
    return among(256, (n) => {
      const name = protocolName(n);
      return name === null ? '' : `${name} ${n}`;
    });
  }
  return field === 'tcp_flags' ? among(64, tcpFlagNames) : [];
}
