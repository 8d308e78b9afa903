/** The whole app against the emulator: from the form to stored rows, through restarts and broken connections. */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import type { App } from '../../../main/app.ts';
import { emptyForm } from '../../../main/flowlogs/form.ts';
import type { Query } from '../../../preload/contract/query.ts';
import type { Run } from '../../../preload/contract/run.ts';
import { athenaRef, emulatedAws } from '../../support/emulated-aws.ts';
import { openApp } from '../../support/open-app.ts';

const assets = join(import.meta.dirname, '../../../assets');
const from = Date.UTC(2022, 10, 28, 3, 15) / 1000;
const to = Date.UTC(2022, 10, 28, 3, 30) / 1000;
/** The walk-through's second query. */
const query: Query = { type: 'form', form: { ...emptyForm(from, to, 'Asia/Tokyo'), addresses: ['192.168.0.10'], ports: ['443'] } };
const plainView = { filters: [], sort: null };

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function finished(app: App, id: string): Promise<Run> {
  await app.idle();
  return app.handlers['run.read']({ runId: id });
}

/** Every row of the run, by column name. */
async function rowsOf(app: App, runId: string): Promise<readonly Record<string, unknown>[]> {
  const { columns, rowCount } = await app.handlers['result.columns']({ runId });
  const { rows } = await app.handlers['result.page']({ runId, view: plainView, offset: 0, limit: Math.max(rowCount, 1) });
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column.name, row[index]])));
}

/** The same question, asked of the Parquet files by hand. */
async function bySample(): Promise<readonly Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const answer = await connection.runAndReadAll(
    `SELECT * FROM read_parquet('${join(assets, 'sample/AWSLogs/**/*.parquet')}', hive_partitioning = true, hive_types_autocast = false)
     WHERE "start" BETWEEN ${from} AND ${to} AND '192.168.0.10' IN (srcaddr, dstaddr) AND 443 IN (srcport, dstport)`,
  );
  const names = answer.columnNames();
  return answer.getRowsJson().map((row) => Object.fromEntries(names.map((name, index) => [name, plainValue(row[index])])));
}

/** 64-bit integers come as texts. */
const plainValue = (value: unknown) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value);

const inOrder = (rows: readonly Record<string, unknown>[]) =>
  rows
    .map((row) =>
      JSON.stringify(
        Object.entries(row)
          .map(([name, value]) => [name, plainValue(value)])
          .sort(),
      ),
    )
    .sort();

describe('a run on Athena', () => {
  it('stores the very rows that the flow logs hold', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    const table = await app.handlers['source.describe']({ source: athenaRef });
    expect(table).toMatchObject({ table: 'flow_logs', warnings: [] });
    const { id } = await app.handlers['run.start']({ source: athenaRef, query });
    const run = await finished(app, id);
    expect(run).toMatchObject({ state: 'saved', via: 's3', executionId: aws.executions[0]?.id, error: null });
    expect(run.sql).not.toContain('nagare');
    expect(aws.executions[0]?.sql).toBe(`${run.sql}\n/* nagare ${id} */`);
    expect(run.scannedBytes).toBeGreaterThan(1_000_000);
    const rows = await rowsOf(app, id);
    expect(rows.length).toBeGreaterThan(100);
    expect(inOrder(rows)).toEqual(inOrder(await bySample()));
  });

  it('that lost its app between start and answer is taken up without a second start', async () => {
    const { aws } = await emulatedAws();
    const first = await openApp();
    const release = aws.faults.hold('StartQueryExecution', 'after');
    const { id } = await first.handlers['run.start']({ source: athenaRef, query });
    await until(() => aws.executions.length === 1);
    await first.close();

    const holding = aws.requests.length;
    const second = await openApp(first.home);
    await until(() => aws.requests.slice(holding).some((each) => each.operation === 'StartQueryExecution'));
    release();
    expect(await finished(second, id)).toMatchObject({ state: 'saved', executionId: aws.executions[0]?.id });
    expect(aws.executions).toHaveLength(1);
  });

  it('that lost its app while its rows came reads them anew', async () => {
    const { aws } = await emulatedAws();
    const first = await openApp();
    aws.faults.cutBodies = { afterBytes: 20_000, times: 1, stalls: true };
    const { id } = await first.handlers['run.start']({ source: athenaRef, query });
    await until(() => aws.requests.some((each) => each.operation === 'GetObject'));
    await first.close();

    const second = await openApp(first.home);
    const run = await finished(second, id);
    expect(run).toMatchObject({ state: 'saved' });
    expect(run.rowCount).toBe((await bySample()).length);
    expect(aws.executions).toHaveLength(1);
  });

  it('whose body breaks off has all its rows, and each once', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    aws.faults.cutBodies = { afterBytes: 20_000, times: 2 };
    const { id } = await app.handlers['run.start']({ source: athenaRef, query });
    expect(await finished(app, id)).toMatchObject({ state: 'saved', via: 's3' });
    expect(inOrder(await rowsOf(app, id))).toEqual(inOrder(await bySample()));
  });

  it('goes round S3 where it is closed', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    aws.faults.denied.add('s3:GetObject');
    const { id } = await app.handlers['run.start']({ source: athenaRef, query });
    const viaWhy = { code: 's3_denied', reason: 'Access Denied' };
    expect(await finished(app, id)).toMatchObject({ state: 'saved', via: 'api', viaWhy });
    expect(inOrder(await rowsOf(app, id))).toEqual(inOrder(await bySample()));
  });

  it('is stopped in Athena when it is cancelled', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    const sql = 'SELECT count(*) FROM flow_logs a, flow_logs b, flow_logs c WHERE a.srcaddr < b.dstaddr';
    const { id } = await app.handlers['run.start']({ source: athenaRef, query: { type: 'sql', sql, zone: 'UTC' } });
    await until(() => aws.executions.length === 1);
    expect(await app.handlers['run.cancel']({ runId: id })).toMatchObject({ state: 'cancelled', error: null });
    expect(aws.executions[0]).toMatchObject({ state: 'CANCELLED' });
  });

  it('that passes the limit says so, at its cost', async () => {
    await emulatedAws({ workgroups: [{ name: 'thrifty', outputLocation: 's3://r/', bytesScannedCutoff: 1000 }] });
    const app = await openApp();
    const { id } = await app.handlers['run.start']({ source: { ...athenaRef, workgroup: 'thrifty' }, query });
    expect(await finished(app, id)).toMatchObject({
      state: 'failed',
      error: { code: 'bytes_limit', details: { reason: 'Bytes scanned limit was exceeded' } },
    });
  });
});

it('a table that is remembered is described while its window is still being drawn, and not again for its form', async () => {
  const { aws } = await emulatedAws();
  const app = await openApp();
  await app.handlers['settings.write']({ source: athenaRef });
  app.expectWindow();
  await until(() => aws.requests.some(({ operation }) => operation === 'GetPartitions'));
  await app.handlers['source.describe']({ source: athenaRef });
  expect(aws.requests.filter(({ operation }) => operation === 'GetTableMetadata')).toHaveLength(1);
});
