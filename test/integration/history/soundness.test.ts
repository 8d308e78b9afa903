import { closeSync, existsSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openHistory } from '../../../main/history/open-history.ts';
import { ownIdentity } from '../../../main/history/process-identity.ts';
import { createRunStore } from '../../../main/history/run-store.ts';
import { startInWorker } from '../../../main/jobs/run-in-worker.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Large enough not to be looked through at every start. */
function largeHistory(): string {
  const path = join(tempFolder(), 'history.db');
  const { db, isToLookThrough } = openHistory(path, true);
  expect(isToLookThrough).toBe(false);
  const store = createRunStore(db, ownIdentity(), Date.now);
  db.transaction(() => {
    for (let index = 0; index < 60; index++) {
      const text = `${index} `.repeat(50_000);
      store.insert({ id: String(index), source: '{}', query: text, sql: null, created_at: index, search: 'x' });
    }
  })();
  db.close();
  return path;
}

/** Spoils pages in the middle of the file, where nothing at a start looks. */
function spoil(path: string): void {
  const file = openSync(path, 'r+');
  for (let at = 100; at < 140; at++) writeSync(file, Buffer.alloc(4096, at), 0, 4096, at * 4096);
  closeSync(file);
}

const lookThrough = (path: string) => startInWorker<undefined>('look-through-history', { path }).result;
const asideOf = (path: string) => readdirSync(join(path, '..')).filter((name) => name.includes('damaged'));
const reopen = (path: string, later: boolean) => {
  const { db, ...rest } = openHistory(path, later);
  db.close();
  return rest;
};

it('is looked through at a start, then trusted, and looked through beside the work', async () => {
  const path = largeHistory();
  expect(statSync(path).size).toBeGreaterThan(4_000_000);
  expect(reopen(path, true)).toEqual({ setAside: null, isToLookThrough: false });
  expect(reopen(path, true)).toEqual({ setAside: null, isToLookThrough: true });
  await lookThrough(path);
  expect(reopen(path, true)).toEqual({ setAside: null, isToLookThrough: true });
});

it('is looked through at the start after one that did not come to look', () => {
  const path = largeHistory();
  reopen(path, true);
  expect(reopen(path, true).isToLookThrough).toBe(true);
  // As after a crash: nobody has said that it is sound.
  expect(reopen(path, true).isToLookThrough).toBe(false);
});

it('is put aside by the start after the one that found it damaged', async () => {
  const path = largeHistory();
  reopen(path, true);
  spoil(path);
  expect(reopen(path, true)).toEqual({ setAside: null, isToLookThrough: true });
  await expect(lookThrough(path)).rejects.toThrow();
  expect(reopen(path, true).setAside).toMatch(/damaged/);
  expect(asideOf(path)).toHaveLength(1);
  expect(reopen(path, true)).toEqual({ setAside: null, isToLookThrough: false });
  expect(existsSync(`${path}.sound`)).toBe(false);
});

it('is trusted by the terminal, which leaves the looking to the window', () => {
  const path = largeHistory();
  reopen(path, true);
  expect(reopen(path, false)).toEqual({ setAside: null, isToLookThrough: false });
  expect(existsSync(`${path}.sound`)).toBe(true);
});
