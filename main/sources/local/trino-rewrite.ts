/**
 * A parsed Trino statement, with what polyglot-sql does not know or takes for DuckDB's own put into the words of
 * `trino-macros.ts`. Names, never texts, are changed, so that strings, comments and quoted names stay what they are.
 */
import { AppError } from '../../app-error.ts';
import { fromJodaPattern, fromMysqlPattern } from './date-patterns.ts';
import { isList, isObject, type Json, type JsonObject } from './syntax-tree.ts';

/** The name of a column that has none: Athena counts these, `_col1` for the second. */
export const UNNAMED = 'nagare unnamed';

/** Functions that DuckDB lacks, or has under the same name with another meaning. */
const renamed: ReadonlySet<string> = new Set([
  'concat',
  'date_add',
  'date_diff',
  'date_trunc',
  'format',
  'from_iso8601_timestamp',
  'from_unixtime',
  'greatest',
  'least',
  'to_iso8601',
  'url_decode',
  'url_encode',
]);

const patterned: Readonly<Record<string, (pattern: string) => string>> = {
  date_format: fromMysqlPattern,
  date_parse: fromMysqlPattern,
  format_datetime: fromJodaPattern,
  parse_datetime: fromJodaPattern,
};

/** @throws AppError `bad_sql` for a date pattern that cannot be translated */
export function rewriteStatements(statements: Json): Json {
  return isList(statements) ? statements.map((statement) => withNames(rewrite(statement))) : statements;
}

function rewrite(node: Json): Json {
  if (node === null || typeof node !== 'object') return node;
  if (isList(node)) return node.map(rewrite);
  const changed = changedNode(node);
  return changed ?? Object.fromEntries(Object.entries(node).map(([key, value]) => [key, rewrite(value)]));
}

/** NULL for a node that stays what it is. */
function changedNode(node: JsonObject): Json | null {
  for (const kind of ['cast', 'try_cast'] as const) {
    const cast = node[kind];
    if (!isObject(cast) || !isObject(cast.to)) continue;
    const value = rewrite(cast.this ?? null);
    if (isAddress(cast.to)) return callOf(kind === 'cast' ? 'nagare_ipaddress' : 'nagare_try_ipaddress', [value]);
    if (cast.to.data_type === 'var_char' && cast.to.length === null) return callOf('nagare_varchar', [value]);
  }
  // polyglot-sql reads these two as operators of their own.
  for (const name of ['contains', 'element_at'] as const) {
    const call = node[name];
    if (isObject(call)) return callOf(`nagare_${name}`, [rewrite(call.this ?? null), rewrite(call.expression ?? null)]);
  }
  // DuckDB's own gives NULL where nothing was counted.
  if (isObject(node.count_if)) {
    const { this: condition = null, filter = null, distinct = false } = node.count_if;
    return { count: { this: callOf('nagare_true', [rewrite(condition)]), star: false, distinct, filter: rewrite(filter) } };
  }
  if (isObject(node.at_time_zone)) {
    return callOf('at_timezone', [rewrite(node.at_time_zone.this ?? null), zoneOf(node.at_time_zone.zone ?? null)]);
  }
  if (isObject(node.literal) && node.literal.literal_type === 'timestamp') return momentOf(String(node.literal.value));
  return isObject(node.function) ? changedCall(node.function) : null;
}

function changedCall(call: JsonObject): Json | null {
  if (call.quoted === true || !isList(call.args ?? null)) return null;
  const name = String(call.name).toLowerCase();
  const args = (call.args as readonly Json[]).map(rewrite);
  if (renamed.has(name)) {
    const [first, ...rest] = args;
    if (name === 'from_unixtime' && rest.length === 1) return callOf('nagare_from_unixtime', [first ?? null, zoneOf(rest[0] ?? null)]);
    return callOf(`nagare_${name}`, args);
  }
  const wallZone = name === 'to_unixtime' ? wallZoneOf(listOf(call.args)[0] ?? null) : null;
  if (wallZone !== null) return callOf(name, [callOf('with_timezone', [args[0] ?? null, zoneOf(wallZone)])]);
  if ((name === 'at_timezone' || name === 'with_timezone') && args.length === 2) {
    return callOf(name, [args[0] ?? null, zoneOf(args[1] ?? null)]);
  }
  const translate = Object.hasOwn(patterned, name) ? patterned[name] : undefined;
  if (!translate) return null;
  const pattern = textOf(args[1] ?? null);
  if (pattern === null || args.length !== 2) {
    throw new AppError('bad_sql', 'The statement cannot be run on files.', { details: { reason: `${name}: give the pattern as a text.` } });
  }
  return callOf(`nagare_${name}`, [args[0] ?? null, literal(translate(pattern))]);
}

/**
 * The zone whose wall time the expression is: `x AT TIME ZONE z`, also cut to the day or moved. Trino keeps the moment in
 * it; here it must be found again. NULL: it is a moment, or nobody can see.
 */
function wallZoneOf(node: Json): Json | null {
  if (!isObject(node)) return null;
  if (isObject(node.at_time_zone)) return node.at_time_zone.zone ?? null;
  const inner = node.paren ?? node.add ?? node.sub;
  if (isObject(inner)) return wallZoneOf(inner.this ?? inner.left ?? null);
  if (!isObject(node.function)) return null;
  const args = listOf(node.function.args);
  switch (String(node.function.name).toLowerCase()) {
    case 'at_timezone':
    case 'from_unixtime':
      return args.length === 2 ? (args[1] ?? null) : null;
    case 'date_trunc':
      return wallZoneOf(args[1] ?? null);
    case 'date_add':
      return wallZoneOf(args[2] ?? null);
    default:
      return null;
  }
}

/** `TIMESTAMP '2022-11-28 12:15 Asia/Tokyo'` is a moment; without a zone it is left alone. */
function momentOf(text: string): Json | null {
  const parts = /^\s*(\d+-\d+-\d+)(?:[ T]+(\d+:\d+)(:\d+(?:\.\d+)?)?)?\s*([+-]\d.*|[A-Za-z].*)$/.exec(text);
  if (!parts) return null;
  const [, date = '', minutes = '00:00', seconds = ':00', zone = ''] = parts;
  const isOffset = /^[+-]/.test(zone);
  return callOf('nagare_moment', [literal(`${date} ${minutes}${seconds}${isOffset ? zone : ` ${zone}`}`)]);
}

/** DuckDB knows zones by name only; a whole hour has one, with its sign the other way round. */
function zoneOf(zone: Json): Json {
  const parts = /^([+-])(\d\d?)(?::?00)?$/.exec(textOf(zone) ?? '');
  if (!parts) return rewrite(zone);
  const hours = Number(parts[2]);
  return literal(hours === 0 ? 'UTC' : `Etc/GMT${parts[1] === '+' ? '-' : '+'}${hours}`);
}

/** Gives every column of the outermost SELECT that would have no name one that the engine knows again. */
function withNames(statement: Json): Json {
  if (!isObject(statement)) return statement;
  for (const kind of ['union', 'intersect', 'except'] as const) {
    const both = statement[kind];
    if (isObject(both)) return { ...statement, [kind]: { ...both, left: withNames(both.left ?? null) } };
  }
  const { select, subquery } = statement;
  if (isObject(subquery)) return { ...statement, subquery: { ...subquery, this: withNames(subquery.this ?? null) } };
  if (!isObject(select) || !isList(select.expressions ?? null)) return statement;
  return { ...statement, select: { ...select, expressions: (select.expressions as readonly Json[]).map(named) } };
}

function named(expression: Json): Json {
  if (!isObject(expression) || ['alias', 'column', 'star', 'dot'].some((kind) => kind in expression)) return expression;
  return {
    alias: {
      this: expression,
      alias: { name: UNNAMED, quoted: true, trailing_comments: [] },
      column_aliases: [],
      alias_explicit_as: true,
      pre_alias_comments: [],
      trailing_comments: [],
    },
  };
}

function callOf(name: string, args: readonly Json[]): Json {
  return { function: { name, args, distinct: false, trailing_comments: [], use_bracket_syntax: false, no_parens: false, quoted: false } };
}

const listOf = (node: Json | undefined): readonly Json[] => (node !== undefined && isList(node) ? node : []);
const literal = (value: string): Json => ({ literal: { literal_type: 'string', value } });

function textOf(node: Json): string | null {
  return isObject(node) && isObject(node.literal) && node.literal.literal_type === 'string' ? String(node.literal.value) : null;
}

const isAddress = (type: JsonObject): boolean => type.data_type === 'custom' && String(type.name).toUpperCase() === 'IPADDRESS';
