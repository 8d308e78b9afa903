/** A view as SQL over the table `rows`: values bound, names quoted. */
import type { Cell, ColumnRole, Filter, View } from '../../preload/contract/result.ts';
import { assertNever } from '../../preload/contract/values.ts';
import { AppError } from '../app-error.ts';
import { parseAddress } from '../flowlogs/address.ts';
import { quoteIdentifier } from '../flowlogs/quote.ts';
import { isZone } from '../flowlogs/time.ts';
import { type FindColumn, findSql, likePattern } from './find-sql.ts';
import { joinConditions } from './join-conditions.ts';
import { IN_NETWORKS } from './result-functions.ts';

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
    // An integer beyond 2^53 is a text on the page: an INTEGER column makes a number of it again, a TEXT column leaves it.
    case 'is':
      parameters.push(filter.value);
      return `${quoted(filter.column)} IS ?`;
    case 'not':
      parameters.push(filter.value);
      return `${quoted(filter.column)} IS NOT ?`;
    case 'between':
      return between(filter, quoted(filter.column), parameters);
    case 'text': {
      parameters.push(likePattern(filter.text, filter.how));
      const test = `${quoted(filter.column)} LIKE ? ESCAPE '\\'`;
      return filter.not ? `NOT coalesce(${test}, 0)` : test;
    }
    case 'address':
      for (const network of filter.networks) {
        const read = parseAddress(network);
        if (!read.ok)
          throw new AppError('bad_address', `${JSON.stringify(network)} is not an address or a network.`, {
            details: read.problem.details ?? {},
          });
      }
      parameters.push(JSON.stringify(filter.networks));
      return `${filter.not ? 'NOT ' : ''}${IN_NETWORKS}(${quoted(filter.column)}, ?)`;
    case 'find':
      if (filter.zone !== null && !isZone(filter.zone))
        throw new AppError('bad_zone', `${JSON.stringify(filter.zone)} is not a time zone.`, { details: { value: filter.zone } });
      return findSql(filter.text, filter.zone, withRoles(columns, filter.roles), parameters);
    default:
      return assertNever(filter);
  }
}

/** SQLite puts texts behind all numbers: without an upper end they would be taken too. */
function between(filter: Extract<Filter, { op: 'between' }>, name: string, parameters: Cell[]): string {
  const ends: string[] = [];
  if (filter.from !== null) {
    parameters.push(filter.from);
    ends.push(`${name} >= ?`);
  }
  if (filter.to !== null) {
    parameters.push(filter.to);
    ends.push(`${name} <= ?`);
  }
  return [`typeof(${name}) IN ('integer', 'real')`, ...ends].join(' AND ');
}

/** Columns as they are shown: those that are named as dates, all others as they are stored. */
function withRoles(columns: readonly FindColumn[], roles: Readonly<Record<string, ColumnRole>> | undefined): readonly FindColumn[] {
  if (!roles) return columns;
  const of = (name: string) => (Object.hasOwn(roles, name) ? roles[name] : undefined);
  return columns.map((column) => ({ name: column.name, field: column.field, role: of(column.name) ?? 'plain' }));
}
