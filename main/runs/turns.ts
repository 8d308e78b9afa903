/** Lets so many runs go at once; the others wait for their turn, each knows its place. */
import { type Entry, fairOrder, type Lane } from './fair-order.ts';

export interface Turns {
  /** Resolves when it is its turn. @param isBegun it runs elsewhere already and goes at once @throws the signal's reason */
  take(entry: Entry, isBegun: boolean, signal: AbortSignal): Promise<void>;
  /** It has ended, or does not wait any more. */
  leave(id: string): void;
  /** From 1, among those of its lane; NULL: it does not wait. */
  position(id: string): number | null;
  /** The limit, or who is idle, may be another: lets go who may. */
  look(): void;
}

export interface TurnsOptions {
  readonly limit: (lane: Lane) => number;
  /** It has its turn, but waits for somebody to sign in: others may go meanwhile. */
  readonly isIdle: (id: string) => boolean;
  /** Its place is another. */
  readonly moved: (id: string) => void;
}

interface Waiter {
  readonly entry: Entry;
  readonly go: () => void;
}

export function createTurns({ limit, isIdle, moved }: TurnsOptions): Turns {
  const running = new Map<string, Entry>();
  const waiting = new Map<string, Waiter>();
  let places: ReadonlyMap<string, number> = new Map();

  const look = () => {
    const entries = [...waiting.values()].map(({ entry }) => entry);
    const before = places;
    const next = new Map<string, number>();
    for (const lane of ['athena', 'local'] as const) {
      const inLane = [...running.values()].filter((each) => each.lane === lane);
      let free = limit(lane) - inLane.filter(({ id }) => !isIdle(id)).length;
      let place = 0;
      const order = fairOrder(
        entries.filter((each) => each.lane === lane),
        inLane,
      );
      for (const { id } of order) {
        if (free-- > 0) waiting.get(id)?.go();
        else next.set(id, ++place);
      }
    }
    places = next;
    for (const [id, place] of next) if (before.get(id) !== place) moved(id);
  };

  return {
    look,
    position: (id) => places.get(id) ?? null,
    leave(id) {
      if (running.delete(id) || waiting.delete(id)) look();
    },
    async take(entry, isBegun, signal) {
      // One that is to be cancelled has to be stopped where it runs: that is for its driver.
      if (isBegun) {
        running.set(entry.id, entry);
        return;
      }
      signal.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const over = () => {
          waiting.delete(entry.id);
          signal.removeEventListener('abort', cancel);
        };
        const cancel = () => {
          over();
          look();
          reject(signal.reason);
        };
        const go = () => {
          over();
          running.set(entry.id, entry);
          resolve();
        };
        signal.addEventListener('abort', cancel, { once: true });
        waiting.set(entry.id, { entry, go });
        look();
      });
    },
  };
}
