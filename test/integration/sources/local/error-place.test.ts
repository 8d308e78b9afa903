/** What the translator and DuckDB complain of is marked where it stands in the text as typed. */
import { describe, expect, it } from 'vitest';
import { placeOfBindError } from '../../../../main/sources/local/error-place.ts';
import { trinoToDuckdb } from '../../../../main/sources/local/trino-to-duckdb.ts';

/** The text that the named place begins. */
async function stumbledAt(sql: string): Promise<string> {
  const error = (await trinoToDuckdb(sql).catch((thrown: unknown) => thrown)) as { details: { line: number; column: number } };
  const { line, column } = error.details;
  return (
    Array.from(sql.split('\n')[line - 1] ?? '')
      .slice(column - 1)
      .join('')
      .split(/\s/)[0] ?? ''
  );
}

describe('the place of an error', () => {
  it.each([
    ['selec 1', '1'],
    ['\n\nselect a\nfrom t\nwhere x = != 1', '!='],
    ['select a from t where', 'where'],
    ["select '漢字' as x, a b c from t", 'c'],
    ["select a from t where try_cast(a as ipaddress) = IPADDRESS '10.0.0.1' and nope nope", 'nope'],
    ["select IPADDRESS   '10.0.0.1',\n IPADDRESS '::1', a b c from t", 'c'],
  ])('in %j is at %s', async (sql, word) => {
    expect(await stumbledAt(sql)).toBe(word);
  });

  it.each([
    ['Binder Error: Referenced column "nope" not found in FROM clause!', 'select a,\n nope from t', { line: 2, column: 2 }],
    ['Catalog Error: Table with name nowhere does not exist!', 'select 1 from "Nowhere"', { line: 1, column: 15 }],
    ['Catalog Error: Scalar Function with name foo does not exist!', "select 'foo', /* foo */ foo(1)", { line: 1, column: 25 }],
    ['Conversion Error: Could not convert string', 'select 1', null],
  ])('%s', (reason, sql, place) => {
    expect(placeOfBindError(reason, sql)).toEqual(place);
  });
});
