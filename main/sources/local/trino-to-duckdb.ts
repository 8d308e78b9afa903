/** Athena's SQL (Trino) as DuckDB's: polyglot-sql knows most of both, `trino-rewrite.ts` and `trino-macros.ts` the rest. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type * as Polyglot from '@polyglot-sql/sdk';
import { AppError } from '../../app-error.ts';
import type { SqlPlace } from '../../flowlogs/sql-place.ts';
import { type Growth, placeOfParseError } from './error-place.ts';
import type { Json } from './syntax-tree.ts';
import { rewriteStatements } from './trino-rewrite.ts';
import { checkStatements } from './trino-statement.ts';

/** Strings, quoted names and comments are passed over; polyglot-sql's grammar has no `IPADDRESS '...'`. */
const TOKENS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\bIPADDRESS\s*('(?:[^']|'')*')/gi;

/**
 * Bytes of WebAssembly that run before V8 optimises a function. By its own number it begins in the first statement, and
 * is at it for two seconds of the processor beside a query that takes half a second; statements of 65 kB and more, which
 * gain by it, reach ours too.
 */
const TIERING_BUDGET = 200_000_000;
/** V8's own number (`node --v8-options`). With another, code that was cached under it is not taken by later threads. */
const USUAL_BUDGET = 13_000_000;

let loaded: Promise<typeof Polyglot> | null = null;

/**
 * @param sql one Trino statement  @returns the same for DuckDB
 * @throws AppError `bad_sql` with `reason`, and `line` and `column` (from 1) where they are known
 */
export async function trinoToDuckdb(sql: string): Promise<string> {
  loaded ??= loadTranslator();
  const { generate, parse, transpile } = await loaded;
  const growths: Growth[] = [];
  let grown = 0;
  const readable = sql.replace(TOKENS, (token: string, address: string | undefined, offset: number) => {
    if (address === undefined) return token;
    const call = `nagare_ipaddress(${address})`;
    const by = call.length - token.length;
    grown += by;
    growths.push({ end: offset + token.length + grown, by });
    return call;
  });
  const read = parse(readable, 'trino' as never) as { success: boolean; ast: Json; error: string | null };
  if (!read.success) throw badSql(read.error, placeOfParseError(read.error ?? '', sql, readable, growths));
  checkStatements(read.ast);
  const rewritten = written(generate(rewriteStatements(read.ast) as never, 'trino' as never) as Written);
  return written(transpile(rewritten, 'trino' as never, 'duckdb' as never) as Written);
}

const setBudget = (bytes: number) => setFlagsFromString(`--wasm-tiering-budget=${bytes}`);

/** By hand: the package's own way keeps the 23 MB of WebAssembly five times for a moment, this one twice. */
async function loadTranslator(): Promise<typeof Polyglot> {
  // From source it is in the package, in a build beside the bundle.
  const fromSource = import.meta.url.endsWith('.ts');
  const code = fromSource ? import.meta.resolve('@polyglot-sql/sdk/polyglot_sql.wasm') : new URL('./polyglot_sql.wasm', import.meta.url);

  const [sdk, bytes] = await Promise.all([import('@polyglot-sql/sdk/manual'), readFile(fileURLToPath(code))]);
  // What it takes for an address may be a module too, as in what wasm-bindgen writes.
  // A module keeps what holds when it is compiled.
  setBudget(TIERING_BUDGET);
  const module = await WebAssembly.compile(bytes);
  setBudget(USUAL_BUDGET);
  await sdk.init({ wasmUrl: module as never });
  // Its types leave out what it has from the package's other entry.
  return sdk as typeof Polyglot;
}

interface Written {
  readonly success: boolean;
  readonly sql: readonly string[] | null;
  readonly error: string | null;
}

function written(result: Written): string {
  if (!result.success || result.sql === null) throw badSql(result.error);
  return result.sql.join(';\n');
}

/** With the place as typed instead of the translator's own. */
function badSql(reason: string | null, place: SqlPlace | null = null): AppError {
  const text = reason ?? 'it cannot be read';
  const said = place ? text.replace(/^Parse error at line \d+, column \d+/, `Line ${place.line}, column ${place.column}`) : text;
  return new AppError('bad_sql', 'The statement cannot be run on files.', { details: { reason: said, ...place } });
}
