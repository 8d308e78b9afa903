/** What must be true of a data folder after every crash, once nothing is under way. Everything is read from outside. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Ground } from './ground.ts';
import { readPlainly } from './plain-csv.ts';

export interface StoredRun {
  readonly id: string;
  readonly state: string;
  readonly execution_id: string | null;
  readonly row_count: number | null;
  readonly error: string | null;
}

export function storedRuns({ home }: Ground): readonly StoredRun[] {
  const path = join(home, 'history.db');
  if (!existsSync(path)) return [];
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    // A process that was killed at its very first start may have left a file without tables.
    if (db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'runs'").get() === undefined) return [];
    return db.prepare('SELECT id, state, execution_id, row_count, error FROM runs ORDER BY created_at').all() as unknown as StoredRun[];
  } finally {
    db.close();
  }
}

export const isOver = ({ state }: StoredRun): boolean => state === 'saved' || state === 'failed' || state === 'cancelled';

/** @returns every rule that is broken, in words; none: all is well */
export function faultsOf(ground: Ground): readonly string[] {
  const runs = storedRuns(ground);
  return [...runs.flatMap((run) => faultsOfRun(ground, run)), ...startedTwice(ground, runs), ...faultsOfFiles(ground, runs)];
}

function faultsOfRun(ground: Ground, run: StoredRun): readonly string[] {
  const { id, state, error } = run;
  if (!isOver(run)) return [`run ${id} is still ${state}`];
  if (state === 'failed') return [`run ${id} failed: ${error}`];
  if (state === 'cancelled')
    return ground.cancelled.has(id) || ground.deleted.has(id) ? [] : [`run ${id} is cancelled, and nobody asked for that`];
  const path = join(ground.home, 'results', `${id}.sqlite`);
  // Between the two steps of a deletion its rows are gone.
  if (!existsSync(path)) return ground.deleted.has(id) ? [] : [`run ${id} is saved without its rows`];
  const written = statSync(path).mtimeMs;
  if (ground.found.get(id) === written) return [];
  const wrong = wrongRows(ground, run, path);
  if (wrong === null) ground.found.set(id, written);
  return wrong === null ? [] : [wrong];
}

const sumOf = (rows: readonly unknown[]) => createHash('sha256').update(JSON.stringify(rows)).digest('hex');

function wrongRows({ aws }: Ground, { id, execution_id, row_count }: StoredRun, path: string): string | null {
  const location = aws.executions.find((each) => each.id === execution_id)?.outputLocation ?? '';
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(location) ?? [];
  const object = aws.store.get(bucket, key);
  if (!object) return `run ${id} is saved, and its execution ${execution_id} has no result`;
  const expected = readPlainly(object.bytes).slice(1);
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    const statement = db.prepare('SELECT * FROM rows ORDER BY rowid');
    statement.setReturnArrays(true);
    statement.setReadBigInts(true);
    const rows = (statement.all() as unknown as unknown[][]).map((row) => row.map((value) => (value === null ? null : String(value))));
    if (rows.length !== row_count) return `run ${id} has ${rows.length} rows, and says ${row_count}`;
    return sumOf(rows) === sumOf(expected) ? null : `run ${id} has other rows than its object, ${rows.length} for ${expected.length}`;
  } catch (error) {
    return `the rows of run ${id} cannot be read: ${String(error)}`;
  } finally {
    db.close();
  }
}

/** The run that a statement was sent for. */
export const runIdOf = (sql: string): string => /\/\* nagare (\S+) \*\/\s*$/.exec(sql)?.[1] ?? '';

/** Executions are counted where they would have been paid for. Other folders' runs are not ours to count. */
function startedTwice({ aws }: Ground, runs: readonly StoredRun[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { sql } of aws.executions) counts.set(runIdOf(sql), (counts.get(runIdOf(sql)) ?? 0) + 1);
  return runs.flatMap(({ id, state }) => {
    const count = counts.get(id) ?? 0;
    if (count > 1) return [`run ${id} was started ${count} times`];
    return state === 'saved' && count === 0 ? [`run ${id} is saved and was never started`] : [];
  });
}

/** Paths of the files below a folder. */
export const filesBelow = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
        entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
      )
    : [];

function faultsOfFiles({ home, exports }: Ground, runs: readonly StoredRun[]): readonly string[] {
  const known = new Set(runs.map((run) => `${run.id}.sqlite`));
  const results = existsSync(join(home, 'results')) ? readdirSync(join(home, 'results')) : [];
  const logged = filesBelow(join(home, 'logs')).map((path) => readFileSync(path, 'utf8'));
  return [
    ...results.filter((name) => !known.has(name)).map((name) => `results/${name} is left`),
    ...filesBelow(exports)
      .filter((path) => /\.partial/.test(path))
      .map((path) => `${path} is left`),
    ...filesBelow(join(home, 'uploads')).map((path) => `${path} is left`),
    ...readdirSync(home)
      .filter((name) => /damaged|partial/.test(name))
      .map((name) => `${name} is left`),
    ...logged.map((text) => `something nobody foresaw was logged: ${text}`),
  ];
}

/** CSV files that bear their whole name must hold every row of their run. @param exported path by run */
export function faultsOfExports(ground: Ground, exported: ReadonlyMap<string, string>): readonly string[] {
  const runs = storedRuns(ground);
  return [...exported].flatMap(([path, runId]) => {
    if (!existsSync(path)) return [];
    const rows = readPlainly(readFileSync(path)).length - 1;
    const expected = runs.find((run) => run.id === runId)?.row_count;
    return expected === undefined || rows === expected ? [] : [`${path} has ${rows} rows for ${expected}`];
  });
}
