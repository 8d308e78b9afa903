/** Where a projected range is to end, so that the files of today are read. Pure. */

/** Numbers cannot go with time: so many years are set ahead, since one that ends is told by nobody when it does. */
const YEARS_AHEAD = 5;

/**
 * An end that is over is none that anybody wants: the files of today would not be read.
 * @param to as it is written: `NOW`, `2022`, `2022/12/31`  @param last last second of it, Unix; NULL: not understood
 * @param type of the projection: only of `integer` there is no `NOW`
 * @param now Unix seconds  @returns `to` where it is not over
 */
export function currentEnd(to: string, last: number | null, type: string, now: number): string {
  if (last !== null && last >= now) return to;
  return type.trim().toLowerCase() === 'integer' ? String(new Date(now * 1000).getUTCFullYear() + YEARS_AHEAD) : 'NOW';
}
