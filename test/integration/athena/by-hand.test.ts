/** SQL typed by hand, on both engines: refused before anything is sent, its values put in, its errors placed; named queries. */
import { describe, expect, it } from 'vitest';
import type { App } from '../../../main/app.ts';
import { placeInError } from '../../../main/flowlogs/sql-place.ts';
import { namedQueries } from '../../../main/sources/athena/named-queries.ts';
import type { Parameter, Query, SourceRef } from '../../../preload/contract/query.ts';
import type { Run } from '../../../preload/contract/run.ts';
import { predefinedQueries } from '../../aws/named-queries.ts';
import { athenaRef, emulatedAws } from '../../support/emulated-aws.ts';
import { openApp } from '../../support/open-app.ts';

const sources: readonly (readonly [string, SourceRef])[] = [
  ['files', { kind: 'sample' }],
  ['Athena', athenaRef],
];

const byHand = (sql: string, parameters?: Parameter[]): Query => ({ type: 'sql', sql, zone: 'UTC', ...(parameters ? { parameters } : {}) });

async function runOf(app: App, source: SourceRef, query: Query): Promise<Run> {
  const { id } = await app.handlers['run.start']({ source, query });
  await app.idle();
  return app.handlers['run.read']({ runId: id });
}

const firstRow = async (app: App, run: Run) =>
  (await app.handlers['result.page']({ runId: run.id, view: { filters: [], sort: null }, offset: 0, limit: 1 })).rows[0];

describe.each(sources)('SQL by hand on %s', (_, source) => {
  it('is one statement: several are refused before a run is written down or anything is sent', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    for (const sql of ["select ';'; select 2", 'select 1; drop table flow_logs', ';;select 1;\n-- x\n;select 2']) {
      await expect(app.handlers['run.start']({ source, query: byHand(sql) })).rejects.toMatchObject({ code: 'several_statements' });
    }
    await expect(app.handlers['run.start']({ source, query: byHand('-- nothing') })).rejects.toMatchObject({ code: 'bad_sql' });
    expect(app.handlers['history.list']({ search: '', filter: 'all', offset: 0, limit: 10 })).toMatchObject({ allRuns: 0 });
    expect(aws.requests.filter(({ operation }) => operation === 'StartQueryExecution')).toEqual([]);
  });

  it('may end with a semicolon, and a comment behind it', async () => {
    await emulatedAws();
    const app = await openApp();
    const run = await runOf(app, source, byHand("\n select 'a;b' as x; -- ; done"));
    expect(run).toMatchObject({ state: 'saved', sql: "\n select 'a;b' as x; -- ; done" });
    expect(await firstRow(app, run)).toEqual(['a;b']);
  });

  it('has its values put in at their places; the run keeps the complete statement, and the question', async () => {
    await emulatedAws();
    const app = await openApp();
    const sql = `select count(*) as n, ? as note /* ? */ from flow_logs
where "start" between ? and ? and dstport = ? and from_unixtime("start") >= ? and ? < DATE '2023-01-01' and action <> '?'`;
    const parameters: Parameter[] = [
      { type: 'text', value: "it's; -- ?" },
      { type: 'epoch', value: '1669605300' },
      { type: 'epoch', value: '1669606200' },
      { type: 'number', value: '443' },
      { type: 'timestamp', value: '1669605300' },
      { type: 'date', value: '2022-11-28' },
    ];
    const run = await runOf(app, source, byHand(sql, parameters));
    expect(run.error).toBeNull();
    expect(run.query).toEqual(byHand(sql, parameters));
    expect(run.sql).toContain(`'it''s; -- ?' as note /* ? */ from`);
    expect(run.sql).toContain(`between 1669605300 and 1669606200 and dstport = 443`);
    const plain = await runOf(
      app,
      source,
      byHand('select count(*) as n from flow_logs where "start" between 1669605300 and 1669606200 and dstport = 443'),
    );
    const [count] = (await firstRow(app, plain)) ?? [];
    expect(Number(count)).toBeGreaterThan(0);
    expect(await firstRow(app, run)).toEqual([count, "it's; -- ?"]);
  });

  it.each([
    ['select ?', []],
    ['select 1', [{ type: 'number', value: '1' }]],
    ['select ?', [{ type: 'number', value: '1 from secrets' }]],
  ] satisfies [string, Parameter[]][])('%s with %j is refused', async (sql, parameters) => {
    await emulatedAws();
    const app = await openApp();
    await expect(app.handlers['run.start']({ source, query: byHand(sql, parameters) })).rejects.toMatchObject({ code: 'bad_parameter' });
  });

  it('says where it went wrong', async () => {
    await emulatedAws();
    const app = await openApp();
    const place = async (sql: string) => {
      const { error } = await runOf(app, source, byHand(sql));
      const { line, column, reason } = error?.details ?? {};
      return typeof line === 'number' ? { line, column } : placeInError(String(reason));
    };
    expect(await place('\nselect srcaddr,\n  nope\nfrom flow_logs;')).toEqual({ line: 3, column: 3 });
    expect(await place('\n\nselect srcaddr\nfrom flow_logs\nwhere dstport = = 1')).toEqual({ line: 5, column: 17 });
  });
});

describe('named queries', () => {
  it('are those of the workgroup, by name, all pages of them', async () => {
    const mine = Array.from({ length: 60 }, (_, index) => ({
      id: `11111111-0000-4000-8000-${String(index).padStart(12, '0')}`,
      workgroup: 'net',
      name: `q${String(index).padStart(2, '0')}`,
      database: 'other',
      sql: `select ${index}`,
    }));
    const { clients } = await emulatedAws({ workgroups: [{ name: 'net' }], namedQueries: mine });
    const scope = { profile: null, region: null, workgroup: null };
    const predefined = await namedQueries(scope, clients);
    expect(predefined).toHaveLength(16);
    expect(predefined.map(({ name }) => name)).toEqual(predefined.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b)));
    expect(predefined.find(({ name }) => name === 'VpcFlowLogsTopTalkers')).toMatchObject({ database: 'vpcdb' });
    const kept = await namedQueries({ ...scope, workgroup: 'net' }, clients);
    expect(kept.map(({ name }) => name)).toEqual(mine.map(({ name }) => name));
    expect(kept[0]).toMatchObject({ description: '', database: 'other', sql: 'select 0' });
  });

  it('that may not be listed are a denied access', async () => {
    const { aws, clients } = await emulatedAws();
    aws.faults.denied.add('athena:ListNamedQueries');
    await expect(namedQueries({ profile: null, region: null, workgroup: null }, clients)).rejects.toMatchObject({ code: 'access_denied' });
  });

  it('run as they are; those with a ? after their value', async () => {
    await emulatedAws();
    const app = await openApp();
    for (const { name, sql } of predefinedQueries) {
      const parameters: Parameter[] = sql.includes('?') ? [{ type: 'text', value: '192.168.0.10' }] : [];
      const run = await runOf(app, athenaRef, byHand(sql, parameters));
      expect([name, run.state, run.error]).toEqual([name, 'saved', null]);
    }
  });
});
