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
