/** What SQLite cannot do by itself when it reads a result. */
import type Database from 'better-sqlite3';
import { parseAddress } from '../flowlogs/address.ts';
import { addressMatcher } from '../flowlogs/address-match.ts';
import { formatEpoch } from '../flowlogs/time.ts';

/** `nagare_wall_time(epoch, zone)`: `2022-11-28 12:15:02`, NULL for anything that is no number. */
export const WALL_TIME = 'nagare_wall_time';
/** `nagare_in_networks(text, '["10.0.0.0/8"]')`: 1 where the text is an address in one of them, else 0. */
export const IN_NETWORKS = 'nagare_in_networks';

export function addResultFunctions(db: Database.Database): void {
  db.function(WALL_TIME, { deterministic: true }, (epoch: unknown, zone: unknown) =>
    typeof epoch === 'number' ? formatEpoch(epoch, String(zone)) : null,
  );
  let last = { networks: '', matches: (_text: string) => false };
  db.function(IN_NETWORKS, { deterministic: true }, (text: unknown, networks: unknown) => {
    // One statement asks for the same networks in all of its rows.
    if (networks !== last.networks) last = { networks: String(networks), matches: matcherOf(String(networks)) };
    return typeof text === 'string' && last.matches(text) ? 1 : 0;
  });
}

function matcherOf(networks: string): (text: string) => boolean {
  const read = (JSON.parse(networks) as string[]).map(parseAddress);
  return addressMatcher(read.flatMap((each) => (each.ok ? [each.value] : [])));
}
