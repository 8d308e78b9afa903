/**
 * Counts the different values of a column in one pass, while they are few enough to be held. In a million flow records
 * most columns have some thousand: to count these takes a fraction of the time in which SQLite sorts them.
 */
import { compareStored, createTop, type Frequent, type Stored } from './stored-order.ts';

/** What all counters of a result may still hold; taken and given back by them. */
export interface Room {
  /** Different values, their characters, and pages of whole numbers (16 KiB each). */
  values: number;
  characters: number;
  pages: number;
}

/** About 50 MB in all, when it is used up. */
export const fullRoom = (): Room => ({ values: 200_000, characters: 8_000_000, pages: 1536 });

export interface Counted {
  readonly nulls: number;
  readonly distinct: number;
  /** NULL where there is no value. A text among numbers is the greatest only where there is no number. */
  readonly min: Stored;
  readonly max: Stored;
  readonly top: readonly Frequent[];
}

export interface ColumnCounter {
  /** Counts the values at `index` of the rows. @returns false: there is no room for more; it holds nothing any longer */
  take(rows: readonly (readonly Stored[])[], index: number): boolean;
  /** The end of it: what was counted. Its room is free again. */
  end(): Counted;
}

interface Count {
  n: number;
}

/** Any values, in a Map. @param most of the most frequent */
export function createValueCounter(room: Room, most: number): ColumnCounter {
  const counts = new Map<Stored, Count>();
  let nulls = 0;
  let characters = 0;
  // Neighbours are often the same: then nothing need be looked up.
  let last: Stored = null;
  let lastCount: Count = { n: 0 };
  const free = () => {
    room.values += counts.size;
    room.characters += characters;
    counts.clear();
  };
  return {
    take(rows, index) {
      for (const row of rows) {
        const value = row[index] as Stored;
        if (value === null) {
          nulls++;
          continue;
        }
        if (value === last) {
          lastCount.n++;
          continue;
        }
        let count = counts.get(value);
        if (count === undefined) {
          const length = typeof value === 'string' ? value.length : 0;
          if (room.values === 0 || room.characters < length) {
            free();
            return false;
          }
          room.values--;
          room.characters -= length;
          characters += length;
          count = { n: 0 };
          counts.set(value, count);
        }
        count.n++;
        last = value;
        lastCount = count;
      }
      return true;
    },
    end() {
      const top = createTop(most);
      let [least, greatest, greatestNumber]: Stored[] = [null, null, null];
      for (const [value, { n }] of counts) {
        top.add(value, n);
        if (least === null || least === undefined || compareStored(value, least) < 0) least = value;
        if (greatest === null || greatest === undefined || compareStored(value, greatest) > 0) greatest = value;
        if (typeof value === 'string') continue;
        if (greatestNumber === null || greatestNumber === undefined || compareStored(value, greatestNumber) > 0) greatestNumber = value;
      }
      const counted = { nulls, distinct: counts.size, min: least ?? null, max: greatestNumber ?? greatest ?? null, top: top.values };
      free();
      return counted;
    },
  };
}

const PAGE = 4096;
/** Pages of one column: ports take 16, a day's seconds 22. */
const MOST_PAGES = 1024;

/** Whole numbers lie near each other as a rule (ports, seconds, sizes): counted by place, in pages; what is not goes into a Map. */
export function createNumberCounter(room: Room, most: number): ColumnCounter {
  const pages = new Map<number, Uint32Array>();
  const others = createValueCounter(room, most);
  const other: [Stored][] = [[null]];
  let nulls = 0;
  let lastAt = Number.NaN;
  let lastPage: Uint32Array = new Uint32Array(0);
  const free = () => {
    room.pages += pages.size;
    pages.clear();
  };
  const pageAt = (at: number): Uint32Array | null => {
    const found = pages.get(at);
    if (found || pages.size >= MOST_PAGES || room.pages === 0) return found ?? null;
    room.pages--;
    const page = new Uint32Array(PAGE);
    pages.set(at, page);
    return page;
  };
  return {
    take(rows, index) {
      for (const row of rows) {
        const value = row[index] as Stored;
        if (value === null) {
          nulls++;
          continue;
        }
        if (typeof value === 'number' && Number.isInteger(value)) {
          const at = Math.floor(value / PAGE);
          const page = at === lastAt ? lastPage : pageAt(at);
          if (page !== null) {
            lastAt = at;
            lastPage = page;
            page[value - at * PAGE] = (page[value - at * PAGE] ?? 0) + 1;
            continue;
          }
        }
        other[0] = [value];
        if (others.take(other, 0)) continue;
        free();
        return false;
      }
      return true;
    },
    end() {
      const rest = others.end();
      const top = createTop(most);
      for (const { value, count } of rest.top) top.add(value, count);
      let distinct = rest.distinct;
      const numbers = [rest.min, rest.max].filter((value) => typeof value === 'number');
      for (const [at, page] of pages) {
        for (const [place, count] of page.entries()) {
          if (count === 0) continue;
          distinct++;
          top.add(at * PAGE + place, count);
        }
        const first = page.findIndex((count) => count > 0);
        numbers.push(at * PAGE + first, at * PAGE + page.findLastIndex((count) => count > 0));
      }
      free();
      numbers.sort((a, b) => a - b);
      return { nulls, distinct, min: numbers[0] ?? rest.min, max: numbers.at(-1) ?? rest.max, top: top.values };
    },
  };
}
