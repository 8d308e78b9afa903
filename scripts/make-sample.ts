/** Writes assets/sample: a day of flow logs as AWS lays them out (Hive prefixes, hourly, Parquet). Run by `npm run sample`; a folder as argument is written instead. */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BIGINT, DuckDBDataChunk, DuckDBInstance, INTEGER, VARCHAR } from '@duckdb/node-api';
import { account, dayStart, region } from './sample/network.ts';
import { seeded } from './sample/random.ts';
import { columns, type FlowRecord } from './sample/record.ts';
import { recordsOfMinute } from './sample/stories.ts';

const root = resolve(process.argv[2] ?? join(import.meta.dirname, '../assets/sample'));
const flowLog = 'fl-0effe57ab1e5eed00';
const types = { INTEGER, BIGINT, VARCHAR };
const CHUNK = 2048;

const random = seeded(20_221_128);
/** A file holds the records that end in its hour. */
const hours: FlowRecord[][] = Array.from({ length: 24 }, () => []);
for (let minute = 0; minute < 1440; minute++) {
  for (const record of recordsOfMinute(minute, random)) hours[Math.floor((Number(record.end) - dayStart) / 3600)]?.push(record);
}

rmSync(join(root, 'AWSLogs'), { recursive: true, force: true });
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
for (const [hour, records] of hours.entries()) {
  const two = String(hour).padStart(2, '0');
  await connection.run(`CREATE OR REPLACE TABLE records (${columns.map(([name, type]) => `"${name}" ${type}`).join(', ')})`);
  const appender = await connection.createAppender('records');
  records.sort((a, b) => Number(a.end) - Number(b.end));
  for (let at = 0; at < records.length; at += CHUNK) {
    const piece = records.slice(at, at + CHUNK);
    const chunk = DuckDBDataChunk.create(columns.map(([, type]) => types[type]));
    chunk.setColumns(
      columns.map(([name, type]) =>
        piece.map((record) => (type === 'BIGINT' && record[name] !== null ? BigInt(record[name]) : record[name])),
      ),
    );
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  const folder = join(
    root,
    `AWSLogs/aws-account-id=${account}/aws-service=vpcflowlogs/aws-region=${region}/year=2022/month=11/day=28/hour=${two}`,
  );
  mkdirSync(folder, { recursive: true });
  const hash = createHash('sha256').update(`nagare ${hour}`).digest('hex').slice(0, 8);
  const file = join(folder, `${account}_vpcflowlogs_${region}_${flowLog}_20221128T${two}00Z_${hash}.log.parquet`);
  await connection.run(`COPY records TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 15)`);
}
console.log(`${hours.reduce((sum, records) => sum + records.length, 0)} records`);
