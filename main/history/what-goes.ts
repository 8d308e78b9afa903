/** Which stored rows are given up under a setting. Pure. */
import type { Room } from '../../preload/contract/settings.ts';

export interface StoredRows {
  readonly id: string;
  readonly bytes: number;
  /** Unix milliseconds. */
  readonly fetchedAt: number;
  /** Pinned, being exported, on the screen, ...: stays whatever the setting says. */
  readonly stays: boolean;
}

const DAY_MS = 86_400_000;
/** What goes is told so many days before. */
const SOON_DAYS = 3;
/** A limit that is used so far is soon exceeded. */
const NEARLY_ALL = 0.9;

/**
 * What goes, oldest first, and no more than must. Read only as far as is needed.
 * @param oldestFirst all stored rows, by `fetchedAt`  @param totalBytes of all of them, those that stay included
 */
export function whatGoes(oldestFirst: Iterable<StoredRows>, totalBytes: number, room: Room, nowMs: number): readonly StoredRows[] {
  const going: StoredRows[] = [];
  if (room.keep === 'all') return going;
  let left = totalBytes;
  for (const each of oldestFirst) {
    const isEnough = room.keep === 'gigabytes' ? left <= room.gigabytes * 1e9 : nowMs - each.fetchedAt <= room.days * DAY_MS;
    if (isEnough) break;
    if (each.stays) continue;
    going.push(each);
    left -= each.bytes;
  }
  return going;
}

/** What goes within three days, or with the next rows of a limit that is nearly used; oldest first. Parameters as of `whatGoes`. */
export function whatGoesSoon(oldestFirst: Iterable<StoredRows>, totalBytes: number, room: Room, nowMs: number): readonly StoredRows[] {
  // As if it were later, or the limit lower.
  if (room.keep === 'days') return whatGoes(oldestFirst, totalBytes, room, nowMs + SOON_DAYS * DAY_MS);
  return whatGoes(oldestFirst, totalBytes, room.keep === 'all' ? room : { ...room, gigabytes: room.gigabytes * NEARLY_ALL }, nowMs);
}

/** Whole days until rows of this age go, 0: they may at once; NULL where that is not a matter of days. */
export function daysLeft({ fetchedAt }: StoredRows, room: Room, nowMs: number): number | null {
  return room.keep === 'days' ? Math.max(0, Math.ceil(room.days - (nowMs - fetchedAt) / DAY_MS)) : null;
}
