/** A history.db that is damaged, locked, closed to writing or of a later version: said plainly, nothing overwritten. */
import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AppError } from '../../../main/app-error.ts';
import { openHistory } from '../../../main/history/open-history.ts';
import { ownIdentity } from '../../../main/history/process-identity.ts';
import { createRunStore } from '../../../main/history/run-store.ts';
import { finished, type OpenedApp, openApp } from '../../support/open-app.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { terminal } from '../../support/terminal.ts';
import { damages } from '../../torture/damage.ts';
import { createRandom, newSeed } from '../../torture/random.ts';

const RUNS = 120;
const ROWS = 'these are somebody’s rows';
const root = resolve(import.meta.dirname, '../../..');
const few = { type: 'sql', sql: 'SELECT srcaddr FROM flow_logs LIMIT 3', zone: 'UTC' } as const;

/** A data folder with runs, and rows that are nobody's to delete. */
function filled(): string {
  const home = tempFolder();
  const { db } = openHistory(join(home, 'history.db'));
  const store = createRunStore(db, ownIdentity(), Date.now);
  for (let n = 0; n < RUNS; n++) {
    const sql = `SELECT ${n}`;
    const query = JSON.stringify({ type: 'sql', sql, zone: 'UTC' });
    store.insert({ id: `run-${n}`, source: '{"kind":"sample"}', query, sql, created_at: n, search: `select ${n} words ${n * 77}` });
    store.update(`run-${n}`, 1, { state: 'cancelled', finished_at: n });
  }
  db.close();
  mkdirSync(join(home, 'results'));
  writeFileSync(join(home, 'results', 'run-1.sqlite'), ROWS);
  return home;
}

const list = async (app: OpenedApp, search = '') => app.handlers['history.list']({ search, filter: 'all', offset: 0, limit: 500 });

async function readAndDelete(app: OpenedApp): Promise<void> {
  const { runs } = await list(app);
  for (const search of ['words', '77', 'select 14']) await list(app, search);
  for (const { id } of runs) await app.handlers['run.read']({ runId: id });
  for (const { id } of runs.slice(0, 20)) await app.handlers['run.delete']({ runId: id });
}

describe('a damaged history', () => {
  it.each(damages)(
    '$name: set aside as it is, or used as far as it can be read; the app starts and works',
    async ({ act, name }) => {
      const seed = newSeed();
      console.log(`history, ${name}: seed ${seed}`);
      const random = createRandom(seed);
      const good = filled();
      for (let round = 0; round < 10; round++) {
        const told = `seed ${seed}, round ${round}`;
        const home = tempFolder();
        cpSync(good, home, { recursive: true });
        act(join(home, 'history.db'), random);
        const before = readFileSync(join(home, 'history.db'));
        const app = await openApp(home);
        const aside = readdirSync(home).filter((file) => /^history\.damaged-.*\.db$/.test(file));
        const { historySetAside } = await app.handlers['app.read']({});
        if (historySetAside === null) {
          expect(aside, told).toEqual([]);
          // What a look at the whole file does not see is told when it is met.
          await readAndDelete(app).catch((error: unknown) => expect((error as AppError).code, told).toBe('history_damaged'));
        } else {
          expect(
            aside.map((file) => join(home, file)),
            told,
          ).toEqual([historySetAside]);
          expect(readFileSync(historySetAside).equals(before), told).toBe(true);
          expect((await list(app)).total, told).toBe(0);
          expect(readFileSync(join(home, 'results', 'run-1.sqlite'), 'utf8'), told).toBe(ROWS);
        }
        if (round === 0) {
          const { id } = await app.handlers['run.start']({ source: { kind: 'sample' }, query: few, confirmed: true });
          expect(await finished(app, id)).toMatchObject({ state: 'saved', rowCount: 3 });
        }
        await app.close();
      }
    },
    120_000,
  );

  it('is told of at the terminal, once', async () => {
    const home = filled();
    writeFileSync(join(home, 'history.db'), 'not a database'.repeat(500));
    const { run } = terminal(home);
    const first = await run('history');
    expect(first).toMatchObject({
      code: 0,
      out: '',
      err: expect.stringMatching(/set aside: .*history\.damaged-.*\.db\. A new one was begun/),
    });
    expect(await run('history')).toMatchObject({ code: 0, err: '' });
  });

  it('is not taken for a new one when only its journal is left', async () => {
    const home = filled();
    const journal = Buffer.alloc(5000, 7);
    writeFileSync(join(home, 'history.db'), '');
    writeFileSync(join(home, 'history.db-wal'), journal);
    const { setAside, db } = openHistory(join(home, 'history.db'));
    db.close();
    expect(readFileSync(`${setAside}-wal`)).toEqual(journal);
  });

  it('met in use is told as such, not as a bug', async () => {
    const app = await openApp(filled(), { report: () => 'reported' });
    const file = join(app.home, 'history.db');
    // `defensive`: else SQLite guards its own table of tables.
    const spoiler = new DatabaseSync(file, { defensive: false });
    // As a disk would: the root of the runs is gone under an open app.
    spoiler.exec(
      "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = 999999 WHERE name = 'runs'; PRAGMA schema_version = 999999",
    );
    spoiler.close();
    await expect(list(app)).rejects.toMatchObject({ code: 'history_damaged', details: { inUse: true } });
  });
});

/** The terminal in a process of its own. */
async function nagare(home: string, words: readonly string[], options: SpawnOptions = {}) {
  const child = spawn(process.execPath, [join(root, 'main/hosts/cli/index.ts'), ...words], {
    env: { ...process.env, NAGARE_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => (said += piece));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

/** Another program that has the file for itself until it is killed. */
async function lockedBy(path: string, how: string): Promise<() => Promise<void>> {
  const script = `const db = new (process.getBuiltinModule('node:sqlite').DatabaseSync)(${JSON.stringify(path)}); db.exec(${JSON.stringify(how)}); console.log('locked'); setInterval(() => {}, 1000)`;
  const child = spawn(process.execPath, ['--no-warnings', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return async () => {
    child.kill('SIGKILL');
    await once(child, 'close');
  };
}

describe('a locked history', () => {
  it('cannot be opened while another program has it for itself, and can be afterwards', async () => {
    const home = filled();
    const release = await lockedBy(
      join(home, 'history.db'),
      'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE runs SET pinned = 0',
    );
    const { code, err } = await terminal(home).run('history');
    expect([code, err]).toEqual([1, expect.stringMatching(/^error\[data_folder\]: .*history\.db.*\ndatabase is locked\n$/)]);
    await release();
    expect((await terminal(home).run('history')).out.trimEnd().split('\n')).toHaveLength(RUNS);
    expect(readdirSync(home).filter((file) => file.includes('damaged'))).toEqual([]);
  });

  it('is read while another program writes to it; what cannot be written is said, and goes later', async () => {
    const app = await openApp(filled());
    const release = await lockedBy(join(app.home, 'history.db'), 'BEGIN IMMEDIATE; UPDATE runs SET pinned = 0');
    expect((await list(app)).total).toBe(RUNS);
    const start = async () => app.handlers['run.start']({ source: { kind: 'sample' }, query: few, confirmed: true });
    await expect(start()).rejects.toMatchObject({ code: 'data_folder' });
    await release();
    expect(await finished(app, (await start()).id)).toMatchObject({ state: 'saved', rowCount: 3 });
    expect((await list(app)).total).toBe(RUNS + 1);
  });
});

it('a history that is closed to writing: said plainly, and left as it is', async ({ skip }) => {
  const home = filled();
  const before = readFileSync(join(home, 'history.db'));
  // The superuser may write everywhere: nobody may not.
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  chmodSync(join(home, 'history.db'), 0o444);
  chmodSync(home, 0o555);
  onTestFinished(() => chmodSync(home, 0o755));
  const able = await nagare(home, ['--version'], user).catch(() => null);
  if (able?.code !== 0) skip('no other user can run Nagare from this folder');
  const { code, said } = await nagare(home, ['query', '--source', 'sample', '--sql', few.sql], user);
  expect([code, said]).toEqual([1, expect.stringMatching(/^error\[data_folder\]: .*history\.db.*\n.*readonly database\n$/)]);
  expect(readFileSync(join(home, 'history.db')).equals(before)).toBe(true);
});

it('a history of a later version: said plainly by every host, and not a byte of the folder is other than before', async () => {
  const home = filled();
  const db = new DatabaseSync(join(home, 'history.db'));
  // The later version may have another journal too.
  db.exec('PRAGMA journal_mode = DELETE; PRAGMA user_version = 999');
  db.close();
  const files = () =>
    readdirSync(home)
      .filter((name) => name.startsWith('history'))
      .map((name) => [name, readFileSync(join(home, name), 'base64')]);
  const before = files();
  const { code, err } = await terminal(home).run('history');
  expect([code, err]).toEqual([1, expect.stringMatching(/^error\[history_newer\]: .*newer version.*\n$/)]);
  await expect(openApp(home)).rejects.toMatchObject({ code: 'history_newer' });
  expect(files()).toEqual(before);
  expect(existsSync(join(home, 'results', 'run-1.sqlite'))).toBe(true);
});
