/** Windows of flow logs, copied to a folder: whole, checked, gone on with, and a source to go on with. */
import { mkdirSync, readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDownloads } from '../../../main/setup/download/downloads.ts';
import type { Download } from '../../../preload/contract/download.ts';
import { fileOfFlowLog } from '../../aws/ec2/log-files.ts';
import { finished, openApp } from '../../support/open-app.ts';
import { madeFlowLog, place, type SetupHere, setupHere } from '../../support/setup.ts';
import { smallDisk } from '../../support/small-disk.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const FROM = Date.UTC(2026, 0, 31, 23, 40) / 1000;
const WINDOW = { from: FROM, to: FROM + 1800 };
const MEGABYTE = 1 << 20;

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

/** A flow log with a file for each five minutes around the window, each of so many bytes. */
async function flowLogWith(here: SetupHere, bytes: number, change: Parameters<typeof madeFlowLog>[1] = {}) {
  const id = await madeFlowLog(here, change);
  const flowLog = here.aws.account.flowLogs.find((each) => each.id === id);
  if (!flowLog) throw new Error('no flow log');
  const put = (at: number) => {
    const { bucket, key } = fileOfFlowLog(flowLog, at, at.toString(16).slice(-8));
    here.aws.store.put(bucket, key, Buffer.alloc(bytes, String(at)));
    return { bucket, key };
  };
  const inside = Array.from({ length: 10 }, (_, index) => put(FROM - 300 + index * 300));
  put(FROM - 3600);
  put(FROM + 7200);
  return { id, inside: inside.map(({ key }) => key), bucket: inside[0]?.bucket ?? '' };
}

async function downloading(bytes = 1000, change: Parameters<typeof madeFlowLog>[1] = {}) {
  const here = await setupHere();
  const flowLog = await flowLogWith(here, bytes, change);
  const folder = join(tempFolder(), 'flow-logs');
  const told: Download[] = [];
  const waiting: ((download: Download) => void)[] = [];
  const downloads = createDownloads({
    clients: here.clients,
    folder,
    now: Date.now,
    changed(download) {
      told.push(download);
      if (download.state !== 'running') waiting.shift()?.(download);
    },
    report: (error) => {
      throw error;
    },
    persistence: { firstDelayMs: 1, tries: 4 },
  });
  onTestFinished(() => downloads.close());
  const request = { place, flowLogId: flowLog.id, ...WINDOW };
  return {
    ...here,
    ...flowLog,
    folder,
    told,
    downloads,
    request,
    run: async (to = folder) => {
      const ended = new Promise<Download>((resolve) => waiting.push(resolve));
      await downloads.start(request, to);
      return ended;
    },
  };
}

const localOf = (key: string) => key.slice(key.indexOf('AWSLogs/'));

describe('a window of a flow log', () => {
  it.each([{}, { hive: false, hourly: false, fileFormat: 'plain-text' as const, prefix: 'net/vpc/' }])(
    'is shown with its size and cost, copied in AWS’s layout, and asked about without Athena (%o)',
    async (change) => {
      const here = await setupHere();
      const id = await madeFlowLog(here, change, { from: FROM - 900, to: FROM + 3600 });
      const app = await openApp();
      const request = { place, flowLogId: id, ...WINDOW };
      const plan = await app.handlers['download.plan'](request);
      expect(plan).toMatchObject({ objects: expect.any(Number), folder: join(app.home, 'flow-logs', id) });
      expect(plan.location).toMatch(/^s3:\/\/vpc-flow-logs-\d+-ap-northeast-1\/.*ap-northeast-1\/$/);
      expect(plan.costUsd).toBeGreaterThan(0);
      expect(plan.costUsd).toBeLessThan(0.001);
      const begun = await app.handlers['download.start']({ ...request, folder: plan.folder });
      expect(begun).toMatchObject({ state: 'running', objects: plan.objects, bytes: plan.bytes, doneObjects: 0 });
      const told = () => app.events.flatMap((event) => (event.name === 'download.changed' ? event.payload : []));
      await expect
        .poll(() => told().at(-1))
        .toMatchObject({ state: 'done', doneObjects: plan.objects, doneBytes: plan.bytes, keptObjects: 0 });
      const files = filesBelow(plan.folder);
      expect(files).toHaveLength(plan.objects);
      expect(
        files.every((file) => file.startsWith(change.hive === false ? 'AWSLogs/123456789012/' : 'AWSLogs/aws-account-id=123456789012/')),
      ).toBe(true);
      const query = { type: 'sql', sql: 'SELECT count(*) AS n, min("start") AS first FROM flow_logs', zone: 'UTC' } as const;
      const run = await app.handlers['run.start']({ source: { kind: 'folder', path: plan.folder }, query, confirmed: true });
      expect(await finished(app, run.id)).toMatchObject({ state: 'saved', rowCount: 1, error: null });
    },
    30_000,
  );

  it('has the files that can hold its flows, and no others', async () => {
    const here = await downloading();
    const other = await madeFlowLog(here, { isNewBucket: false, traffic: 'REJECT' });
    const theirs = here.inside[0]?.replace(here.id, other) ?? '';
    here.aws.store.put(here.bucket, theirs, Buffer.from('theirs'));
    expect(await here.downloads.plan(here.request)).toMatchObject({ objects: 10, bytes: 10_000 });
    expect(await here.run()).toMatchObject({ state: 'done', doneObjects: 10 });
    expect(filesBelow(here.folder)).toEqual(here.inside.map(localOf).sort());
    for (const key of here.inside) {
      expect(readFileSync(join(here.folder, localOf(key)))).toEqual(Buffer.from(here.aws.store.get(here.bucket, key)?.bytes ?? []));
    }
  });

  it('is gone on with: what is there and whole is kept, what is not is fetched again', async () => {
    const here = await downloading();
    await here.run();
    expect(await here.run()).toMatchObject({ state: 'done', keptObjects: 10, doneBytes: 10_000 });
    const [first = '', second = '', third = ''] = here.inside.map((key) => join(here.folder, localOf(key)));
    truncateSync(first, 500);
    writeFileSync(second, Buffer.alloc(1000, 'x'));
    const partial = join(third, '..', '.x.log.parquet.partial-01234567');
    writeFileSync(partial, 'a dead process’s');
    utimesSync(partial, 0, 0);
    expect(await here.run()).toMatchObject({ state: 'done', keptObjects: 8 });
    expect(filesBelow(here.folder)).toEqual(here.inside.map(localOf).sort());
    expect(readFileSync(second)).toEqual(Buffer.from(here.aws.store.get(here.bucket, here.inside[1] ?? '')?.bytes ?? []));
  });

  it('whose files are encrypted with a key of KMS is kept by name and size: their ETag is no sum', async () => {
    const here = await downloading();
    await here.run();
    const [key = ''] = here.inside;
    here.aws.store.put(here.bucket, key, Buffer.alloc(1000, 'y'), undefined, 'arn:aws:kms:ap-northeast-1:123456789012:key/x');
    expect(await here.run()).toMatchObject({ state: 'done', keptObjects: 10 });
  });
});

describe('what comes in between', () => {
  it('bodies that break off are read on from where they did', async () => {
    const here = await downloading(MEGABYTE);
    here.aws.faults.cutBodies = { afterBytes: 300_000, times: 6 };
    expect(await here.run()).toMatchObject({ state: 'done', doneBytes: 10 * MEGABYTE });
    expect(here.aws.requests.filter(({ operation }) => operation === 'GetObject').length).toBeGreaterThan(10);
    for (const key of here.inside)
      expect(readFileSync(join(here.folder, localOf(key))).equals(Buffer.from(here.aws.store.get(here.bucket, key)?.bytes ?? []))).toBe(
        true,
      );
    // Ten times a second at the most, and once at the end.
    expect(here.told.length).toBeLessThan(30);
  });

  it('an object that is another one by now ends it, and no half of it is left', async () => {
    const here = await downloading();
    here.aws.faults.beforeNext('GetObject', () => void here.aws.store.put(here.bucket, here.inside[0] ?? '', Buffer.alloc(1000, 'z')));
    expect(await here.run()).toMatchObject({ state: 'failed', error: { code: 'result_gone' } });
    expect(filesBelow(here.folder).filter((file) => file.includes('partial'))).toEqual([]);
    expect(await here.run()).toMatchObject({ state: 'done' });
  });

  it('somebody cancels it: nothing is left half, and what came is kept', async () => {
    const here = await downloading(MEGABYTE);
    const release = here.aws.faults.holdBodies(500_000);
    const ended = here.run();
    await expect.poll(() => here.told.at(-1)?.doneBytes ?? 0).toBeGreaterThan(0);
    await here.downloads.cancel(here.told[0]?.id ?? '');
    release();
    expect((await ended).state).toBe('cancelled');
    expect(filesBelow(here.folder).filter((file) => file.includes('partial'))).toEqual([]);
    await expect(here.downloads.cancel('nothing')).rejects.toMatchObject({ code: 'job_not_found' });
    expect((await here.run()).state).toBe('done');
  });

  it('credentials run out: it fails, and goes on when they are good again', async () => {
    const here = await downloading();
    let count = 0;
    const later = () => {
      if (++count < 4) here.aws.faults.beforeNext('GetObject', later);
      else here.aws.faults.credentials = 'expired';
    };
    here.aws.faults.beforeNext('GetObject', later);
    expect(await here.run()).toMatchObject({ state: 'failed', error: { code: 'credentials_expired' } });
    here.aws.faults.credentials = 'good';
    const again = await here.run();
    expect(again).toMatchObject({ state: 'done', doneObjects: 10 });
    expect(here.told.filter(({ state }) => state !== 'running').map(({ state }) => state)).toEqual(['failed', 'done']);
  });

  it('a disk without room is told before anything comes', async ({ skip }) => {
    const disk = smallDisk('size=4m') ?? skip('this process may not mount a small disk');
    const here = await downloading(MEGABYTE);
    await expect(here.run(join(disk, 'logs'))).rejects.toMatchObject({ code: 'disk_full' });
  });
});

describe('what cannot be', () => {
  it('a key that leads out of the folder is refused before anything is written', async () => {
    const here = await downloading();
    const [key = ''] = here.inside;
    const name = key.slice(key.lastIndexOf('/') + 1);
    here.aws.store.put(here.bucket, `${key.slice(0, -name.length)}../../../../../../../../evil/${name}`, Buffer.from('x'));
    await expect(here.run()).rejects.toMatchObject({ code: 'target_unwritable' });
    expect(filesBelow(join(here.folder, '..'))).toEqual([]);
  });

  it('a folder that is none, or not named in full', async () => {
    const here = await downloading();
    mkdirSync(here.folder, { recursive: true });
    const file = join(here.folder, 'file');
    writeFileSync(file, '');
    await expect(here.run(file)).rejects.toMatchObject({ code: 'target_unwritable' });
    await expect(here.run('logs')).rejects.toMatchObject({ code: 'bad_folder', message: expect.stringContaining('absolute') });
  });

  it.runIf(process.platform === 'linux')('a folder that the system will not make, below one that is there', async () => {
    const here = await downloading();
    await expect(here.downloads.start(here.request, '/proc/nope/x')).rejects.toMatchObject({ code: 'target_unwritable' });
    expect(await here.run()).toMatchObject({ state: 'done' });
  });

  it('a window the wrong way round, a flow log that is gone or goes elsewhere', async () => {
    const here = await downloading();
    const plan = (change: object) => here.downloads.plan({ ...here.request, ...change });
    await expect(plan({ to: FROM - 1 })).rejects.toMatchObject({ code: 'bad_window' });
    await expect(plan({ flowLogId: 'fl-00000000000000000' })).rejects.toMatchObject({ code: 'flow_log_not_found' });
    here.aws.faults.denied.add('s3:ListObjectsV2');
    await expect(plan({})).rejects.toMatchObject({ code: 'access_denied' });
  });
});
