/** The life of an export: what is told, what lies on the disk, and what is left when it does not end well. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { AppError } from '../../../main/app-error.ts';
import { openPartialFile } from '../../../main/exports/partial-file.ts';
import { createExportStore } from '../../../main/history/export-store.ts';
import { openHistory } from '../../../main/history/open-history.ts';
import { ownIdentity } from '../../../main/history/process-identity.ts';
import { columnsOf, type Exporting, exporting } from '../../support/exporting.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const columns = columnsOf('n:bigint t:varchar');
const few = [
  [1, 'a'],
  [2, 'b'],
];
/** Enough that an export is still under way when its first progress has been told. */
const many = Array.from({ length: 60_000 }, (_, index) => [index, `text ${index}`]);

const formats = ['xlsx', 'csv'] as const;
const partials = ({ folder }: Exporting) => readdirSync(folder).filter((name) => name.includes('.partial-'));
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as AppError).code;
  }
  return 'none';
};

describe.each(formats)('an export to %s', (format) => {
  it('begins at once, tells its progress, and ends with the file in place', async () => {
    const all = exporting(columns, many, { format });
    const end = all.until('done');
    const job = all.exports.start(all.request);
    expect(job).toMatchObject({ kind: 'export', runId: 'run-1', state: 'running', done: 0, total: 60_000, path: null, error: null });
    expect(existsSync(all.target)).toBe(false);
    const partial = `${all.target}.partial-${job.id}`;
    // Written down before it is there.
    expect(all.kept).toEqual([`begun ${partial}`]);
    expect(existsSync(partial)).toBe(false);
    const done = await end;
    expect(done).toEqual({ ...job, state: 'done', done: 60_000, total: 60_000, path: all.target });
    expect(all.kept).toEqual([`begun ${partial}`, `ended ${partial}`]);
    expect(partials(all)).toEqual([]);
    expect(existsSync(all.target)).toBe(true);
    expect(all.exports.read(job.id)).toEqual(done);
    const counts = all.told.map((each) => each.done);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(all.told.filter((each) => each.state !== 'running')).toHaveLength(1);
  });

  it('takes a target whose name is as long as a name can be', async () => {
    const name = `${'流'.repeat(83)}.${format}`;
    const target = join(tempFolder(), `${'x'.repeat(255 - Buffer.byteLength(name))}${name}`);
    const all = exporting(columns, few, { format, target: { path: target, download: false } });
    expect(await all.run()).toMatchObject({ state: 'done', path: target });
    expect(readdirSync(dirname(target))).toEqual([basename(target)]);
  });

  it('replaces a file only when the new one is complete', async () => {
    const all = exporting(columns, few, { format });
    writeFileSync(all.target, 'before');
    const failed = exporting(columns, few, { format, columns: ['nothing'], target: { path: all.target, download: false } });
    expect((await failed.run()).error).toMatchObject({ code: 'bad_column', details: { value: 'nothing' } });
    expect(readFileSync(all.target, 'utf8')).toBe('before');
    await all.run();
    expect(readFileSync(all.target, 'utf8')).not.toBe('before');
  });

  it('leaves nothing when it is cancelled, and the file that was there as it was', async () => {
    const all = exporting(columns, many, { format });
    writeFileSync(all.target, 'before');
    const cancelled = all.until('cancelled');
    const underWay = all.until('running');
    const job = all.exports.start(all.request);
    await underWay;
    await all.exports.cancel(job.id);
    expect(await cancelled).toMatchObject({ state: 'cancelled', error: null, path: null });
    expect(partials(all)).toEqual([]);
    expect(readFileSync(all.target, 'utf8')).toBe('before');
    expect(all.kept.map((each) => each.split(' ')[0])).toEqual(['begun', 'ended']);
    // Once more is no error: it is at its end.
    await all.exports.cancel(job.id);
  });

  it('can be cancelled before its worker has begun', async () => {
    const all = exporting(columns, few, { format });
    const job = all.exports.start(all.request);
    await all.exports.cancel(job.id);
    expect(all.exports.read(job.id)?.state).toBe('cancelled');
    expect(partials(all)).toEqual([]);
    expect(existsSync(all.target)).toBe(false);
  });

  it('says that a place cannot be written', async () => {
    const missing = exporting(columns, few, { format });
    const path = join(missing.folder, 'no', 'such', 'folder', 'out');
    const job = await exporting(columns, few, { format, target: { path, download: false } }).run();
    expect(job).toMatchObject({ state: 'failed', error: { code: 'target_unwritable', details: { path } } });
    expect(missing.reported).toEqual([]);
  });

  it('says that the rows are gone', async () => {
    const all = exporting(columns, few, { format });
    rmSync(all.request.resultPath);
    expect(await all.run()).toMatchObject({ state: 'failed', error: { code: 'result_missing' } });
    expect(partials(all)).toEqual([]);
  });

  it('leaves by a one-time address where there is a page to fetch it', async () => {
    const offered: string[] = [];
    const all = exporting(columns, few, {
      format,
      fileName: 'フロー.xlsx',
      offerDownload: (path, fileName) => `/download/${offered.push(path, fileName)}`,
    });
    const request = { ...all.request, target: { path: all.target, download: true } };
    const end = all.until('done');
    all.exports.start(request);
    expect(await end).toMatchObject({ state: 'done', path: null, download: '/download/2' });
    expect(offered).toEqual([all.target, 'フロー.xlsx']);
    expect(existsSync(all.target)).toBe(true);
  });
});

it('writes two at once, each its own file, and the cancelling of one does not touch the other', async () => {
  const all = exporting(columns, many);
  const path = (name: string) => join(all.folder, name);
  const start = (name: string, format: 'xlsx' | 'csv') =>
    all.exports.start({ ...all.request, format, target: { path: path(name), download: false } }).id;
  const [first, second, third] = [start('a.xlsx', 'xlsx'), start('b.xlsx', 'xlsx'), start('c.csv', 'csv')];
  await all.exports.cancel(second);
  const states = () => [first, second, third].map((id) => all.exports.read(id)?.state);
  await vi.waitFor(() => expect(states()).toEqual(['done', 'cancelled', 'done']));
  expect(readdirSync(all.folder).sort()).toEqual(['a.xlsx', 'c.csv', 'result.sqlite']);
});

it('refuses at once what it would have to destroy, and what it cannot do', () => {
  const all = exporting(columns, few);
  const start = (change: object) => codeOf(() => all.exports.start({ ...all.request, ...change }));
  const folder = join(all.folder, 'a folder');
  mkdirSync(folder);
  expect(start({ target: { path: folder, download: false } })).toBe('target_unwritable');
  // Renaming would put a file in the device's place.
  if (existsSync('/dev/null')) expect(start({ target: { path: '/dev/null', download: false } })).toBe('target_unwritable');
  expect(start({ zone: 'Asia/Nowhere' })).toBe('bad_zone');
  expect(all.kept).toEqual([]);
});

it('does not replace a file that is closed to writing', ({ skip }) => {
  if (process.getuid?.() === 0) skip('root may write everything');
  const all = exporting(columns, few);
  writeFileSync(all.target, 'before');
  chmodSync(all.target, 0o444);
  expect(codeOf(() => all.exports.start(all.request))).toBe('target_unwritable');
});

it('knows no job that it did not start', async () => {
  const all = exporting(columns, few);
  expect(all.exports.read('x')).toBeUndefined();
  await expect(all.exports.cancel('x')).rejects.toMatchObject({ code: 'job_not_found' });
});

it('reports what nobody foresaw, and leaves no file of it', async () => {
  const all = exporting(columns, few, {
    offerDownload: () => {
      throw new TypeError('no page');
    },
  });
  const end = all.until('failed');
  all.exports.start({ ...all.request, target: { path: all.target, download: true } });
  expect((await end).error).toEqual({ code: 'internal', message: 'Something went wrong inside Nagare.', details: { logId: 'log-1' } });
  expect(all.reported).toMatchObject([{ message: 'no page' }]);
  expect(readdirSync(all.folder)).toEqual(['result.sqlite']);
});

it('cancels what is under way when the app closes', async () => {
  const all = exporting(columns, many);
  const underWay = all.until('running');
  const job = all.exports.start(all.request);
  await underWay;
  await all.exports.close();
  expect(all.exports.read(job.id)?.state).toBe('cancelled');
  expect(readdirSync(all.folder)).toEqual(['result.sqlite']);
});

describe('a partial file', () => {
  it.each([
    ['ENOSPC', 'disk_full'],
    ['EDQUOT', 'disk_full'],
    ['EIO', 'target_unwritable'],
  ])('that fails with %s ends the writing as %s', async (code, expected) => {
    const path = join(tempFolder(), 'out.partial-1');
    const file = await openPartialFile(path, '/the/target', new AbortController().signal);
    file.stream.destroy(Object.assign(new Error(code), { code }));
    await expect(file.closed()).rejects.toMatchObject({ code: expected, details: { path: '/the/target' } });
    expect(file.signal.reason).toMatchObject({ code: expected });
    await file.abandon();
  });

  it('of another is not written over', async () => {
    const path = join(tempFolder(), 'out.partial-1');
    writeFileSync(path, 'another');
    await expect(openPartialFile(path, '/the/target', new AbortController().signal)).rejects.toMatchObject({ code: 'target_unwritable' });
    expect(readFileSync(path, 'utf8')).toBe('another');
  });
});

it('leaves, when the app dies, a partial file that the next start removes', async () => {
  const { request, folder, target } = exporting(columns, many);
  const historyPath = join(folder, 'history.db');
  const { offerDownload: _, ...plain } = request;
  const child = fork(join(import.meta.dirname, '../../support/dies-exporting.ts'), [historyPath, JSON.stringify(plain)]);
  await once(child, 'exit');
  const left = readdirSync(folder).filter((name) => name.includes('.partial-'));
  expect(left).toHaveLength(1);
  expect(existsSync(target)).toBe(false);
  const { db } = openHistory(historyPath);
  const rows = () => db.prepare('SELECT partial_path FROM exports').pluck().all();
  expect(rows()).toEqual(left.map((name) => join(folder, name)));
  createExportStore(db, ownIdentity()).sweep();
  expect(rows()).toEqual([]);
  db.close();
  expect(readdirSync(folder).filter((name) => name.includes('.partial-'))).toEqual([]);
});
