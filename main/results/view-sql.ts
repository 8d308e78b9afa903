/** A view as SQL over the table `rows`: values bound, names quoted. */
import type { Cell, Filter, View } from '../../preload/contract/result.ts';
import { assertNever } from '../../preload/contract/values.ts';
import { AppError } from '../app-error.ts';
import { quoteIdentifier } from '../flowlogs/quote.ts';
import { isZone } from '../flowlogs/time.ts';
import { type FindColumn, findSql } from './find-sql.ts';
import { joinConditions } from './join-conditions.ts';

export interface ViewSql {
  /** Begins with WHERE, or empty. */
  readonly where: string;
  /** Begins with ORDER BY. */
  readonly orderBy: string;
  readonly parameters: readonly Cell[];
}

/**
 * @param columns of the result  @param rowid the row number's name: the last criterion of every order
 * @throws AppError `bad_column` for a column that the result lacks, `bad_zone`
 */
export function viewSql(view: View, columns: readonly FindColumn[], rowid: string): ViewSql {
  const names = new Set(columns.map((column) => column.name));
  const quoted = (name: string) => {
    if (!names.has(name))
      throw new AppError('bad_column', `The result has no column ${JSON.stringify(name)}.`, { details: { value: name } });
    return quoteIdentifier(name);
  };
  const parameters: Cell[] = [];
  const conditions = view.filters.map((filter) => condition(filter, quoted, columns, parameters));
  const { sort } = view;
  return {
    where: conditions.length === 0 ? '' : `WHERE ${joinConditions(conditions, 'AND')}`,
    orderBy: sort ? `ORDER BY ${quoted(sort.column)} ${sort.descending ? 'DESC' : 'ASC'} NULLS LAST, ${rowid}` : `ORDER BY ${rowid}`,
    parameters,
  };
}

function condition(filter: Filter, quoted: (name: string) => string, columns: readonly FindColumn[], parameters: Cell[]): string {
  switch (filter.op) {
    case 'is':
      parameters.push(filter.value);
      return `${quoted(filter.column)} IS ${placeholder(filter.value)}`;
    case 'not':
      parameters.push(filter.value);
      return `${quoted(filter.column)} IS NOT ${placeholder(filter.value)}`;
    case 'between':
      parameters.push(filter.from, filter.to);
      return `${quoted(filter.column)} BETWEEN ? AND ?`;
    case 'find':
      if (filter.zone !== null && !isZone(filter.zone))
        throw new AppError('bad_zone', `${JSON.stringify(filter.zone)} is not a time zone.`, { details: { value: filter.zone } });
      return findSql(filter.text, filter.zone, columns, parameters);
    default:
      return assertNever(filter);
  }
}

/** An integer beyond 2^53 came to the page as text: compared with an INTEGER column it becomes the number again. */
function placeholder(value: Cell): string {
  return typeof value === 'string' && /^-?\d{16,19}$/.test(value) ? 'CAST(? AS NUMERIC)' : '?';
}
