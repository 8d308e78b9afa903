/** What the terminal stores is what the Parquet files hold: cell by cell, against a statement written by hand for DuckDB. */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { assets, storedRows, terminal, walkThroughWords } from '../../../support/terminal.ts';

const logs = `read_parquet('${join(assets, 'sample')}/AWSLogs/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)`;
const flowColumns =
  'version, account_id, interface_id, srcaddr, dstaddr, srcport, dstport, protocol, packets, bytes, start, "end", action, log_status, subnet_id, instance_id, tcp_flags, type, pkt_srcaddr, pkt_dstaddr, region, az_id, sublocation_type, sublocation_id, pkt_src_aws_service, pkt_dst_aws_service, flow_direction, traffic_path, vpc_id';
const allColumns = `${flowColumns}, "aws-account-id", "aws-service", "aws-region", year, month, day, hour`;

async function byDuckdb(sql: string): Promise<{ readonly names: readonly string[]; readonly rows: readonly (readonly unknown[])[] }> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const result = await connection.runAndReadAll(sql);
    const rows = result.getRowsJS().map((row) => row.map((value) => (typeof value === 'bigint' ? Number(value) : value)));
    return { names: result.columnNames(), rows };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Rows of one second come in any order. */
const sorted = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row)).sort();

async function asked(...words: readonly string[]) {
  const { code, out } = await terminal().run('query', ...words, '--json');
  expect(code).toBe(0);
  return storedRows(JSON.parse(out).resultPath);
}

it("the walk-through's first question: 700 flows of one host", async () => {
  const { names, rows } = await asked(...walkThroughWords);
  const hand = await byDuckdb(
    `SELECT ${allColumns} FROM ${logs} WHERE start BETWEEN 1669605300 AND 1669606200 AND (srcaddr = '192.168.0.10' OR dstaddr = '192.168.0.10')`,
  );
  expect(names).toEqual(hand.names);
  expect(rows).toHaveLength(700);
  expect(sorted(rows)).toEqual(sorted(hand.rows));
  const starts = rows.map((row) => Number(row[10]));
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
});

it('its second: port 443 at either end', async () => {
  const { rows } = await asked(...'--source sample --port 443 --from 2022-11-28T03:15Z --to 1669606200'.split(' '));
  const hand = await byDuckdb(
    `SELECT ${allColumns} FROM ${logs} WHERE start BETWEEN 1669605300 AND 1669606200 AND (srcport = 443 OR dstport = 443)`,
  );
  expect(rows).toHaveLength(1637);
  expect(sorted(rows)).toEqual(sorted(hand.rows));
});

it("NULLs, IPv6, networks and the hour's end", async () => {
  const { rows } = await asked(
    '--source',
    'sample',
    '--sql',
    "SELECT * FROM flow_logs WHERE log_status <> 'OK' OR type = 'IPv6' AND hour = '05'",
  );
  expect(sorted(rows)).toEqual(
    sorted((await byDuckdb(`SELECT ${allColumns} FROM ${logs} WHERE log_status <> 'OK' OR type = 'IPv6' AND hour = '05'`)).rows),
  );
  const network = await asked(
    ...'--source sample --ip 2001:db8:a0::/48 --ip-side source --from 2022-11-28T02:00 --to 2022-11-28T02:59:59'.split(' '),
  );
  const hand = `start BETWEEN 1669600800 AND 1669604399 AND starts_with(srcaddr, '2001:db8:a0:')`;
  expect(sorted(network.rows)).toEqual(sorted((await byDuckdb(`SELECT ${allColumns} FROM ${logs} WHERE ${hand}`)).rows));
  expect(network.rows.length).toBeGreaterThan(50);
});

it('aggregates: sums, counts, fractions and columns without a name', async () => {
  const sql = `SELECT action, count(*), sum(bytes) AS bytes, avg(packets), max("end") - min(start) AS seconds FROM flow_logs GROUP BY action ORDER BY 2`;
  const { names, rows } = await asked('--source', 'sample', '--sql', sql);
  expect(names).toEqual(['action', '_col1', 'bytes', '_col3', 'seconds']);
  const hand = await byDuckdb(
    `SELECT action, count(*), CAST(sum(bytes) AS BIGINT), avg(packets), max("end") - min(start) FROM ${logs} GROUP BY 1 ORDER BY 2`,
  );
  expect(rows).toEqual(hand.rows);
});
