/** What one row of kills has of its own: a data folder, a folder for exports, and what is known of both. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AthenaRef } from '../../preload/contract/query.ts';
import type { Emulator } from '../aws/emulator.ts';
import type { Programs } from './processes.ts';
import type { Random } from './random.ts';

export interface Ground {
  readonly home: string;
  /** Where the terminal's exports go. */
  readonly exports: string;
  readonly programs: Programs;
  readonly aws: Emulator;
  readonly random: Random;
  /** Runs that were asked to be deleted: they may be gone. */
  readonly deleted: Set<string>;
  /** Runs that were asked to be cancelled: they may be. */
  readonly cancelled: Set<string>;
  /** Saved runs whose rows were found whole, with the time at which their file was written: not read again. */
  readonly found: Map<string, number>;
}

export function createGround(folder: string, programs: Programs, aws: Emulator, random: Random): Ground {
  const exports = join(folder, 'exports');
  mkdirSync(exports, { recursive: true });
  const home = join(folder, 'data');
  return { home, exports, programs, aws, random, deleted: new Set(), cancelled: new Set(), found: new Map() };
}

export const athenaRef: AthenaRef = {
  kind: 'athena',
  profile: null,
  region: null,
  workgroup: null,
  catalog: null,
  database: 'vpcdb',
  table: 'flow_logs',
};

/** Rows of every awkward kind, made out of nothing; many enough that they take a moment. */
export function anyStatement(random: Random): string {
  const rows = random.pick([0, random.between(1, 20), random.between(1000, 9999), random.between(1000, 9999)]);
  const note = "concat('é \"q\", ', chr(10), '流れ ', CAST(n * 7919 % 10007 AS varchar))";
  const columns = `n, n * 900719925474 AS big, CASE WHEN n % 7 = 0 THEN NULL WHEN n % 11 = 0 THEN '' ELSE ${note} END AS note, 'x${random.between(0, 1e6)}' AS tag`;
  const many = `UNNEST(sequence(1, ${Math.max(rows, 1)})) AS t(n)`;
  return `SELECT ${columns} FROM ${many}${rows === 0 ? ' WHERE n < 0' : ''}`;
}

/** So many rows that their export can be killed in the middle. */
export const longStatement: string =
  "SELECT n, m, concat('row ', CAST(n AS varchar)) AS note FROM UNNEST(sequence(1, 8000)) AS t(n) CROSS JOIN UNNEST(sequence(1, 10)) AS u(m)";

/** The emulator's mood changes as the kills go on: slow or quick, a state or two before the end. */
export function changeMood({ faults }: Emulator, random: Random): void {
  faults.delayMs = random.pick([0, 5, 20, 60]);
  faults.states = random.pick([[], ['QUEUED', 'QUEUED'], ['QUEUED', 'RUNNING'], ['RUNNING', 'RUNNING']]);
  faults.bodyBytesPerSecond = random.pick([null, 100_000, 300_000, 1_000_000]);
}
