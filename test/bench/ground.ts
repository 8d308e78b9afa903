/** What the tasks work on: made when the first of them asks for it, gone with the folder. */
import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHistory } from '../../main/history/open-history.ts';
import { ownIdentity } from '../../main/history/process-identity.ts';
import { createRunStore } from '../../main/history/run-store.ts';
import type { Query, SourceRef } from '../../preload/contract/query.ts';
import { writeFlowCsv } from './flow-csv.ts';
import { measure } from './measure.ts';

export interface Ground {
  /** Rows of the data. */
  readonly rows: number;
  /** How often a thing is measured of which medians are told. */
  readonly times: number;
  readonly folder: string;
  /** Athena's CSV. */
  csv(): string;
  /** The same as a result file, imported by Nagare. */
  result(): Promise<string>;
  /** Most memory of a Nagare process with nothing to do, MB. */
  idleMb(): Promise<number>;
  /** The app is built. */
  built(): void;
  close(): void;
}

const here = import.meta.dirname;

export function createGround(rows: number, times: number): Ground {
  const folder = mkdtempSync(join(tmpdir(), 'nagare-bench-'));
  const csv = once(() => {
    const path = join(folder, 'rows.csv');
    writeFlowCsv(path, rows);
    return path;
  });
  return {
    rows,
    times,
    folder,
    csv,
    result: once(async () => {
      const path = join(folder, 'result.sqlite');
      await inside('import', csv(), path);
      return path;
    }),
    idleMb: once(async () => (await inside('idle')).peakMb ?? 0),
    built: once(() => {
      const { status } = spawnSync(process.execPath, [join(here, '../../scripts/build.ts')], { stdio: 'inherit' });
      if (status !== 0) throw new Error('the app cannot be built');
    }),
    close: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A piece of Nagare's work (`inside.ts`) in a process of its own. `said` is what it printed, as JSON. */
export async function inside<T = unknown>(piece: string, ...parameters: readonly string[]) {
  const taken = await measure(process.execPath, [join(here, 'inside.ts'), piece, ...parameters]);
  return { ...taken, said: JSON.parse(taken.output) as T };
}

/** Puts a result file into a data folder, as a saved run of a form. @returns the run's id */
export function storeRun(home: string, result: string, rowCount: number, name: string): string {
  mkdirSync(join(home, 'results'), { recursive: true });
  linkSync(result, join(home, 'results', `${name}.sqlite`));
  const source: SourceRef = { kind: 'sample' };
  const query: Query = { type: 'sql', sql: `SELECT * FROM ${name}`, zone: 'Asia/Tokyo' };
  const { db } = openHistory(join(home, 'history.db'));
  const store = createRunStore(db, ownIdentity(), Date.now);
  store.insert({
    id: name,
    source: JSON.stringify(source),
    query: JSON.stringify(query),
    sql: query.sql,
    created_at: Date.now(),
    search: name,
  });
  store.update(name, 1, {
    state: 'saved',
    via: 'local',
    row_count: rowCount,
    result_bytes: statSync(result).size,
    finished_at: Date.now(),
  });
  db.close();
  return name;
}
