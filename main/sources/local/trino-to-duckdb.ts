/**
 * Athena's SQL (Trino) as DuckDB's. polyglot-sql knows most of both dialects; what it does not know is rewritten here,
 * outside of strings and comments: IPADDRESS becomes text in canonical form, made by functions of `address-functions.ts`.
 */
import type * as Polyglot from '@polyglot-sql/sdk';
import { AppError } from '../../app-error.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Strings, quoted names and comments are passed over; the rest are the things to rewrite. */
const TOKENS =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\bIPADDRESS\s*('(?:[^']|'')*')|\bcontains\s*\(\s*(?=')|\b(?:to_iso8601|from_iso8601_timestamp|url_decode|url_encode)\s*(?=\()/gi;

let loaded: Promise<typeof Polyglot> | null = null;

/**
 * @param sql one Trino statement  @returns the same for DuckDB
 * @throws AppError `bad_sql` with `reason`, and `line` and `column` (from 1) where they are known
 */
export async function trinoToDuckdb(sql: string): Promise<string> {
  loaded ??= import('@polyglot-sql/sdk');
  const { generate, parse, transpile } = await loaded;
  const rewritten = sql.replace(TOKENS, (token, address?: string) => {
    if (address !== undefined) return `nagare_ipaddress(${address})`;
    if (/^contains/i.test(token)) return 'nagare_contains(';
    return /^['"-/]/.test(token) ? token : `nagare_${token.trim().toLowerCase()}`;
  });
  const read = parse(rewritten, 'trino' as never) as { success: boolean; ast: Json; error: string | null };
  if (!read.success) throw badSql(read.error);
  const withCasts = /\bIPADDRESS\b/i.test(rewritten)
    ? written(generate(castsToCalls(read.ast) as never, 'trino' as never) as Written, rewritten)
    : rewritten;
  return written(transpile(withCasts, 'trino' as never, 'duckdb' as never) as Written, sql);
}

interface Written {
  readonly success: boolean;
  readonly sql: readonly string[] | null;
  readonly error: string | null;
}

function written(result: Written, otherwise: string): string {
  if (!result.success) throw badSql(result.error);
  return result.sql?.join(';\n') ?? otherwise;
}

/** `TRY_CAST(x AS IPADDRESS)` becomes `nagare_try_ipaddress(x)`, `CAST(x AS IPADDRESS)` the one that fails. */
function castsToCalls(node: Json): Json {
  if (node === null || typeof node !== 'object') return node;
  if (isList(node)) return node.map(castsToCalls);
  for (const [kind, name] of [
    ['try_cast', 'nagare_try_ipaddress'],
    ['cast', 'nagare_ipaddress'],
  ] as const) {
    const cast = node[kind];
    if (cast && typeof cast === 'object' && !isList(cast) && isAddress(cast.to)) return callOf(name, castsToCalls(cast.this ?? null));
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, castsToCalls(value)]));
}

function callOf(name: string, argument: Json): Json {
  return {
    function: {
      name,
      args: [argument],
      distinct: false,
      trailing_comments: [],
      use_bracket_syntax: false,
      no_parens: false,
      quoted: false,
    },
  };
}

const isList = (node: Json): node is readonly Json[] => Array.isArray(node);

function isAddress(type: Json | undefined): boolean {
  return (
    typeof type === 'object' &&
    type !== null &&
    !isList(type) &&
    type.data_type === 'custom' &&
    String(type.name).toUpperCase() === 'IPADDRESS'
  );
}

function badSql(reason: string | null): AppError {
  const text = reason ?? 'it cannot be read';
  const place = /line (\d+), column (\d+)/.exec(text);
  return new AppError('bad_sql', 'The statement cannot be run on files.', {
    details: { reason: text, ...(place ? { line: Number(place[1]), column: Number(place[2]) } : {}) },
  });
}
