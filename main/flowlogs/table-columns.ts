/** The flow-log columns of one table, as SQL, whatever the table calls them and however it keeps numbers. */
import type { ScopeKey, Table } from '../../preload/contract/query.ts';
import { fieldOf } from './fields.ts';
import { quoteIdentifier } from './quote.ts';

export interface Columns {
  has(column: string): boolean;
  /** The column quoted, by the table's own spelling of its name. @throws RangeError when the table lacks it */
  text(column: string): string;
  /** The same as a number, also where the table keeps numbers as strings with `-`. @throws RangeError as above */
  number(column: string): string;
  /** Partition keys that say the same as that field of a record. */
  scopeKeys(field: ScopeKey['field']): readonly ScopeKey[];
  /** What gives every column, numbers as numbers: `*` where the table keeps them so. */
  all(): readonly string[];
}

const isText = (type: string) => /^(string|varchar|char)/i.test(type);

export function columnsOf(table: Pick<Table, 'columns' | 'scopeKeys'>): Columns {
  const byField = new Map<string | undefined, Table['columns'][number]>();
  // A data column comes before a partition key of the same field (`region`): what a record says counts.
  for (const column of table.columns) {
    const field = fieldOf(column.name)?.column;
    if (!byField.has(field)) byField.set(field, column);
  }
  const find = (name: string) => {
    const column = byField.get(name);
    if (!column) throw new RangeError(`the table has no ${name}`);
    return column;
  };
  return {
    has: (name) => byField.has(name),
    text: (name) => quoteIdentifier(find(name).name),
    number: (name) => {
      const column = find(name);
      const quoted = quoteIdentifier(column.name);
      return isText(column.type) ? `TRY_CAST(${quoted} AS bigint)` : quoted;
    },
    scopeKeys: (field) => table.scopeKeys.filter((key) => key.field === field),
    all: () => {
      const isKept = ({ name, type }: Table['columns'][number]) => isText(type) && (fieldOf(name)?.type ?? 'string') !== 'string';
      if (!table.columns.some(isKept)) return ['*'];
      return table.columns.map((column) => {
        const quoted = quoteIdentifier(column.name);
        return isKept(column) ? `TRY_CAST(${quoted} AS bigint) AS ${quoted}` : quoted;
      });
    },
  };
}
