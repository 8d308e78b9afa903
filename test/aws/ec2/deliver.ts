/** Deliveries of a flow log: the sample's records, moved into the time asked for, in files as AWS writes them. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { fieldOf } from '../../../main/flowlogs/fields.ts';
import { quoteIdentifier, quoteLiteral } from '../../../main/flowlogs/quote.ts';
import { SAMPLE_FOLDER } from '../catalog.ts';
import type { Buckets } from '../s3/buckets.ts';
import type { ObjectStore } from '../s3/object-store.ts';
import { mayDeliver } from './delivery-policy.ts';
import type { FlowLog } from './flow-logs.ts';
import { fieldsOf } from './integration-template.ts';
import { fileOfFlowLog, type LogOwner } from './log-files.ts';

export interface DeliveryWindow {
  /** Unix seconds; records that end from here on. */
  readonly from: number;
  /** Unix seconds; records that end before. */
  readonly to: number;
  /** At most so many records of all, the earliest; all that there are if left out. */
  readonly rows?: number;
  /** Another account's and region's, which deliver into the same bucket in the same manner; its own if left out. */
  readonly owner?: LogOwner;
}

export interface Delivery {
  readonly bucket: string;
  /** Keys of the objects that were written. */
  readonly keys: readonly string[];
  readonly rows: number;
}

const DAY = 86_400;
/** Files hold five minutes of records each. */
const PERIOD = 300;
/** When the sample's day begins, Unix seconds. */
const SAMPLE_DAY = Date.UTC(2022, 10, 28) / 1000;

/**
 * The same flow log gets the same records for the same time. Where the bucket's policy does not let it, nothing is written
 * and the flow log shows `Access error`.
 */
export async function deliver(
  flowLog: FlowLog,
  window: DeliveryWindow,
  { buckets, store }: { readonly buckets: Buckets; readonly store: ObjectStore },
): Promise<Delivery> {
  const { destination = '', isHive } = flowLog;
  const name = /^arn:aws[\w-]*:s3:::([^/]+)/.exec(destination)?.[1] ?? '';
  const bucket = buckets.find(name);
  if (flowLog.destinationType !== 's3') throw new Error(`${flowLog.id} does not deliver to S3`);
  if (!bucket || !mayDeliver(bucket, destination, isHive)) {
    flowLog.deliverStatus = 'FAILED';
    flowLog.deliverError = 'Access error';
    return { bucket: name, keys: [], rows: 0 };
  }
  const folder = mkdtempSync(join(tmpdir(), 'nagare-emulated-delivery-'));
  const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' });
  const connection = await instance.connect();
  const keys: string[] = [];
  try {
    await connection.run(`CREATE TABLE records AS ${recordsSelect(flowLog, window)}`);
    const periods = await connection.runAndReadAll('SELECT DISTINCT file_epoch FROM records ORDER BY 1');
    for (const [epoch] of periods.getRows()) {
      const file = join(folder, 'file');
      await writeFile(connection, flowLog, Number(epoch), file);
      const hash = createHash('sha256').update(`${flowLog.id} ${epoch}`).digest('hex');
      const { key } = fileOfFlowLog(flowLog, Number(epoch), hash.slice(0, 8), window.owner);
      // Published when its five minutes are over, and a little later.
      const modified = new Date((Number(epoch) + PERIOD + (Number.parseInt(hash.slice(8, 12), 16) % PERIOD)) * 1000);
      store.put(name, key, readFileSync(file), 'application/octet-stream', undefined, modified);
      keys.push(key);
    }
    const count = await connection.runAndReadAll('SELECT count(*) FROM records');
    flowLog.deliverStatus = 'SUCCESS';
    flowLog.deliverError = null;
    if (keys.length > 0) flowLog.deliveredAt = new Date();
    return { bucket: name, keys, rows: Number(count.getRows()[0]?.[0] ?? 0) };
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true });
  }
}

async function writeFile(connection: DuckDBConnection, flowLog: FlowLog, epoch: number, file: string): Promise<void> {
  const fields = fieldsOf(flowLog.format);
  const rows = `FROM records WHERE file_epoch = ${epoch} ORDER BY sample_end`;
  const named = (name: string) => quoteIdentifier(fieldOf(name)?.column ?? name);
  if (flowLog.isParquet) {
    await connection.run(
      `COPY (SELECT ${fields.map(named).join(', ')} ${rows}) TO ${quoteLiteral(file)} (FORMAT parquet, COMPRESSION gzip)`,
    );
    return;
  }
  const texts = fields.map((name) => `coalesce(CAST(${named(name)} AS VARCHAR), '-') AS ${quoteIdentifier(name)}`);
  await connection.run(
    `COPY (SELECT ${texts.join(', ')} ${rows}) TO ${quoteLiteral(file)} (FORMAT csv, DELIMITER ' ', HEADER true, QUOTE '', ESCAPE '', COMPRESSION gzip)`,
  );
}

/** The flow log's own fields, in its order, with the time that the file is named by. */
function recordsSelect(flowLog: FlowLog, { from, to, rows, owner }: DeliveryWindow): string {
  const fields = fieldsOf(flowLog.format);
  const version = Math.max(2, ...fields.map((name) => fieldOf(name)?.version ?? 2));
  const firstDay = Math.floor(from / DAY);
  const days = Array.from({ length: Math.max(1, Math.ceil((to - firstDay * DAY) / DAY)) }, (_, index) => firstDay + index);
  const shifts = days.map((day) => `(${day * DAY - SAMPLE_DAY})`).join(', ');
  const ended = '"end" + shift.seconds';
  const own: Readonly<Record<string, string>> = {
    version: String(version),
    start: '"start" + shift.seconds',
    end: ended,
    region: quoteLiteral(owner?.region ?? flowLog.region),
    ...(owner ? { account_id: quoteLiteral(owner.account) } : {}),
    vpc_id: flowLog.resourceType === 'VPC' ? quoteLiteral(flowLog.resourceId) : 'vpc_id',
  };
  const columns = fields.map((name) => {
    const column = fieldOf(name)?.column ?? name;
    const types = { int: 'INTEGER', bigint: 'BIGINT', string: 'VARCHAR' };
    const value = own[column] ?? (sampled.has(column) ? quoteIdentifier(column) : fieldOf(name)?.type === 'string' ? "'-'" : 'NULL');
    return `CAST(${value} AS ${types[fieldOf(name)?.type ?? 'string']}) AS ${quoteIdentifier(column)}`;
  });
  const holder = {
    VPC: 'true',
    Subnet: `subnet_id = ${quoteLiteral(flowLog.resourceId)}`,
    NetworkInterface: `interface_id = ${quoteLiteral(flowLog.resourceId)}`,
  };
  const traffic = flowLog.trafficType === 'ALL' ? 'true' : `action = '${flowLog.trafficType}'`;
  return `SELECT ${columns.join(', ')}, ((${ended}) // ${PERIOD}) * ${PERIOD} AS file_epoch, ${ended} AS sample_end
    FROM read_parquet(${quoteLiteral(join(SAMPLE_FOLDER, '**/*.parquet'))}, hive_partitioning=false) CROSS JOIN (VALUES ${shifts}) AS shift (seconds)
    WHERE ${ended} >= ${from} AND ${ended} < ${to} AND ${holder[flowLog.resourceType]} AND ${traffic}
    ORDER BY sample_end, interface_id ${rows === undefined ? '' : `LIMIT ${rows}`}`;
}

/** What the sample has. */
const sampled = new Set(
  'account_id interface_id srcaddr dstaddr srcport dstport protocol packets bytes action log_status subnet_id instance_id tcp_flags type pkt_srcaddr pkt_dstaddr az_id sublocation_type sublocation_id pkt_src_aws_service pkt_dst_aws_service flow_direction traffic_path'.split(
    ' ',
  ),
);
