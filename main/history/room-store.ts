/** The stored rows as the history knows them: what there is, what may go, what has gone. */
import type Database from 'better-sqlite3';
import type { Room } from '../../preload/contract/settings.ts';
import { type StoredRows, whatGoes, whatGoesSoon } from './what-goes.ts';

export interface RoomStore {
  /** What would go, oldest first. @param onScreen the run whose rows are being looked at: it stays */
  going(room: Room, onScreen: string | null, nowMs: number): readonly StoredRows[];
  /** What will go next, oldest first: under the setting soon, at most `MOST_SOON`; and whatever it is, the first `most`. */
  goingSoon(room: Room, onScreen: string | null, nowMs: number): readonly StoredRows[];
  goingNext(most: number, onScreen: string | null): readonly StoredRows[];
  /** Size of all stored rows. */
  totalBytes(): number;
  /** Writes down that the rows go, before they do. FALSE: they have gone, or must stay by now. */
  giveUp(id: string): boolean;
  /** They could not be deleted: they are still there. */
  takeBack(id: string, bytes: number): void;
  /** Runs whose rows have been given up. */
  gone(): ReadonlySet<string>;
}

interface Row {
  readonly id: string;
  readonly bytes: number;
  readonly fetchedAt: number;
  readonly stays: number;
}

/** No list is as long that anybody looks through; and so many are read in a few milliseconds. */
export const MOST_SOON = 1000;

const STORED = "state = 'saved' AND result_bytes IS NOT NULL";
/** A CSV that was opened cannot be asked for again: it may have been a copy made for this run alone. Nor can a source that nobody can read. */
const CANNOT_ASK = "iif(json_valid(source), coalesce(json_extract(source, '$.kind'), '') NOT IN ('sample', 'folder', 'athena'), 1)";
const STAYS = `(pinned = 1 OR ${CANNOT_ASK} OR id IN (SELECT run_id FROM exports WHERE run_id IS NOT NULL))`;

export function createRoomStore(db: Database.Database): RoomStore {
  const total = db.prepare<[], { bytes: number }>(`SELECT coalesce(sum(result_bytes), 0) AS bytes FROM runs WHERE ${STORED}`);
  const newest = db.prepare<[], { id: string }>(
    `SELECT id FROM runs WHERE ${STORED} ORDER BY coalesce(rows_at, finished_at) DESC, number DESC LIMIT 1`,
  );
  const oldestFirst = db.prepare<[], Row>(
    `SELECT id, result_bytes AS bytes, coalesce(rows_at, finished_at) AS fetchedAt, ${STAYS} AS stays
     FROM runs WHERE ${STORED} ORDER BY coalesce(rows_at, finished_at), number`,
  );

  function* stored(onScreen: string | null, most = Number.POSITIVE_INFINITY): Generator<StoredRows> {
    // The newest has just been asked for, however large it is.
    const staying = new Set([onScreen, newest.get()?.id ?? null]);
    let read = 0;
    for (const row of oldestFirst.iterate()) {
      if (read++ >= most) return;
      yield { ...row, stays: row.stays === 1 || staying.has(row.id) };
    }
  }
  const totalBytes = () => total.get()?.bytes ?? 0;

  return {
    going: (room, onScreen, nowMs) => whatGoes(stored(onScreen), totalBytes(), room, nowMs),
    goingSoon: (room, onScreen, nowMs) => whatGoesSoon(stored(onScreen, MOST_SOON), totalBytes(), room, nowMs),
    goingNext(most, onScreen) {
      const next: StoredRows[] = [];
      for (const row of stored(onScreen)) {
        if (next.length >= most) break;
        if (!row.stays) next.push(row);
      }
      return next;
    },
    totalBytes,
    giveUp: (id) => db.prepare(`UPDATE runs SET result_bytes = NULL WHERE id = ? AND ${STORED} AND NOT ${STAYS}`).run(id).changes === 1,
    takeBack: (id, bytes) =>
      void db.prepare("UPDATE runs SET result_bytes = ? WHERE id = ? AND state = 'saved' AND result_bytes IS NULL").run(bytes, id),
    gone: () =>
      new Set(
        db
          .prepare<[], { id: string }>("SELECT id FROM runs WHERE state = 'saved' AND result_bytes IS NULL")
          .all()
          .map((row) => row.id),
      ),
  };
}
