/** A view as SQL over the table `rows`: values bound, names quoted. */
import { type Cell, type ColumnRole, type Filter, isDecimal, type ResultColumn, type View } from '../../preload/contract/result.ts';
import { assertNever } from '../../preload/contract/values.ts';
import { AppError } from '../app-error.ts';
import { parseAddress } from '../flowlogs/address.ts';
import { quoteIdentifier } from '../flowlogs/quote.ts';
import { isZone } from '../flowlogs/time.ts';
import { type FindColumn, findSql, likePattern } from './find-sql.ts';
import { joinConditions } from './join-conditions.ts';
import { IN_NETWORKS } from './result-functions.ts';

type ViewColumn = FindColumn & Pick<ResultColumn, 'type' | 'storage'>;

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
export function viewSql(view: View, columns: readonly ViewColumn[], rowid: string): ViewSql {
  const known = new Map(columns.map((column) => [column.name, column]));
  const find = (name: string): ViewColumn => {
    const column = known.get(name);
    if (!column) throw new AppError('bad_column', `The result has no column ${JSON.stringify(name)}.`, { details: { value: name } });
    return column;
  };
  const parameters: Cell[] = [];
  const conditions = view.filters.map((filter) => condition(filter, find, columns, parameters));
  const { sort } = view;
  const order = sort ? orderOf(quoteIdentifier(sort.column), find(sort.column)) : [];
  return {
    where: conditions.length === 0 ? '' : `WHERE ${joinConditions(conditions, 'AND')}`,
    orderBy: `ORDER BY ${[...order.map((key) => `${key} ${sort?.descending ? 'DESC' : 'ASC'} NULLS LAST`), rowid].join(', ')}`,
    parameters,
  };
}

/**
 * What a column is ordered by, in SQL. A decimal is stored as a text, in whose order 9.30 is more than 1024.50: it goes by its
 * value, and beyond the digits of a double by its whole part, of which SQLite reads 19.
 */
export function orderOf(name: string, column: Pick<ViewColumn, 'type'>): readonly string[] {
  return isDecimal(column) ? [numberOf(name), `CAST(${name} AS INTEGER)`] : [name];
}

/** A decimal as a number. */
const numberOf = (name: string) => `CAST(${name} AS REAL)`;

function condition(filter: Filter, find: (name: string) => ViewColumn, columns: readonly ViewColumn[], parameters: Cell[]): string {
  const quoted = (name: string) => quoteIdentifier(find(name).name);
  const compared = ({ column, value }: { readonly column: string; readonly value: Cell }) =>
    isDecimal(find(column)) && typeof value === 'number' ? numberOf(quoted(column)) : quoted(column);
  switch (filter.op) {
    case 'is':
      parameters.push(filter.value);
      return `${compared(filter)} IS ${valueSql(filter.value, find(filter.column))}`;
    case 'not':
      parameters.push(filter.value);
      return `${compared(filter)} IS NOT ${valueSql(filter.value, find(filter.column))}`;
    case 'between':
      return between(filter, find(filter.column), parameters);
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

/** An integer beyond 2^53 is a text on the page, and in the file one of SQLite's 64 bits. */
function valueSql(value: Cell, { storage }: ViewColumn): string {
  const isWide = storage === 'INTEGER' && typeof value === 'string' && /^-?[1-9]\d{15,18}$/.test(value);
  return isWide && BigInt.asIntN(64, BigInt(value)) === BigInt(value) ? 'CAST(? AS INTEGER)' : '?';
}

/** SQLite puts texts behind all numbers: without an upper end they would be taken too. */
function between(filter: Extract<Filter, { op: 'between' }>, column: ViewColumn, parameters: Cell[]): string {
  const stored = quoteIdentifier(column.name);
  const name = isDecimal(column) ? numberOf(stored) : stored;
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
function withRoles(columns: readonly ViewColumn[], roles: Readonly<Record<string, ColumnRole>> | undefined): readonly ViewColumn[] {
  if (!roles) return columns;
  const of = (name: string) => (Object.hasOwn(roles, name) ? roles[name] : undefined);
  return columns.map((column) => ({ ...column, role: of(column.name) ?? 'plain' }));
}
