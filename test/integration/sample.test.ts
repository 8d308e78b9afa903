/** The flow logs that ship with the app: what they are, and the stories in them, by DuckDB and by hand. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type JS } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeFiles } from '../../main/sources/local/describe-files.ts';
import { openEngine } from '../../main/sources/local/engine.ts';
import { findFiles } from '../../main/sources/local/find-files.ts';
import { answerOf } from '../support/flow-log-files.ts';
import { tempFolder } from '../support/temp-folder.ts';

const root = resolve(import.meta.dirname, '../..');
const sample = join(root, 'assets/sample');
const dayStart = Date.UTC(2022, 10, 28) / 1000;
const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.parquet'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
  await connection.run(
    `CREATE TABLE f AS SELECT * FROM read_parquet('${sample}/AWSLogs/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)`,
  );
});

afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

async function rows(sql: string): Promise<(JS | number)[][]> {
  const result = await connection.runAndReadAll(sql);
  return result.getRowsJS().map((row) => row.map((value) => (typeof value === 'bigint' ? Number(value) : value)));
}

describe('the files', () => {
  it('are what the script makes, byte for byte but for the version that DuckDB signs with', () => {
    const made = tempFolder();
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/make-sample.ts'), made], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const contents = (folder: string) =>
      filesOf(folder).map((file) => {
        const text = readFileSync(file, 'latin1').replace(/DuckDB version v[\d.]+ \(build \w+\)/, 'DuckDB');
        return { file: file.slice(folder.length), text };
      });
    const [shipped, anew] = [contents(sample), contents(made)];
    expect(anew.map(({ file }) => file)).toEqual(shipped.map(({ file }) => file));
    expect(anew.filter(({ text }, index) => text !== shipped[index]?.text).map(({ file }) => file)).toEqual([]);
  });

  it('are laid out as AWS does, one for each hour, 10 MB at most', () => {
    const files = filesOf(sample);
    expect(files).toHaveLength(24);
    for (const [hour, file] of files.entries()) {
      const two = String(hour).padStart(2, '0');
      expect(file.slice(sample.length)).toMatch(
        new RegExp(
          `^/AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=ap-northeast-1/year=2022/month=11/day=28/hour=${two}/123456789012_vpcflowlogs_ap-northeast-1_fl-[0-9a-f]{17}_20221128T${two}00Z_[0-9a-f]{8}\\.log\\.parquet$`,
        ),
      );
    }
    expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThanOrEqual(10_000_000);
  });

  it("have the 28 fields of the walk-through's format in its order, and vpc-id", async () => {
    const format =
      'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path';
    const columns = (await rows('DESCRIBE f')).map(([name]) => name);
    expect(columns.slice(0, 29)).toEqual([...format.replaceAll('-', '_').split(' '), 'vpc_id']);
    expect(columns.slice(29)).toEqual(
      expect.arrayContaining(['year', 'month', 'day', 'hour', 'aws-account-id', 'aws-service', 'aws-region']),
    );
  });

  it('cover the day, and each the records that end in its hour', async () => {
    expect(await rows('SELECT count(*), min(start), max("end") FROM f')).toEqual([[211_926, dayStart, dayStart + 86_399]]);
    expect(await rows(`SELECT count(*) FROM f WHERE ("end" - ${dayStart}) // 3600 <> CAST(hour AS INTEGER) OR start > "end"`)).toEqual([
      [0],
    ]);
    expect(await rows(`SELECT count(*), max("end" - start) FROM f WHERE (start - ${dayStart}) // 3600 <> CAST(hour AS INTEGER)`)).toEqual([
      [1570, expect.toSatisfy((seconds: number) => seconds <= 600)],
    ]);
  });
});

describe('the stories', () => {
  const quarter = 'start BETWEEN 1669605300 AND 1669606200';
  const hour = (from: number, to: number) => `start >= ${dayStart + from * 3600} AND start < ${dayStart + to * 3600}`;

  it("the walk-through's two questions", async () => {
    const host = `${quarter} AND (srcaddr = '192.168.0.10' OR dstaddr = '192.168.0.10')`;
    expect(await rows(`SELECT count(*), count(*) FILTER (action = 'REJECT') FROM f WHERE ${host}`)).toEqual([[700, 60]]);
    expect(await rows(`SELECT count(*) FROM f WHERE ${quarter} AND (srcport = 443 OR dstport = 443)`)).toEqual([[1637]]);
  });

  it('a port scan of two hosts, refused but where a port is open', async () => {
    const scan = `srcaddr = '198.51.100.23' AND action = 'REJECT'`;
    expect(
      await rows(
        `SELECT dstaddr, count(*), count(DISTINCT dstport), min(dstport), max(dstport) FROM f WHERE ${scan} GROUP BY 1 ORDER BY 1`,
      ),
    ).toEqual([
      ['192.168.0.10', 18, 3, 22, 8080],
      ['192.168.0.11', 1023, 1023, 1, 1024],
      ['192.168.0.20', 1024, 1024, 1, 1024],
    ]);
    expect(await rows(`SELECT min(start) >= ${dayStart + 12_000}, max(start) < ${dayStart + 12_360} FROM f WHERE ${scan}`)).toEqual([
      [true, true],
    ]);
    // Nobody else tries so many ports.
    expect(await rows(`SELECT srcaddr FROM f WHERE action = 'REJECT' GROUP BY 1 HAVING count(DISTINCT dstport) > 100`)).toEqual([
      ['198.51.100.23'],
    ]);
  });

  it('guesses of SSH passwords, all rejected, while the office works', async () => {
    expect(
      await rows(
        `SELECT srcaddr, count(*), count(DISTINCT dstaddr) FROM f WHERE dstport = 22 AND action = 'REJECT' AND ${hour(16, 18)} GROUP BY 1 ORDER BY 2 DESC`,
      ),
    ).toEqual([
      ['203.0.113.99', 818, 1],
      ['198.51.100.201', 802, 1],
      ['203.0.113.142', 780, 1],
    ]);
    expect(await rows(`SELECT srcaddr, dstaddr, count(*) FROM f WHERE dstport = 22 AND action = 'ACCEPT' GROUP BY ALL`)).toEqual([
      ['10.10.0.5', '192.168.0.20', 206],
    ]);
  });

  it('a heavy talker behind the NAT gateway, seen from its inside and its outside', async () => {
    const copies = `${hour(14, 15)} AND bytes > 100000000`;
    expect(
      await rows(`SELECT srcaddr, dstaddr, pkt_srcaddr, pkt_dstaddr, count(*), sum(bytes) FROM f WHERE ${copies} GROUP BY ALL ORDER BY 2`),
    ).toEqual([
      ['203.0.113.77', '192.168.0.250', '203.0.113.77', '192.168.16.23', 60, 35_256_059_420],
      ['203.0.113.77', '192.168.16.23', '203.0.113.77', '192.168.16.23', 60, 35_256_059_420],
    ]);
    expect(await rows(`SELECT count(*) FROM f WHERE bytes > 100000000 AND NOT (${hour(14, 15)})`)).toEqual([[0]]);
  });

  it('S3 through its endpoint', async () => {
    expect(
      await rows(
        `SELECT traffic_path, flow_direction, count(*) FROM f WHERE 'S3' IN (pkt_src_aws_service, pkt_dst_aws_service) GROUP BY ALL ORDER BY 2`,
      ),
    ).toEqual([
      [7, 'egress', 9088],
      [null, 'ingress', 9088],
    ]);
  });

  it('IPv6', async () => {
    expect(await rows(`SELECT type, count(*) FROM f WHERE srcaddr LIKE '%:%' OR dstaddr LIKE '%:%' GROUP BY 1`)).toEqual([['IPv6', 8164]]);
  });

  it('NODATA and SKIPDATA, with NULL for all that a flow would say', async () => {
    const flow =
      'srcaddr dstaddr srcport dstport protocol packets bytes action tcp_flags type pkt_srcaddr pkt_dstaddr flow_direction traffic_path'
        .split(' ')
        .map((column) => `count(${column})`)
        .join(' + ');
    expect(await rows(`SELECT log_status, count(*), ${flow}, count(start) FROM f WHERE log_status <> 'OK' GROUP BY 1 ORDER BY 1`)).toEqual([
      ['NODATA', 144, 0, 144],
      ['SKIPDATA', 24, 0, 24],
    ]);
    expect(await rows(`SELECT count(*) FROM f WHERE log_status = 'OK' AND (srcaddr IS NULL OR bytes IS NULL OR action IS NULL)`)).toEqual([
      [0],
    ]);
  });
});

it('README.md tells them with the numbers that Nagare answers', async () => {
  const readme = readFileSync(join(sample, 'README.md'), 'utf8');
  const told = [...readme.matchAll(/```sql\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g)].map(([, sql = '', text = '']) => ({ sql, text }));
  expect(told).toHaveLength((readme.match(/^```sql$/gm) ?? []).length);
  expect(told.length).toBeGreaterThanOrEqual(9);
  expect(readme).toContain('211,926 records');
  const { query } = await describeFiles({ folder: sample, files: await findFiles(sample) });
  const engine = await openEngine({ ...query, table: { catalog: null, database: null, name: 'flow_logs' } });
  try {
    for (const { sql, text } of told) {
      const { lines } = await answerOf(engine, sql);
      const printed = lines.map((line) =>
        line
          .split(',')
          .map((value) => (value === '' ? 'NULL' : value.slice(1, -1)))
          .join(' | '),
      );
      expect(printed.join('\n')).toBe(text.trim());
    }
  } finally {
    engine.close();
  }
});
