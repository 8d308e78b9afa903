/** The real SDK against the emulator: its variables are set for one test. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { type AwsClients, createAwsClients } from '../../main/aws/clients.ts';
import { createAthenaSource } from '../../main/sources/athena/athena-source.ts';
import type { ExecutedSource, ExecutionStatus, ResultStream, TextRow } from '../../main/sources/source.ts';
import type { AthenaRef } from '../../preload/contract/query.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../aws/emulator.ts';
import { tempFolder } from './temp-folder.ts';

export const athenaRef: AthenaRef = {
  kind: 'athena',
  profile: null,
  region: null,
  workgroup: null,
  catalog: null,
  database: 'vpcdb',
  table: 'flow_logs',
};

export interface EmulatedAws {
  readonly aws: Emulator;
  readonly clients: AwsClients;
  source(change?: Partial<AthenaRef>): ExecutedSource;
}

/** Nothing of the machine's own configuration is seen. */
export async function emulatedAws(options: EmulatorOptions = {}): Promise<EmulatedAws> {
  const aws = await startEmulator(options);
  const folder = tempFolder();
  const own = { AWS_PROFILE: '', AWS_SESSION_TOKEN: '', AWS_EC2_METADATA_DISABLED: 'true', AWS_ATHENA_S3_STAGING_DIR: '' };
  const files = { AWS_CONFIG_FILE: join(folder, 'config'), AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials') };
  for (const [name, value] of Object.entries({ ...own, ...files, ...aws.env })) vi.stubEnv(name, value === '' ? undefined : value);
  const clients = createAwsClients();
  onTestFinished(async () => {
    clients.destroy();
    await aws.close();
    vi.unstubAllEnvs();
  });
  return { aws, clients, source: (change = {}) => createAthenaSource({ ref: { ...athenaRef, ...change }, clients }) };
}

/** Starts the statement and waits for its end. */
export async function execute(source: ExecutedSource, sql: string): Promise<{ readonly id: string; readonly status: ExecutionStatus }> {
  const id = await source.submit(await source.prepare(randomUUID(), sql));
  for (;;) {
    const status = await source.poll(id);
    if (status.state !== 'queued' && status.state !== 'running') return { id, status };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function textOf(stream: ResultStream): Promise<string> {
  if (stream.via !== 's3') throw new Error(`not by S3 but ${stream.via}`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

export async function pagesOf(stream: ResultStream): Promise<TextRow[]> {
  if (stream.via !== 'api') throw new Error(`not by the API but ${stream.via}`);
  const rows: TextRow[] = [];
  for await (const page of stream.pages) rows.push(...page);
  return rows;
}
