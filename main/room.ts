/** Room on the disk: stored rows are given up as the setting says, their runs stay in the history. */
import { MOST_GOING, type RoomNext, type RoomPreview } from '../preload/contract/room.ts';
import type { Run } from '../preload/contract/run.ts';
import type { Freed, Room } from '../preload/contract/settings.ts';
import type { RoomStore } from './history/room-store.ts';
import { daysLeft, type StoredRows } from './history/what-goes.ts';
import type { Results } from './results/results.ts';

export interface RoomKeeper {
  /** What would go now under such a setting. */
  preview(room: Room): RoomPreview;
  /** What goes next while it is kept to. */
  next(room: Room): RoomNext;
  /** Gives it up. One after the other, files off the event loop. */
  keepTo(room: Room): Promise<Freed>;
  /** Deletes the files of rows that an earlier process had given up when it ended. */
  sweep(): Promise<void>;
  /** Resolves when nothing is being deleted. */
  idle(): Promise<void>;
}

export interface RoomOptions {
  readonly store: RoomStore;
  readonly results: Pick<Results, 'deleteRows' | 'stored'>;
  /** The run whose rows are being looked at. */
  readonly onScreen: () => string | null;
  /** The run of this id, as it is told. */
  readonly read: (runId: string) => Run;
  /** The run of this id is different from what was last told. */
  readonly changed: (runId: string) => void;
  readonly now: () => number;
}

/** So many of what goes next are named. */
const MOST_NEXT = 5;

export function createRoomKeeper({ store, results, onScreen, read, changed, now }: RoomOptions): RoomKeeper {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = last.then(act, act);
    last = done.catch(() => undefined);
    return done;
  };

  const giveUp = async (id: string, bytes: number): Promise<boolean> => {
    if (!store.giveUp(id)) return false;
    try {
      await results.deleteRows(id);
    } catch {
      // Somebody has the file open (Windows): its turn comes again.
      store.takeBack(id, bytes);
      return false;
    }
    changed(id);
    return true;
  };

  return {
    preview: (room) => {
      const going = store.going(room, onScreen(), now());
      return {
        runs: going.length,
        bytes: going.reduce((sum, each) => sum + each.bytes, 0),
        going: going
          .slice(-MOST_GOING)
          .reverse()
          .map(({ id }) => read(id)),
      };
    },
    next: (room) => {
      const left = (rows: StoredRows) => daysLeft(rows, room, now());
      const next = room.keep === 'all' ? [] : store.goingNext(MOST_NEXT, onScreen());
      return {
        storedBytes: store.totalBytes(),
        next: next.map((rows) => ({ run: read(rows.id), inDays: left(rows) })),
        soon: store.goingSoon(room, onScreen(), now()).map((rows) => ({ runId: rows.id, inDays: left(rows) })),
      };
    },
    keepTo: (room) =>
      inTurn(async () => {
        let freed: Freed = { runs: 0, bytes: 0 };
        for (const { id, bytes } of store.going(room, onScreen(), now())) {
          if (await giveUp(id, bytes)) freed = { runs: freed.runs + 1, bytes: freed.bytes + bytes };
        }
        return freed;
      }),
    sweep: () =>
      inTurn(async () => {
        const gone = store.gone();
        if (gone.size === 0) return;
        for (const id of await results.stored()) {
          // One that cannot be deleted now waits for the next start.
          if (gone.has(id)) await results.deleteRows(id).catch(() => undefined);
        }
      }),
    async idle() {
      await last;
    },
  };
}
