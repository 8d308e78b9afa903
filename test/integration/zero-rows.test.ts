/** `run.explain` from end to end: the sample, a folder with a gap, tables in the emulator. */
import { cpSync, globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { App } from '../../main/app.ts';
import { buildSql } from '../../main/flowlogs/build-sql.ts';
import { emptyForm } from '../../main/flowlogs/form.ts';
import { formConflicts } from '../../main/flowlogs/form-conflicts.ts';
import { describeFiles } from '../../main/sources/local/describe-files.ts';
import { openEngine } from '../../main/sources/local/engine.ts';
import { findFiles } from '../../main/sources/local/find-files.ts';
import type { QueryForm, SourceRef } from '../../preload/contract/query.ts';
import type { Explanation } from '../../preload/contract/zero-rows.ts';
import { athenaRef, emulatedAws } from '../support/emulated-aws.ts';
import { openApp } from '../support/open-app.ts';
import { tempFolder } from '../support/temp-folder.ts';

const assets = join(import.meta.dirname, '../../assets');
const sample: SourceRef = { kind: 'sample' };
const at = (text: string) => Date.parse(`${text}Z`) / 1000;
/** Of the sample: only NODATA. */
const SILENT = 'eni-05eee663b0f103015';

/** Asks, sees that there is no row, and asks why. */
async function explained(app: App, source: SourceRef, from: string, to: string, patch: Partial<QueryForm> = {}): Promise<Explanation> {
  const form = { ...emptyForm(at(from), at(to), 'Asia/Tokyo'), ...patch };
  const { id } = await app.handlers['run.start']({ source, query: { type: 'form', form } });
  await app.idle();
  const run = await app.handlers['run.read']({ runId: id });
  expect(run).toMatchObject({ state: 'saved', rowCount: 0 });
  return app.handlers['run.explain']({ runId: id });
}

// A thread with DuckDB for each question, a dozen in some tests: on a machine that is busy that takes longer than most.
describe('on files', { timeout: 120_000 }, () => {
  it('the window against the records', async () => {
    const app = await openApp();
    expect(await explained(app, sample, '2022-11-27T03:15:00', '2022-11-27T03:30:00')).toMatchObject({
      reasons: [{ code: 'before_first', details: { by: 'record', use: { from: at('2022-11-28T00:00:00') } } }],
      countSql: null,
      error: null,
    });
    const after = await explained(app, sample, '2022-11-30T03:15:00', '2022-11-30T03:30:00');
    expect(after.reasons).toEqual([
      {
        code: 'after_last',
        details: { last: at('2022-11-28T23:59:59'), by: 'record', use: { from: at('2022-11-28T23:00:00'), to: at('2022-11-29T00:00:00') } },
      },
    ]);
    const [reason] = after.reasons;
    if (reason?.code !== 'after_last') throw new Error('not told');
    // What is offered has rows.
    const form = { ...emptyForm(0, 0, 'UTC'), ...reason.details.use, limit: 1 };
    const { id } = await app.handlers['run.start']({ source: sample, query: { type: 'form', form } });
    await app.idle();
    expect(await app.handlers['run.read']({ runId: id })).toMatchObject({ rowCount: 1 });
    expect(await app.handlers['run.explain']({ runId: id })).toEqual({ reasons: [], flowCount: null, countSql: null, error: null });
  });

  it('an interface that only ever wrote NODATA, one that is not there, and filters that leave all flows out', async () => {
    const app = await openApp();
    const window = ['2022-11-28T03:15:00', '2022-11-28T03:30:00'] as const;
    const silent = await explained(app, sample, ...window, { interfaces: [SILENT], ports: ['443'] });
    expect(silent.reasons).toEqual([{ code: 'only_nodata', details: { nodata: 2, skipdata: 0, scoped: true } }]);
    const absent = await explained(app, sample, ...window, { interfaces: ['eni-0a1b2c3d4e5f60718'] });
    expect(absent.reasons).toEqual([{ code: 'no_records', details: { scoped: true, use: null } }]);
    const none = await explained(app, sample, ...window, { addresses: ['203.0.113.99'], ports: ['9'] });
    expect(none).toMatchObject({ reasons: [], flowCount: 5472 });
  });

  it('filters that exclude each other do have no rows', async () => {
    const folder = join(assets, 'sample');
    const { table, query } = await describeFiles({ folder, files: await findFiles(folder) });
    const engine = await openEngine({ ...query, table: { catalog: null, database: null, name: 'flow_logs' } });
    onTestFinished(() => engine.close());
    const day = emptyForm(at('2022-11-28T00:00:00'), at('2022-11-28T23:59:59'), 'UTC');
    const patches: readonly Partial<QueryForm>[] = [
      { protocols: ['icmp'], ports: ['1-65535'] },
      { kind: 'admin-ports', protocols: ['icmp'] },
      { tcpFlags: ['syn', 'fin', 'rst', 'syn-ack'], protocols: ['udp', 'icmp'] },
      { kind: 'rejected-by-source', action: 'ACCEPT' },
      { addresses: ['192.168.0.10', '!192.168.0.0/24'] },
      { kind: 'ipv4', addresses: ['::/0'] },
      { kind: 'ipv6', addresses: ['0.0.0.0/0'] },
      { direction: 'ingress', paths: ['1', '2', '3', '4', '5', '6', '7', '8'] },
      { kind: 'by-path', direction: 'ingress' },
    ];
    for (const patch of patches) {
      const form = { ...day, ...patch };
      expect(formConflicts(form)).toHaveLength(1);
      const { rows } = await engine.query(buildSql(form, table));
      for await (const batch of rows) expect(batch).toEqual([]);
    }
  });

  it('an hour whose files are gone, and a folder that is gone', async () => {
    const folder = tempFolder();
    cpSync(join(assets, 'sample'), folder, { recursive: true });
    for (const hour of globSync('**/hour=05', { cwd: folder })) rmSync(join(folder, hour), { recursive: true });
    const app = await openApp();
    const source: SourceRef = { kind: 'folder', path: folder };
    const { reasons } = await explained(app, source, '2022-11-28T05:15:00', '2022-11-28T05:30:00');
    expect(reasons).toEqual([
      {
        code: 'partition_missing',
        details: {
          count: 1,
          of: 1,
          from: at('2022-11-28T05:00:00'),
          to: at('2022-11-28T06:00:00'),
          scope: '',
          use: { from: at('2022-11-28T04:00:00'), to: at('2022-11-28T05:00:00') },
        },
      },
    ]);

    const form = { ...emptyForm(at('2022-11-28T05:15:00'), at('2022-11-28T05:30:00'), 'UTC'), protocols: ['icmp'], ports: ['1'] };
    const { id } = await app.handlers['run.start']({ source, query: { type: 'form', form } });
    await app.idle();
    rmSync(folder, { recursive: true });
    expect(await app.handlers['run.explain']({ runId: id })).toMatchObject({
      reasons: [{ code: 'filters_exclude' }],
      flowCount: null,
      error: { code: 'folder_not_found' },
    });
  });
});

describe('SQL by hand, by the window that its WHERE closes', { timeout: 120_000 }, () => {
  const explainedSql = async (app: App, source: SourceRef, sql: string): Promise<Explanation> => {
    const { id } = await app.handlers['run.start']({ source, query: { type: 'sql', sql, zone: 'UTC' }, confirmed: true });
    await app.idle();
    return app.handlers['run.explain']({ runId: id });
  };
  const between = (from: string, to: string) => `"start" BETWEEN ${at(from)} AND ${at(to)}`;

  it('on files', async () => {
    const app = await openApp();
    const outside = await explainedSql(
      app,
      sample,
      `SELECT * FROM flow_logs WHERE ${between('2022-11-30T03:15:00', '2022-11-30T03:30:00')}`,
    );
    expect(outside).toMatchObject({ reasons: [{ code: 'after_last', details: { by: 'record' } }], countSql: null });
    const inside = `SELECT * FROM flow_logs WHERE ${between('2022-11-28T03:15:00', '2022-11-28T03:30:00')} AND srcaddr = '203.0.113.99'`;
    expect(await explainedSql(app, sample, inside)).toMatchObject({ reasons: [], flowCount: 5472 });
    const open = `SELECT * FROM flow_logs WHERE "start" >= ${at('2022-11-30T03:15:00')}`;
    expect(await explainedSql(app, sample, open)).toEqual({ reasons: [], flowCount: null, countSql: null, error: null });
  });

  it('on Athena, where it reads the table and no other', async () => {
    await emulatedAws();
    const app = await openApp();
    const where = between('2022-11-30T03:15:00', '2022-11-30T03:30:00');
    expect(await explainedSql(app, athenaRef, `SELECT * FROM flow_logs WHERE ${where}`)).toMatchObject({
      reasons: [{ code: 'after_last', details: { by: 'partition' } }],
      countSql: null,
    });
    const joined = `SELECT * FROM flow_logs f JOIN "vpcdb"."flow_logs" g ON f."start" = g."start" WHERE f.${where} AND g.${where}`;
    expect((await explainedSql(app, athenaRef, joined)).reasons).toHaveLength(1);
  });
});

describe('projected partitions, by their folders', () => {
  const folder = (account: string, day: string) => `AWSLogs/${account}/vpcflowlogs/ap-northeast-1/2022/11/${day}/a.log.gz`;

  it('that hold no files are told, of the account that has some before', async () => {
    const { aws } = await emulatedAws({ schemes: true });
    for (const day of ['27', '28', '29']) aws.store.putListed('flow-logs-emulator', folder('123456789012', day), 10);
    for (const day of ['27', '29']) aws.store.putListed('flow-logs-emulator', folder('210987654321', day), 10);
    aws.store.putListed('flow-logs-emulator', folder('210987654321', '28').replace('a.log', '_a.log'), 10);
    const app = await openApp();
    const source = { ...athenaRef, database: 'schemes', table: 'projected_days' };
    const window = ['2022-11-28T03:15:00', '2022-11-28T03:30:00'] as const;
    const { reasons } = await explained(app, source, ...window, { addresses: ['203.0.113.99'] });
    expect(reasons).toEqual([
      {
        code: 'no_files',
        details: {
          count: 1,
          of: 1,
          from: at('2022-11-28T00:00:00'),
          to: at('2022-11-29T00:00:00'),
          scope: 'accid=210987654321, region=ap-northeast-1',
          url: 's3://flow-logs-emulator/AWSLogs/210987654321/vpcflowlogs/ap-northeast-1/2022/11/28/',
        },
      },
    ]);
    // Four accounts and regions, the day and the one before.
    expect(aws.requests.filter(({ operation }) => operation === 'ListObjectsV2')).toHaveLength(8);
    aws.faults.denied.add('s3:ListBucket');
    expect((await explained(app, source, ...window, { addresses: ['203.0.113.99'] })).reasons).toEqual([]);
  });
});

describe('on Athena, by the catalogue alone', () => {
  it('the window against the partitions, without a further execution', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    const after = await explained(app, athenaRef, '2022-11-30T03:15:00', '2022-11-30T03:30:00');
    expect(after).toMatchObject({ reasons: [{ code: 'after_last', details: { by: 'partition', last: at('2022-11-28T23:59:59') } }] });
    expect(after.countSql).toBeNull();
    const none = await explained(app, athenaRef, '2022-11-28T03:15:00', '2022-11-28T03:30:00', { addresses: ['203.0.113.99'] });
    // What was not counted, because it costs, is offered as a statement.
    expect(none).toMatchObject({ reasons: [], flowCount: null, countSql: expect.stringContaining('count(*)') });
    expect(aws.executions).toHaveLength(2);

    const { id } = await app.handlers['run.start']({ source: athenaRef, query: { type: 'sql', sql: none.countSql ?? '', zone: 'UTC' } });
    await app.idle();
    const { rows } = await app.handlers['result.page']({ runId: id, view: { filters: [], sort: null }, offset: 0, limit: 10 });
    expect(rows).toContainEqual(['OK', 5472]);
  });

  it('logs of the last minutes are not there yet', async () => {
    await emulatedAws();
    const app = await openApp();
    const now = new Date(Math.floor(Date.now() / 60_000) * 60_000);
    const text = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString().slice(0, 19);
    const { reasons } = await explained(app, athenaRef, text(-20), text(-5));
    expect(reasons.map((reason) => reason.code)).toEqual(['not_delivered', 'after_last']);
  });

  it('where Glue may not be asked, nothing is guessed; where AWS cannot be reached, it is said', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    aws.faults.denied.add('glue:GetPartitions');
    const closed = await explained(app, athenaRef, '2022-11-30T03:15:00', '2022-11-30T03:30:00');
    expect(closed).toMatchObject({ reasons: [], error: null });

    const { runs } = await app.handlers['history.list']({ search: '', filter: 'all', offset: 0, limit: 1 });
    aws.faults.credentials = 'expired';
    expect(await app.handlers['run.explain']({ runId: runs[0]?.id ?? '' })).toMatchObject({
      reasons: [],
      countSql: null,
      error: { code: 'credentials_expired' },
    });
  });
});
