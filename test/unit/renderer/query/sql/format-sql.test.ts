import { describe, expect, it } from 'vitest';
import { isSolid, lexemes } from '../../../../../main/flowlogs/sql-lexer.ts';
import { formatSql } from '../../../../../renderer/query/sql/format-sql.ts';

const words = (sql: string) =>
  lexemes(sql)
    .filter(isSolid)
    .map(({ from, to }) => sql.slice(from, to));

describe('formatSql', () => {
  it('lays a statement out, with its comments and parameters', async () => {
    const sql = `select "srcaddr", count(*) as n -- how many
from flow_logs where "start" >= ? and action in ('a;b', 'c  d') /* several
lines */ group by 1 order by 2 desc limit 10;`;
    const laidOut = (await formatSql(sql)) ?? '';
    expect(laidOut.split('\n').length).toBeGreaterThan(8);
    expect(laidOut).toContain('-- how many');
    expect(laidOut).toContain('/* several');
    expect(words(laidOut)).toEqual(words(sql));
  });

  it.each(["select 'open", 'select (1', 'selec ] from', 'select `a` from t'])('leaves %s to whoever wrote it', async (sql) => {
    expect(await formatSql(sql)).toBeNull();
  });

  it.each([
    "select U&'\\0041', X'ff', '日本 ''語''' from \"t\"\"x\"",
    'select a[1], m -> m.x, count(*) filter (where b <> 1) from t -- the end',
    "select * from t where try_cast(a as ipaddress) = IPADDRESS '10.0.0.1' and ts > TIMESTAMP '2022-11-28 03:15:00 UTC'",
    'with a as (select 1 as x union all select 2), b as (select * from a) select x, rank() over (partition by x order by x) from b',
  ])('changes no word of %s', async (sql) => {
    const laidOut = await formatSql(sql);
    // Left alone is as good; changed is not.
    if (laidOut !== null) expect(words(laidOut)).toEqual(words(sql));
  });
});
