/** Each kind on the sample, against a statement that was written by hand, for DuckDB and without the app. */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { buildSql } from '../../../main/flowlogs/build-sql.ts';
import { emptyForm } from '../../../main/flowlogs/form.ts';
import { kinds } from '../../../main/flowlogs/kinds.ts';
import { describeFiles } from '../../../main/sources/local/describe-files.ts';
import { openEngine } from '../../../main/sources/local/engine.ts';
import { findFiles } from '../../../main/sources/local/find-files.ts';
import type { KindName } from '../../../preload/contract/query.ts';
import { SAMPLE_FOLDER } from '../../aws/catalog.ts';
import { answerOf } from '../../support/flow-log-files.ts';
import { asTexts, type PlainRow, plainRows } from '../../support/kind-rows.ts';

/** The walk-through's: 12:15 to 12:30 in Tokyo. */
const [from, to] = [1669605300, 1669606200];
const logs = `read_parquet('${join(SAMPLE_FOLDER, 'AWSLogs/**/*.parquet')}', hive_partitioning = true, hive_types_autocast = false)`;
const inWindow = `(SELECT * FROM ${logs} WHERE "start" >= ${from} AND "start" <= ${to})`;
const sums = 'sum("bytes")::BIGINT AS "bytes", sum(packets)::BIGINT AS packets, count(*) AS flows';
const actions = `count(*) FILTER (action = 'ACCEPT') AS accepted, count(*) FILTER (action = 'REJECT') AS rejected`;
/** NODATA and SKIPDATA are no flows. */
const by = (column: string) =>
  `SELECT ${column}, ${sums}, ${actions} FROM ${inWindow} WHERE ${column}::VARCHAR <> '-' AND log_status = 'OK' GROUP BY ${column} ORDER BY "bytes" DESC, ${column}`;

const byHand: Readonly<Record<KindName, string>> = {
  records: `SELECT * FROM ${inWindow}`,
  'ssh-rdp': `SELECT * FROM ${inWindow} WHERE srcport = 22 OR srcport = 3389 OR dstport = 22 OR dstport = 3389`,
  ipv4: `SELECT * FROM ${inWindow} WHERE contains(srcaddr, '.')`,
  ipv6: `SELECT * FROM ${inWindow} WHERE contains(srcaddr, ':')`,
  'top-talkers': `SELECT srcaddr, dstaddr, ${sums}, ${actions} FROM ${inWindow} WHERE srcaddr IS NOT NULL GROUP BY srcaddr, dstaddr ORDER BY "bytes" DESC, srcaddr, dstaddr LIMIT 50`,
  'top-sources': `${by('srcaddr')} LIMIT 50`,
  'top-destinations': `${by('dstaddr')} LIMIT 50`,
  'top-ports': `SELECT dstport, protocol, ${sums}, ${actions} FROM ${inWindow} WHERE dstport IS NOT NULL GROUP BY ALL ORDER BY "bytes" DESC, dstport, protocol LIMIT 50`,
  'packet-talkers': `SELECT pkt_srcaddr, pkt_dstaddr, ${sums}, ${actions} FROM ${inWindow} WHERE pkt_srcaddr IS NOT NULL GROUP BY ALL ORDER BY "bytes" DESC, pkt_srcaddr, pkt_dstaddr LIMIT 50`,
  'new-talkers': `SELECT srcaddr, dstaddr, ${sums}, min("start") AS "start" FROM ${inWindow} AS now
    WHERE srcaddr IS NOT NULL AND NOT EXISTS (FROM ${logs} AS earlier WHERE earlier."start" BETWEEN ${from - 901} AND ${from - 1}
      AND earlier.srcaddr = now.srcaddr AND earlier.dstaddr = now.dstaddr)
    GROUP BY ALL ORDER BY "bytes" DESC, srcaddr, dstaddr LIMIT 50`,
  'traffic-over-time': `SELECT epoch(time_bucket(INTERVAL 1 MINUTE, to_timestamp("start")))::BIGINT AS "start", ${sums}, ${actions}
    FROM ${inWindow} WHERE action IS NOT NULL GROUP BY 1 ORDER BY 1`,
  'rejected-by-source': `SELECT srcaddr, count(*) AS flows, sum(packets)::BIGINT AS packets, count(DISTINCT dstport) AS ports, count(DISTINCT dstaddr) AS addresses,
      min("start") AS "start", max("end") AS "end"
    FROM ${inWindow} WHERE action = 'REJECT' GROUP BY srcaddr ORDER BY flows DESC, srcaddr LIMIT 100`,
  'rejected-by-port': `SELECT dstport, protocol, count(*) AS flows, sum(packets)::BIGINT AS packets, count(DISTINCT srcaddr) AS sources,
      count(DISTINCT dstaddr) AS addresses, min("start") AS "start", max("end") AS "end"
    FROM ${inWindow} WHERE action = 'REJECT' GROUP BY dstport, protocol ORDER BY flows DESC, dstport, protocol LIMIT 100`,
  'possible-scans': `SELECT srcaddr, count(DISTINCT dstport) AS ports, count(DISTINCT dstaddr) AS addresses, count(*) AS flows,
      count(*) FILTER (action = 'REJECT') AS rejected, min("start") AS "start", max("end") AS "end"
    FROM ${inWindow} WHERE action = 'REJECT' OR tcp_flags & 18 = 2 GROUP BY srcaddr
    HAVING ports >= 20 OR addresses >= 20 ORDER BY greatest(ports, addresses) DESC, srcaddr LIMIT 100`,
  'admin-ports': `WITH ports AS (SELECT unnest([20, 21, 22, 23, 3389, 5900, 5985, 5986]) AS port)
    SELECT if(dstport IN (FROM ports), dstaddr, srcaddr) AS address, ${sums}, ${actions}
    FROM ${inWindow} WHERE dstport IN (FROM ports) OR srcport IN (FROM ports) GROUP BY 1 ORDER BY "bytes" DESC, 1 LIMIT 10`,
  'by-interface': `${by('interface_id')} LIMIT 50`,
  'by-instance': `${by('instance_id')} LIMIT 50`,
  'by-subnet': `${by('subnet_id')} LIMIT 50`,
  'by-zone': by('az_id'),
  'by-service': `SELECT pkt_src_aws_service, pkt_dst_aws_service, ${sums}, ${actions} FROM ${inWindow}
    WHERE pkt_src_aws_service <> '-' OR pkt_dst_aws_service <> '-' GROUP BY ALL ORDER BY "bytes" DESC, 1, 2`,
  'by-path': by('traffic_path'),
};

it.each(kinds.map((kind) => kind.name))('%s', async (name) => {
  const inspection = await sample;
  const engine = await openEngine({ ...inspection.query, table: { catalog: null, database: null, name: 'flow_logs' } });
  try {
    const { columns, lines } = await answerOf(engine, buildSql({ ...emptyForm(from, to, 'Asia/Tokyo'), kind: name }, inspection.table));
    const found = plainRows(columns, lines);
    const wanted = await rowsByHand(byHand[name]);
    const names = columns.map((column) => column.name);
    expect(Object.keys(wanted[0] ?? {}).sort()).toEqual([...names].sort());
    const isRecords = names.includes('version');
    expect(asTexts(found, names, isRecords)).toEqual(asTexts(wanted, names, isRecords));
    expect(found.length).toBeGreaterThan(0);
    // Oldest first.
    if (isRecords) expect(found.map((row) => Number(row.start))).toEqual(found.map((row) => Number(row.start)).sort((a, b) => a - b));
  } finally {
    engine.close();
  }
});

const sample = findFiles(SAMPLE_FOLDER).then((files) => describeFiles({ folder: SAMPLE_FOLDER, files }));

async function rowsByHand(sql: string): Promise<readonly PlainRow[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const answer = await connection.runAndReadAll(sql);
  const names = answer.columnNames();
  const rows = answer
    .getRowsJson()
    .map((row) =>
      Object.fromEntries(names.map((name, index) => [name, row[index] == null || row[index] === '-' ? null : String(row[index])])),
    );
  connection.closeSync();
  return rows;
}
