/** What a query would read and cost, told without running it; what is asked before a whole table is read. */
import { describe, expect, it } from 'vitest';
import type { App } from '../../../main/app.ts';
import { emptyForm } from '../../../main/flowlogs/form.ts';
import type { Query, SourceRef } from '../../../preload/contract/query.ts';
import { type CatalogTable, LOG_BUCKET } from '../../aws/catalog.ts';
import { athenaRef, emulatedAws } from '../../support/emulated-aws.ts';
import { openApp } from '../../support/open-app.ts';

const from = Date.UTC(2022, 10, 28, 3, 15) / 1000;
const to = Date.UTC(2022, 10, 28, 3, 30) / 1000;
const windowed = (end = to): Query => ({ type: 'form', form: emptyForm(from, end, 'UTC') });
const byHand = (sql: string): Query => ({ type: 'sql', sql, zone: 'UTC' });

const columns = ['srcaddr', 'dstaddr', 'start', 'end'].map((name) => ({ name, type: name.endsWith('addr') ? 'string' : 'bigint' }));
const table = (name: string, keys: Record<string, string>, partitions: string[][], rest: Partial<CatalogTable> = {}): CatalogTable => ({
  database: 'net',
  name,
  columns,
  partitionKeys: Object.entries(keys).map(([key, type]) => ({ name: key, type })),
  parameters: {},
  partitions,
  ...rest,
});
const hours = (count: number) =>
  Array.from({ length: count }, (_, hour) => {
    const iso = new Date(Date.UTC(2022, 10, 28, hour)).toISOString();
    return [iso.slice(0, 4), iso.slice(5, 7), iso.slice(8, 10), iso.slice(11, 13)];
  });
const hourly = { year: 'string', month: 'string', day: 'string', hour: 'string' };
const projection = {
  'projection.enabled': 'true',
  'projection.region.type': 'enum',
  'projection.region.values': 'eu-west-1,ap-northeast-1',
  'projection.day.type': 'date',
  'projection.day.format': 'yyyy/MM/dd',
  'projection.day.range': '2022/01/01,2022/12/31',
  'storage.location.template': `s3://${LOG_BUCKET}/projected/\${region}/vpcflowlogs/\${day}`,
};

const net = (name: string): SourceRef => ({ ...athenaRef, database: 'net', table: name });
const estimate = (app: App, source: SourceRef, query: Query) => app.handlers['query.estimate']({ source, query });

describe('an estimate', () => {
  it('adds up the objects of the partitions that the window reads', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    const { bytes, costUsd, ...rest } = await estimate(app, athenaRef, windowed());
    expect(rest).toEqual({
      partitions: { read: 1, all: 24 },
      files: null,
      unknown: null,
      cutoffBytes: null,
      isPruned: true,
      needsConfirmation: false,
    });
    const objects = aws.store.keys(LOG_BUCKET, '').filter((key) => key.includes('/hour=03/'));
    expect(bytes).toBe(objects.reduce((sum, key) => sum + (aws.store.get(LOG_BUCKET, key)?.bytes.byteLength ?? 0), 0));
    expect(bytes).toBeGreaterThan(0);
    // Less than 10 MB are billed as 10 MB.
    expect(costUsd).toBeCloseTo(0.00005, 10);
    expect(aws.executions).toHaveLength(0);
  });

  it('and asks the price of the region that it runs in', async () => {
    await emulatedAws();
    const app = await openApp();
    // The emulator's region comes from the environment: the source names none.
    const regionPrices = [
      { region: 'sa-east-1', pricePerTb: 9 },
      { region: 'ap-northeast-1', pricePerTb: 50 },
    ];
    await app.handlers['settings.write']({ regionPrices });
    const whole = byHand("SELECT * FROM flow_logs WHERE year = '2022'");
    // 10 MB at least are paid for.
    expect(await estimate(app, athenaRef, whole)).toMatchObject({ costUsd: 0.0005 });
    expect(await estimate(app, { ...athenaRef, region: 'sa-east-1' }, whole)).toMatchObject({ costUsd: 0.00009 });
    expect(await estimate(app, { ...athenaRef, region: 'us-east-1' }, whole)).toMatchObject({ costUsd: 0.00005 });
  });

  it('takes the partition after the window in when a late flow can lie there, and remembers what it listed', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    expect((await estimate(app, athenaRef, windowed(to + 1800))).partitions).toEqual({ read: 2, all: 24 });
    const listed = () => aws.requests.filter(({ operation }) => operation === 'ListObjectsV2').length;
    const before = listed();
    expect(before).toBe(2);
    await estimate(app, athenaRef, windowed());
    expect(listed()).toBe(before);
  });

  it('says the workgroup’s limit', async () => {
    await emulatedAws({ workgroups: [{ name: 'small', outputLocation: 's3://results/', bytesScannedCutoff: 50_000_000 }] });
    const app = await openApp();
    expect(await estimate(app, { ...athenaRef, workgroup: 'small' }, windowed())).toMatchObject({ cutoffBytes: 50_000_000 });
  });

  it('makes the places of projected partitions, for every value of the other keys', async () => {
    const { aws } = await emulatedAws({
      tables: [table('projected', { region: 'string', day: 'string' }, [], { parameters: projection })],
    });
    for (const region of ['eu-west-1', 'ap-northeast-1', 'us-east-1']) {
      for (const day of ['2022/11/27', '2022/11/28', '2022/11/29']) {
        aws.store.putListed(LOG_BUCKET, `projected/${region}/vpcflowlogs/${day}/a.log.gz`, 1000);
      }
    }
    const app = await openApp();
    expect(await estimate(app, net('projected'), windowed())).toMatchObject({ partitions: { read: 2, all: 730 }, bytes: 2000 });
    // All of it: below the listed regions only.
    expect(await estimate(app, net('projected'), byHand('SELECT * FROM projected'))).toMatchObject({
      partitions: null,
      bytes: 6000,
      isPruned: false,
      needsConfirmation: false,
    });
  });

  it('lists many folders by what is above them, and leaves out what belongs to none', async () => {
    const { aws } = await emulatedAws({ tables: [table('wide', hourly, hours(30 * 24))] });
    for (const [year, month, day, hour] of hours(31 * 24)) {
      const folder = `net/wide/year=${year}/month=${month}/day=${day}/hour=${hour}`;
      aws.store.putListed(LOG_BUCKET, `${folder}/a.log.gz`, 10);
      aws.store.putListed(LOG_BUCKET, `${folder}/_temporary`, 7);
    }
    const app = await openApp();
    expect(await estimate(app, net('wide'), windowed(from + 20 * 86_400))).toMatchObject({
      partitions: { read: 20 * 24 + 1, all: 720 },
      bytes: (20 * 24 + 1) * 10,
    });
    expect(aws.requests.filter(({ operation }) => operation === 'ListObjectsV2').length).toBeLessThan(30);
  });

  it.each([
    ['in one partition', 1],
    ['in a week of hours', 168],
    ['in two months of hours', 1440],
  ])('of 10,000 objects %s asks no more than it has to', async (_, count) => {
    const { aws } = await emulatedAws({ tables: [table('many', hourly, hours(count))] });
    const partitions = hours(count);
    for (let number = 0; number < 10_000; number++) {
      const [year, month, day, hour] = partitions[number % count] ?? [];
      aws.store.putListed(LOG_BUCKET, `net/many/year=${year}/month=${month}/day=${day}/hour=${hour}/${number}.log.gz`, 100);
    }
    const start = Date.UTC(2022, 10, 28) / 1000;
    const query: Query = { type: 'form', form: emptyForm(start, start + count * 3600 - 901, 'UTC') };
    const app = await openApp();
    expect(await estimate(app, net('many'), query)).toMatchObject({ partitions: { read: count, all: count }, bytes: 1_000_000 });
    // How long that takes is for `npm run bench -- --only estimate`.
    expect(aws.requests.filter(({ operation }) => operation === 'ListObjectsV2').length).toBeLessThanOrEqual(180);
  });

  it('reads a statement’s own predicates, partition by partition', async () => {
    await emulatedAws();
    const app = await openApp();
    const one = await estimate(app, athenaRef, windowed());
    const sql = await app.sqlOf(athenaRef, windowed());
    expect(await estimate(app, athenaRef, byHand(sql))).toMatchObject({
      partitions: { read: 1, all: 24 },
      bytes: one.bytes,
      isPruned: true,
    });
    const twice = `WITH x AS (${sql}) SELECT * FROM x UNION ALL SELECT * FROM x`;
    expect(await estimate(app, athenaRef, byHand(twice))).toMatchObject({ partitions: { read: 1, all: 24 }, bytes: 2 * (one.bytes ?? 0) });
    expect(await estimate(app, athenaRef, byHand('SHOW PARTITIONS flow_logs'))).toMatchObject({ bytes: 0, costUsd: 0, isPruned: true });
  });

  it('counts files of a folder, and asks for no money', async () => {
    const app = await openApp();
    const found = await estimate(app, { kind: 'sample' }, windowed());
    expect(found).toMatchObject({ partitions: null, files: { read: 1, all: 24 }, costUsd: null, isPruned: true, needsConfirmation: false });
    expect(found.bytes).toBeGreaterThan(0);
    expect(await estimate(app, { kind: 'sample' }, byHand('SELECT 1'))).toMatchObject({ files: { read: 24, all: 24 } });
  });
});

describe('what is unknown is said to be, with the reason', () => {
  it('a bucket that may not be listed', async () => {
    const { aws } = await emulatedAws();
    aws.faults.denied.add('s3:ListObjectsV2');
    const app = await openApp();
    expect(await estimate(app, athenaRef, windowed())).toMatchObject({
      bytes: null,
      costUsd: null,
      unknown: 'denied',
      partitions: { read: 1, all: 24 },
      isPruned: true,
    });
    aws.faults.denied.clear();
    // A permission that was given is seen at once.
    expect(await estimate(app, athenaRef, windowed())).toMatchObject({ unknown: null, partitions: { read: 1, all: 24 } });
  });

  it('a table whose partitions Glue may not name, and whose folders do not either', async () => {
    const { aws } = await emulatedAws({
      tables: [
        table('flat', hourly, hours(24), {
          location: `s3://${LOG_BUCKET}/flat/`,
          partitionLocation: () => `s3://${LOG_BUCKET}/elsewhere/`,
        }),
      ],
    });
    aws.store.putListed(LOG_BUCKET, 'flat/2022/11/28/03/a.log.gz', 10);
    aws.faults.denied.add('glue:GetPartitions');
    expect(await estimate(await openApp(), net('flat'), windowed())).toMatchObject({
      bytes: null,
      unknown: 'catalog_denied',
      partitions: null,
    });
  });

  it('but where Glue may not be asked, folders as Hive lays them out show the partitions', async () => {
    const { aws } = await emulatedAws({ tables: [table('laid', hourly, hours(48))] });
    for (const [year, month, day, hour] of hours(48)) {
      aws.store.putListed(LOG_BUCKET, `net/laid/year=${year}/month=${month}/day=${day}/hour=${hour}/a.log.gz`, 10);
      aws.store.putListed(LOG_BUCKET, `net/laid/year=2021/month=${month}/day=${day}/hour=${hour}/a.log.gz`, 10);
    }
    const app = await openApp();
    aws.faults.denied.add('glue:GetPartitions');
    const sql = await app.sqlOf(net('laid'), windowed(to + 7200));
    const before = aws.requests.length;
    const found = { partitions: { read: 3, all: null }, bytes: 30, unknown: null };
    expect(await estimate(app, net('laid'), windowed(to + 7200))).toMatchObject(found);
    // The other year, and the other day, were not looked into.
    expect(aws.requests.slice(before).filter(({ operation }) => operation === 'ListObjectsV2')).toHaveLength(4 + 3);
    expect(await estimate(app, net('laid'), byHand(sql))).toMatchObject(found);
  });

  it('a workgroup that may not be looked at has no limit that is known', async () => {
    const { aws } = await emulatedAws();
    aws.faults.denied.add('athena:GetWorkGroup');
    expect(await estimate(await openApp(), athenaRef, windowed())).toMatchObject({ cutoffBytes: null, unknown: null });
  });

  it('a statement over another table', async () => {
    await emulatedAws();
    expect(await estimate(await openApp(), athenaRef, byHand('SELECT * FROM flow_logs JOIN other.names ON true'))).toMatchObject({
      bytes: null,
      unknown: 'other_table',
      needsConfirmation: true,
    });
  });

  it('a table that lies nowhere in S3, and one without end', async () => {
    const { aws } = await emulatedAws({
      tables: [table('view', {}, [], { location: 'nowhere' }), table('endless', {}, [], { location: `s3://${LOG_BUCKET}/endless/` })],
    });
    const app = await openApp();
    expect(await estimate(app, net('view'), windowed())).toMatchObject({
      bytes: null,
      unknown: 'location_unknown',
      needsConfirmation: true,
    });
    for (let n = 0; n < 1500; n++) aws.store.putListed(LOG_BUCKET, `endless/${n}.log.gz`, 1);
    expect(await estimate(app, net('endless'), windowed())).toMatchObject({ bytes: 1500, partitions: null, needsConfirmation: false });
  });

  it('credentials that have expired are an error, not an unknown', async () => {
    const { aws } = await emulatedAws();
    const app = await openApp();
    await app.handlers['source.describe']({ source: athenaRef });
    aws.faults.credentials = 'expired';
    await expect(estimate(app, athenaRef, windowed())).rejects.toMatchObject({ code: 'credentials_expired' });
  });
});

describe('a whole table', () => {
  const large = table('large', hourly, [['2022', '11', '28', '03']]);
  const put = (aws: Awaited<ReturnType<typeof emulatedAws>>['aws'], bytes: number) =>
    aws.store.putListed(LOG_BUCKET, 'net/large/year=2022/month=11/day=28/hour=03/a.log.gz', bytes);

  it('of more than 1 GB is read when it was said yes to, and only then', async () => {
    const { aws } = await emulatedAws({ tables: [large] });
    put(aws, 2_000_000_000);
    const app = await openApp();
    const query = byHand("SELECT * FROM large WHERE srcaddr = '10.0.0.1' AND 'year' = '2022'");
    const refused = app.handlers['run.start']({ source: net('large'), query });
    await expect(refused).rejects.toMatchObject({
      code: 'confirmation_needed',
      details: { bytes: 2_000_000_000, costUsd: 0.01, unknown: null, cutoffBytes: null },
    });
    expect(aws.executions).toHaveLength(0);
    const run = await app.handlers['run.start']({ source: net('large'), query, confirmed: true });
    expect(run.state).toBe('draft');
    await app.idle();
  });

  it('of 1 GB is read without a question; one of unknown size is not', async () => {
    const { aws } = await emulatedAws({ tables: [large] });
    put(aws, 1_000_000_000);
    const app = await openApp();
    const query = byHand('SELECT * FROM large');
    expect(await estimate(app, net('large'), query)).toMatchObject({ needsConfirmation: false, bytes: 1_000_000_000 });
    await app.handlers['run.start']({ source: net('large'), query });
    await app.idle();
    aws.faults.denied.add('s3:ListObjectsV2');
    await expect((await openApp()).handlers['run.start']({ source: net('large'), query })).rejects.toMatchObject({
      code: 'confirmation_needed',
      details: { bytes: null, unknown: 'denied' },
    });
  });

  it('a query with a partition predicate is started without listing anything', async () => {
    const { aws } = await emulatedAws({ tables: [large] });
    put(aws, 2_000_000_000);
    const app = await openApp();
    await app.handlers['run.start']({ source: net('large'), query: windowed() });
    await app.handlers['run.start']({ source: net('large'), query: byHand("SELECT * FROM large WHERE year = '2022'") });
    await app.idle();
    expect(aws.requests.filter(({ operation }) => operation === 'ListObjectsV2')).toEqual([]);
  });
});
