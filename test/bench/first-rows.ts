/**
 * How long after the poll that answers SUCCEEDED the first rows can be seen: the real SDK against the emulator, whose
 * object is held after its first part. `node test/bench/first-rows.ts [times]` prints the milliseconds to the event that
 * tells of rows and to the answer with the first page, as JSON.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../main/app.ts';
import { startEmulator } from '../aws/emulator.ts';

const times = Number(process.argv[2] ?? 5);
const home = mkdtempSync(join(tmpdir(), 'nagare-first-rows-'));
const aws = await startEmulator();
Object.assign(process.env, aws.env, { AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: join(home, 'none') });
process.env.AWS_SHARED_CREDENTIALS_FILE = join(home, 'none');
const app = await createApp({
  home,
  assets: join(import.meta.dirname, '../../assets'),
  host: {
    kind: 'web',
    version: 'bench',
    chooseFolder: async () => null,
    chooseTarget: async () => null,
    offerDownload: () => '',
    reveal: null,
    report: (error) => {
      throw error;
    },
  },
});

const once = async (): Promise<{ readonly toldMs: number; readonly pageMs: number }> => {
  const release = aws.faults.holdBodies(60_000);
  let told: () => void = () => undefined;
  const rows = new Promise<void>((resolve) => {
    told = resolve;
  });
  const leave = app.onEvent((event) => {
    if (event.name === 'run.changed' && event.payload.state === 'fetching' && event.payload.rowCount !== null) told();
  });
  const { id } = await app.handlers['run.start']({
    source: { kind: 'athena', profile: null, region: null, workgroup: null, catalog: null, database: 'vpcdb', table: 'flow_logs' },
    query: { type: 'sql', sql: 'SELECT * FROM flow_logs LIMIT 5000', zone: 'UTC' },
    confirmed: true,
  });
  await rows;
  const toldAt = Date.now();
  await app.handlers['result.columns']({ runId: id });
  await app.handlers['result.page']({ runId: id, view: { filters: [], sort: null }, offset: 0, limit: 200 });
  const pageAt = Date.now();
  // The answer that said so was the last that was sent before the object was asked for.
  const succeededAt = aws.requests.findLast(({ operation }) => operation === 'GetQueryExecution')?.at ?? Number.NaN;
  leave();
  release();
  await app.idle();
  return { toldMs: toldAt - succeededAt, pageMs: pageAt - succeededAt };
};

const measured = [];
for (let n = 0; n < times; n++) measured.push(await once());
console.log(JSON.stringify(measured));
await app.close();
await aws.close();
rmSync(home, { recursive: true, force: true });
