/** The calendar month of a moment, in a zone. */
import { formatDay, parseTime } from './time.ts';

/** @param epoch Unix seconds  @returns the month's first second and the first one after it, Unix seconds */
export function monthOf(epoch: number, zone: string): { readonly from: number; readonly until: number } {
  const [year = 0, month = 0] = formatDay(epoch, zone).split('-').map(Number);
  const first = (y: number, m: number) => {
    const read = parseTime(`${y}-${String(m).padStart(2, '0')}-01`, zone);
    if (!read.ok) throw new RangeError(`no zone ${zone}`);
    return read.value;
  };
  return { from: first(year, month), until: month === 12 ? first(year + 1, 1) : first(year, month + 1) };
}
