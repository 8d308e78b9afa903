/** A form and a table give a statement: Trino SQL, which the local engine understands too. */
import type { QueryForm, Table } from '../../preload/contract/query.ts';
import { assertNever } from '../../preload/contract/values.ts';
import { bucketExpression } from './buckets.ts';
import { type Columns, columnsOf, filterConditions, windowCondition } from './conditions.ts';
import { kindOf } from './kinds.ts';
import { partitionPredicate } from './partitions.ts';
import { quoteIdentifier } from './quote.ts';

/**
 * The statement that answers the form. Call it when `formProblems` finds nothing.
 * @throws RangeError for a value or a column that `formProblems` would have named.
 */
export function buildSql(form: QueryForm, table: Table): string {
  const columns = columnsOf(table);
  const conditions = [
    partitionPredicate(table, form.from, form.to),
    windowCondition(form, columns),
    ...filterConditions(form, columns),
    ...kindConditions(form, columns),
  ].filter((condition) => condition !== null);
  const where = conditions.join('\n  AND ');
  const { select, tail } = shape(form, columns);
  const limit = form.limit ?? kindOf(form.kind).defaultLimit;
  return [`SELECT ${select}`, `FROM ${tableName(table)}`, `WHERE ${where}`, ...tail, ...(limit === null ? [] : [`LIMIT ${limit}`])].join(
    '\n',
  );
}

/** `"vpcdb"."flow_logs"`, or `"flow_logs"` for files. The catalog travels with the execution. */
export function tableName(table: Pick<Table, 'database' | 'table'>): string {
  return table.database === null ? quoteIdentifier(table.table) : `${quoteIdentifier(table.database)}.${quoteIdentifier(table.table)}`;
}

/** Conditions that the kind itself wants: aggregates leave out records without addresses (NODATA, SKIPDATA). */
function kindConditions(form: QueryForm, columns: Columns): readonly string[] {
  switch (form.kind) {
    case 'records':
    case 'traffic-over-time':
      return [];
    case 'top-talkers':
      return [`${columns.text('srcaddr')} <> '-'`];
    case 'rejected-by-source':
      return form.action === 'REJECT' ? [] : [`${columns.text('action')} = 'REJECT'`];
    default:
      return assertNever(form.kind);
  }
}

function shape(form: QueryForm, columns: Columns): { readonly select: string; readonly tail: readonly string[] } {
  switch (form.kind) {
    case 'records':
      return { select: '*', tail: [`ORDER BY ${columns.text('start')}`] };
    case 'top-talkers':
      return {
        select: `${columns.text('srcaddr')}, ${columns.text('dstaddr')},\n  ${sums(columns)},\n  count(*) AS "flows"`,
        tail: [`GROUP BY ${columns.text('srcaddr')}, ${columns.text('dstaddr')}`, 'ORDER BY 3 DESC, 1, 2'],
      };
    case 'rejected-by-source':
      return {
        select: [
          columns.text('srcaddr'),
          '\n  count(*) AS "flows"',
          `\n  sum(${columns.number('packets')}) AS "packets"`,
          `\n  count(DISTINCT ${columns.number('dstport')}) AS "ports"`,
          `\n  count(DISTINCT ${columns.text('dstaddr')}) AS "addresses"`,
          `\n  min(${columns.number('start')}) AS "start"`,
          `\n  max(${columns.number('end')}) AS "end"`,
        ].join(','),
        tail: [`GROUP BY ${columns.text('srcaddr')}`, 'ORDER BY 2 DESC, 1'],
      };
    case 'traffic-over-time': {
      const bucket = bucketExpression(columns.number('start'), form.from, form.to, form.zone);
      const action = columns.text('action');
      return {
        select: [
          `${bucket} AS "start"`,
          `\n  ${sums(columns)}`,
          '\n  count(*) AS "flows"',
          `\n  count_if(${action} = 'ACCEPT') AS "accepted"`,
          `\n  count_if(${action} = 'REJECT') AS "rejected"`,
        ].join(','),
        tail: ['GROUP BY 1', 'ORDER BY 1'],
      };
    }
    default:
      return assertNever(form.kind);
  }
}

function sums(columns: Columns): string {
  return `sum(${columns.number('bytes')}) AS "bytes",\n  sum(${columns.number('packets')}) AS "packets"`;
}
