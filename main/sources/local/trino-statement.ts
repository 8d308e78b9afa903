/**
 * What a parsed statement may be: one query over tables. DuckDB has functions that are called as tables and change or
 * write things (`SELECT * FROM enable_profiling(...)`); Trino's grammar has none there, so that none is let through.
 */
import { AppError } from '../../app-error.ts';
import { isList, isObject, type Json, type JsonObject } from './syntax-tree.ts';

const queries = ['select', 'union', 'intersect', 'except', 'subquery', 'values'];

/** @throws AppError `bad_sql` for several statements, none, anything but a query, and a call in the place of a table */
export function checkStatements(statements: Json): void {
  const all = isList(statements) ? statements : [];
  if (all.length !== 1) {
    throw new AppError('bad_sql', 'Give one statement at a time.', { details: { reason: `${all.length} statements` } });
  }
  const [statement = null] = all;
  if (!isObject(statement) || !queries.some((kind) => kind in statement)) {
    throw new AppError('bad_sql', 'Only a SELECT can be run.', { details: { reason: 'not a SELECT' } });
  }
  checkTables(statement);
}

function checkTables(node: Json): void {
  if (isList(node)) {
    for (const each of node) checkTables(each);
  } else if (isObject(node)) {
    const from = isObject(node.from) ? node.from.expressions : null;
    for (const source of [...listOf(from), ...joined(node)]) checkSource(source);
    for (const value of Object.values(node)) checkTables(value);
  }
}

function checkSource(source: Json): void {
  for (const leaf of leavesOf(source)) {
    if (isObject(leaf) && ['table', 'subquery', 'unnest', 'values'].some((kind) => kind in leaf)) continue;
    throw new AppError('bad_sql', 'The statement cannot be run on files.', {
      details: { reason: 'FROM and JOIN take tables, subqueries and UNNEST: nothing else can be read.' },
    });
  }
}

/** What lies under aliases, parentheses, samples and joins. */
function leavesOf(source: Json): readonly Json[] {
  if (!isObject(source)) return [source];
  const wrapper = source.alias ?? source.paren ?? source.table_sample;
  if (isObject(wrapper)) return leavesOf(wrapper.this ?? null);
  const { joined_table: join } = source;
  return isObject(join) ? [join.left ?? null, ...joined(join)].flatMap(leavesOf) : [source];
}

const joined = (node: JsonObject): readonly Json[] => listOf(node.joins).map((join) => (isObject(join) ? (join.this ?? null) : null));
const listOf = (node: Json | undefined): readonly Json[] => (node !== undefined && isList(node) ? node : []);
