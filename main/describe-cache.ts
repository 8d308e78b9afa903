/** Tables that were described a moment ago: the form asks on every visit, the catalogue changes rarely. */
import type { SourceRef, Table } from '../preload/contract/query.ts';
import type { OpenSource } from './sources/source.ts';

const FRESH_MS = 60_000;

/**
 * @param configured how often what sources stand for has changed: a profile may be another account's since
 * @param isToDraw as sources have it
 * @returns a `describe` that asks each source at most once a minute; concurrent requests share one answer, failures are not kept
 */
export function createDescribe(
  openSource: OpenSource,
  now: () => number,
  configured: () => number = () => 0,
  isToDraw = false,
): (source: SourceRef) => Promise<Table> {
  const known = new Map<string, { readonly at: number; readonly table: Promise<Table> }>();
  return (source) => {
    const key = JSON.stringify([source, configured()]);
    const found = known.get(key);
    if (found && now() - found.at < FRESH_MS) return found.table;
    const table = openSource(source).describe(undefined, isToDraw);
    known.set(key, { at: now(), table });
    table.catch(() => known.delete(key));
    return table;
  };
}
