/** Which files of a folder are flow logs, in every layout that AWS writes, and what is said of the others. */
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { partitionPredicate } from '../../../../main/flowlogs/partitions.ts';
import { describeFiles } from '../../../../main/sources/local/describe-files.ts';
import { openEngine } from '../../../../main/sources/local/engine.ts';
import { findFiles } from '../../../../main/sources/local/find-files.ts';
import { createLocalSource } from '../../../../main/sources/local/local-source.ts';
import type { Table } from '../../../../preload/contract/query.ts';
import { answerOf, defaultHeader, records, writeParquet, writeText } from '../../../support/flow-log-files.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const hive = 'AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=ap-northeast-1';
const plain = 'AWSLogs/123456789012/vpcflowlogs/ap-northeast-1';
const name = (at: string, ending: string) => `123456789012_vpcflowlogs_ap-northeast-1_fl-0a1b2c3d_${at}Z_0f1e2d3c.${ending}`;

/** What the folder is described as, and the answer of a statement over it: as the source's worker does it, without the worker. */
async function ask(folder: string, sql = 'SELECT count(*) FROM flow_logs'): Promise<{ table: Table; lines: readonly string[] }> {
  const { table, query } = await describeFiles({ folder, files: await findFiles(folder) });
  const engine = await openEngine({ ...query, table: { catalog: null, database: null, name: 'flow_logs' } });
  try {
    return { table, lines: (await answerOf(engine, sql)).lines };
  } finally {
    engine.close();
  }
}

const named = (table: Table) => table.columns.map((column) => column.name);
const line = (start: number, bytes = '420') =>
  `2 123456789012 eni-0a 10.0.0.1 10.0.0.2 50000 443 6 5 ${bytes} ${start} ${start + 59} ACCEPT OK`;

describe('Parquet', () => {
  it('under Hive prefixes, by hour: partition columns last, as text', async () => {
    const folder = tempFolder();
    await writeParquet({
      [join(folder, hive, 'year=2022/month=11/day=28/hour=03', name('20221128T0300', 'log.parquet'))]: records(1669605300),
      [join(folder, hive, 'year=2022/month=11/day=28/hour=04', name('20221128T0400', 'log.parquet'))]: records(1669608000),
    });
    const { table, lines } = await ask(
      folder,
      'SELECT start, month, hour, "aws-region" FROM flow_logs WHERE hour = \'04\' ORDER BY 1 LIMIT 1',
    );
    expect(lines).toEqual(['"1669608000","11","04","ap-northeast-1"']);
    expect(named(table).slice(-7)).toEqual(['aws-account-id', 'aws-service', 'aws-region', 'year', 'month', 'day', 'hour']);
    expect(table).toMatchObject({
      catalog: null,
      database: null,
      table: 'flow_logs',
      partitionKeys: [
        { column: 'year', pattern: 'yyyy', type: 'string', prefix: '' },
        { column: 'month', pattern: 'MM', type: 'string', prefix: '' },
        { column: 'day', pattern: 'dd', type: 'string', prefix: '' },
        { column: 'hour', pattern: 'HH', type: 'string', prefix: '' },
      ],
      newestEpoch: 1669608120,
      warnings: [],
    });
  });

  it('under Hive prefixes, by day', async () => {
    const folder = tempFolder();
    await writeParquet({ [join(folder, hive, 'year=2022/month=11/day=28', name('20221128T0300', 'log.parquet'))]: records(1669605300) });
    expect((await ask(folder)).table.partitionKeys.map((key) => key.column)).toEqual(['year', 'month', 'day']);
  });

  it('under prefixes without leading zeros, as Spark and DuckDB write them: numbers, and every record of a window', async () => {
    const folder = tempFolder();
    const place = (parts: string) => join(folder, parts, 'part-0.parquet');
    await writeParquet({
      [place('year=2022/month=1/day=5/hour=3')]: records(Date.UTC(2022, 0, 5, 3) / 1000),
      [place('year=2022/month=1/day=5/hour=4')]: records(Date.UTC(2022, 0, 5, 4) / 1000, 1),
      [place('year=2022/month=11/day=28/hour=11')]: records(Date.UTC(2022, 10, 28, 11) / 1000, 2),
    });
    const from = Date.UTC(2022, 0, 5, 3) / 1000;
    const { table } = await ask(folder);
    const predicate = partitionPredicate(table, from, from + 600);
    expect(predicate).toBe(`"year" = '2022' AND "month" = 1 AND "day" = 5 AND "hour" = 3`);
    expect((await ask(folder, `SELECT count(*) FROM flow_logs WHERE ${predicate}`)).lines).toEqual(['"3"']);
    expect((await ask(folder, `SELECT DISTINCT month, hour FROM flow_logs WHERE day = 28`)).lines).toEqual(['"11","11"']);
    expect(table.warnings).toEqual([]);
  });

  it.each([
    ['a date', ['dt=2022-11-28', 'dt=2022-11-29'], `"dt" = '2022-11-28'`],
    ['a date with slashes', ['day=2022%2F11%2F28'], `"day" = '2022/11/28'`],
    [
      'every sixth hour',
      ['00', '06', '12'].map((hour) => `year=2022/month=11/day=28/hour=${hour}`),
      `"year" = '2022' AND "month" = '11' AND "day" = '28'`,
    ],
    ['a team, and no time', ['team=a'], null],
  ])('under %s: narrowed as a table with such partitions is', async (_, folders, predicate) => {
    const folder = tempFolder();
    await writeParquet(Object.fromEntries(folders.map((part) => [join(folder, part, 'a.parquet'), records(1669605300)])));
    const { table } = await ask(folder);
    expect([partitionPredicate(table, 1669605300, 1669605400), table.warnings]).toEqual([predicate, []]);
    const { lines } = await ask(folder, `SELECT count(*) > 0 FROM flow_logs WHERE ${predicate ?? '1 = 1'}`);
    expect(lines).toEqual(['"true"']);
  });

  it.each([
    ['a year that is none', ['year=22/month=11/day=28']],
    ['a day that is none', ['year=2022/month=11/day=30', 'year=2022/month=11/day=31']],
    ['no value', ['year=2022/month=11/day=28', 'year=__HIVE_DEFAULT_PARTITION__/month=11/day=28']],
    ['two ways of writing', ['dt=2022-11-28', 'dt=20221129']],
  ])('under %s: every record is read, and that is said', async (_, folders) => {
    const folder = tempFolder();
    await writeParquet(Object.fromEntries(folders.map((part) => [join(folder, part, 'a.parquet'), records(1669605300)])));
    const { table, lines } = await ask(folder);
    expect([table.partitionKeys, table.warnings, lines]).toEqual([[], [{ code: 'partitions_unknown' }], [`"${folders.length * 3}"`]]);
  });

  it.each([`${plain}/2022/11/28/03`, `${plain}/2022/11/28`, '.'])('under %s: no partitions', async (layout) => {
    const folder = tempFolder();
    await writeParquet({ [join(folder, layout, name('20221128T0300', 'log.parquet'))]: records(1669605300) });
    const { table, lines } = await ask(folder);
    expect(lines).toEqual(['"3"']);
    expect(table).toMatchObject({ partitionKeys: [], newestEpoch: 1669605420, warnings: [] });
  });

  it('in both layouts at once: every record, the keys NULL where a folder has none', async () => {
    const folder = tempFolder();
    await writeParquet({
      [join(folder, hive, 'year=2022/month=11/day=28/hour=03', name('20221128T0300', 'log.parquet'))]: records(1669605300),
      [join(folder, plain, '2022/11/27', name('20221127T0300', 'log.parquet'))]: records(1669518900, 2),
    });
    const { table, lines } = await ask(folder, 'SELECT count(*) FROM flow_logs');
    expect(lines).toEqual(['"5"']);
    // A predicate on the keys would leave out the files that have none.
    expect(table.partitionKeys).toEqual([]);
  });

  it('of other columns in other files: all columns, NULL where a file has none', async () => {
    const folder = tempFolder();
    await writeParquet({
      [join(folder, 'a.parquet')]: records(100, 1),
      [join(folder, 'b.parquet')]: `SELECT *, 'vpc-0a' AS vpc_id FROM (${records(200, 1)})`,
    });
    expect((await ask(folder, 'SELECT start, vpc_id FROM flow_logs ORDER BY start')).lines).toEqual(['"100",', '"200","vpc-0a"']);
  });

  it('beside foreign files: those are skipped, and how many and why is said', async () => {
    const folder = tempFolder();
    await writeParquet({
      [join(folder, 'flow.parquet')]: records(100, 1),
      [join(folder, 'sales.parquet')]: 'SELECT 1 AS amount, 2 AS price',
    });
    writeText(join(folder, 'web/access.log.gz'), ['GET / HTTP/1.1 200']);
    writeText(join(folder, 'web/error.log'), ['[error] no such page']);
    writeFileSync(join(folder, 'nothing.log'), '');
    writeFileSync(join(folder, 'notes.txt'), 'no flow log by its name: not spoken of');
    const { table, lines } = await ask(folder);
    expect([lines, table.warnings]).toEqual([
      ['"1"'],
      [
        { code: 'files_skipped', reason: 'empty', count: 1, example: 'nothing.log' },
        { code: 'files_skipped', reason: 'other_columns', count: 1, example: 'sales.parquet' },
        { code: 'files_skipped', reason: 'no_header', count: 2, example: join('web', 'access.log.gz') },
      ],
    ]);
  });

  it('beside text, as a flow log that was made again in another format leaves them: every record, numbers as numbers', async () => {
    const folder = tempFolder();
    await writeParquet({ [join(folder, 'new/a.parquet')]: records(200, 2) });
    writeText(join(folder, 'old/a.log.gz'), [defaultHeader, line(100, '7')]);
    const { table, lines } = await ask(folder, 'SELECT start, bytes, account_id FROM flow_logs ORDER BY 1');
    expect(lines).toEqual(['"100","7","123456789012"', '"200","0",', '"260","100",']);
    expect(table).toMatchObject({ newestEpoch: 260, warnings: [] });
    expect(table.columns).toContainEqual({ name: 'bytes', type: 'bigint' });
  });

  it('in very many small files', async () => {
    const folder = tempFolder();
    const files = Array.from({ length: 400 }, (_, n) => [
      join(folder, hive, `year=2022/month=11/day=28/hour=${String(n % 24).padStart(2, '0')}`, `${n}.log.parquet`),
      records(n * 1000, 2),
    ]);
    await writeParquet(Object.fromEntries(files));
    const { table, lines } = await ask(folder);
    expect([lines, table.newestEpoch]).toEqual([['"800"'], 399_060]);
  });

  it('without a single record', async () => {
    const folder = tempFolder();
    await writeParquet({ [join(folder, 'empty.parquet')]: records(100, 0) });
    const { table, lines } = await ask(folder);
    expect([lines, table.newestEpoch]).toEqual([['"0"'], null]);
  });
});

describe('text', () => {
  it('in the default format: numbers as numbers, the dash of a number NULL', async () => {
    const folder = tempFolder();
    writeText(join(folder, plain, '2022/11/28', name('20221128T0300', 'log.gz')), [
      defaultHeader,
      line(1669605300),
      '2 123456789012 eni-0a - - - - - - - 1669605400 1669605459 - NODATA',
    ]);
    const { table, lines } = await ask(folder, 'SELECT srcaddr, bytes, "end" - start, log_status FROM flow_logs ORDER BY start');
    expect(lines).toEqual(['"10.0.0.1","420","59","OK"', '"-",,"59","NODATA"']);
    expect(named(table)).toEqual(defaultHeader.replaceAll('-', '_').split(' '));
    expect(table.columns.find((column) => column.name === 'bytes')?.type).toBe('bigint');
    expect(table).toMatchObject({ newestEpoch: 1669605400, partitionKeys: [], warnings: [] });
  });

  it('in a custom format, under Hive prefixes, by hour', async () => {
    const folder = tempFolder();
    writeText(join(folder, hive, 'year=2022/month=11/day=28/hour=03', name('20221128T0300', 'log.gz')), [
      'start srcaddr pkt-dst-aws-service some-new-field flow-direction',
      '1669605300 10.0.0.1 S3 brand-new egress',
    ]);
    const { table, lines } = await ask(folder, 'SELECT start, pkt_dst_aws_service, some_new_field, day FROM flow_logs');
    expect(lines).toEqual(['"1669605300","S3","brand-new","28"']);
    expect(table.partitionKeys.map((key) => key.column)).toEqual(['year', 'month', 'day', 'hour']);
  });

  it('in two formats, and under other folders: every record, NULL where a format has no such field', async () => {
    const folder = tempFolder();
    writeText(join(folder, 'a.log.gz'), [defaultHeader, line(100)]);
    writeText(join(folder, hive, 'year=2022/month=11/day=28', 'b.log.gz'), ['start end srcaddr vpc-id', '200 259 10.0.0.9 vpc-0a']);
    writeText(join(folder, 'c.log'), [defaultHeader, line(300)]);
    const { table, lines } = await ask(folder, 'SELECT start, srcaddr, vpc_id, bytes, day FROM flow_logs ORDER BY 1');
    expect([lines, table.warnings]).toEqual([
      ['"100","10.0.0.1",,"420",', '"200","10.0.0.9","vpc-0a",,"28"', '"300","10.0.0.1",,"420",'],
      [],
    ]);
  });

  it('keeps quotes, hashes and what looks like another type as they are', async () => {
    const folder = tempFolder();
    writeText(join(folder, 'a.log'), ['start srcaddr account-id subnet-id', '1 "10.0.0.1 007 \'x', '2 # 008 a"b']);
    expect((await ask(folder, 'SELECT srcaddr, account_id, subnet_id FROM flow_logs ORDER BY start')).lines).toEqual([
      '"""10.0.0.1","007","\'x"',
      '"#","008","a""b"',
    ]);
  });

  it('with nothing under its header', async () => {
    const folder = tempFolder();
    writeText(join(folder, 'a.log.gz'), [defaultHeader]);
    const { table, lines } = await ask(folder);
    expect([lines, table.newestEpoch]).toEqual([['"0"'], null]);
  });
});

describe('paths', () => {
  it.each(['with blanks in it', "an analyst's", 'フロー ログ', 'a "quoted" one', '[2022] {a,b} *?', '100%20', 'semi;colon -- #1'])(
    '%s',
    async (part) => {
      const folder = join(tempFolder(), part);
      await writeParquet({ [join(folder, part, `${part}.parquet`)]: records(100, 1) });
      expect((await ask(folder)).lines).toEqual(['"1"']);
      const texts = join(tempFolder(), part);
      writeText(join(texts, part, `${part}.log.gz`), [defaultHeader, line(100)]);
      expect((await ask(texts)).lines).toEqual(['"1"']);
    },
  );

  it('of hidden files and links are left out: they could lead anywhere', async () => {
    const folder = tempFolder();
    const elsewhere = tempFolder();
    await writeParquet({
      [join(folder, 'a.parquet')]: records(100, 1),
      [join(folder, '._a.parquet')]: records(100, 1),
      [join(elsewhere, 'b.parquet')]: records(200, 1),
    });
    symlinkSync(elsewhere, join(folder, 'link'));
    symlinkSync(join(elsewhere, 'b.parquet'), join(folder, 'b.parquet'));
    symlinkSync(folder, join(folder, 'circle'));
    expect((await ask(folder)).lines).toEqual(['"1"']);
  });
});

describe('what cannot be read', () => {
  const failing = (folder: string) =>
    ask(folder).then(
      () => null,
      (error: unknown) => error,
    );

  it('a folder that is not there, or a file in its place', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'file.parquet'), '');
    for (const path of [join(folder, 'nowhere'), join(folder, 'file.parquet')]) {
      expect(await failing(path)).toMatchObject({ code: 'folder_not_found', details: { path } });
    }
  });

  it('a folder without flow logs', async () => {
    const empty = tempFolder();
    mkdirSync(join(empty, 'a/b'), { recursive: true });
    expect(await failing(empty)).toMatchObject({ code: 'no_flow_logs', details: { path: empty } });
    const foreign = tempFolder();
    await writeParquet({ [join(foreign, 'sales.parquet')]: 'SELECT 1 AS amount' });
    expect(await failing(foreign)).toMatchObject({ code: 'no_flow_logs', details: { path: foreign } });
    const logs = tempFolder();
    writeText(join(logs, 'access.log.gz'), ['GET / HTTP/1.1 200']);
    writeFileSync(join(logs, 'empty.log'), '');
    expect(await failing(logs)).toMatchObject({ code: 'no_flow_logs', details: { path: logs } });
  });

  it.each([
    ['empty.parquet', Buffer.alloc(0)],
    ['cut.parquet', Buffer.from('PAR1 and then nothing')],
    ['broken.parquet', Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(64, 7), Buffer.from([64, 0, 0, 0]), Buffer.from('PAR1')])],
    ['broken.log.gz', Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), Buffer.alloc(64, 7)])],
  ])('a %s is named', async (fileName, bytes) => {
    const folder = tempFolder();
    const path = join(folder, fileName);
    if (fileName.endsWith('parquet')) await writeParquet({ [join(folder, 'good.parquet')]: records(100, 1) });
    writeFileSync(path, bytes);
    expect(await failing(folder)).toMatchObject({ code: 'file_unreadable', details: { path } });
  });

  it('a Parquet file whose columns are broken behind a good footer', async () => {
    const folder = tempFolder();
    const path = join(folder, 'a.parquet');
    await writeParquet({ [path]: records(100, 5000) });
    const bytes = readFileSync(path);
    bytes.fill(0xff, 4, 4000);
    writeFileSync(path, bytes);
    const error = await ask(folder, 'SELECT * FROM flow_logs').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'file_unreadable' });
  });

  it('a text file that ends in the middle of its compression', async () => {
    const folder = tempFolder();
    const lines = Array.from({ length: 20_000 }, (_, n) => line(n, String((n * 7919) % 100_003)));
    const whole = gzipSync(`${defaultHeader}\n${lines.join('\n')}\n`);
    writeFileSync(join(folder, 'a.log.gz'), whole.subarray(0, whole.length / 2));
    const error = await ask(folder).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'file_unreadable' });
  });

  it('a line with more values than the header', async () => {
    const folder = tempFolder();
    writeText(join(folder, 'a.log'), ['start srcaddr', '100 10.0.0.1', '200 10.0.0.2 too much']);
    const error = await ask(folder, 'SELECT * FROM flow_logs').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'file_unreadable' });
  });

  it.skipIf(process.getuid?.() === 0)('a folder that may not be read', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'closed'));
    chmodSync(join(folder, 'closed'), 0);
    onTestFinished(() => chmodSync(join(folder, 'closed'), 0o700));
    expect(await failing(folder)).toMatchObject({ code: 'file_unreadable', details: { path: join(folder, 'closed') } });
  });

  it('is forgotten when it is mended', async () => {
    const folder = tempFolder();
    const path = join(folder, 'a.parquet');
    writeFileSync(path, '');
    const source = createLocalSource({ folder });
    await expect(source.describe()).rejects.toMatchObject({ code: 'file_unreadable', details: { path } });
    await writeParquet({ [path]: records(100, 1) });
    expect(await source.describe()).toMatchObject({ newestEpoch: 100 });
    await writeParquet({ [join(folder, 'b.parquet')]: records(200, 1) });
    expect(await source.describe()).toMatchObject({ newestEpoch: 200 });
    expect(await source.open('SELECT 1')).toEqual({
      via: 'local',
      query: { folder, groups: [{ format: 'parquet', header: [], files: [path, join(folder, 'b.parquet')] }], sql: 'SELECT 1' },
    });
  });
});
