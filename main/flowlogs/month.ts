/** Calendar months in a zone. */
import { formatDay, parseTime } from './time.ts';

export interface Month {
  /** `2026-11` */
  readonly key: string;
  /** Its first second and the first one after it, Unix seconds. */
  readonly from: number;
  readonly until: number;
}

/** The month of a moment. @param epoch Unix seconds @throws RangeError for an unknown zone */
export function monthOf(epoch: number, zone: string): Month {
  const key = formatDay(epoch, zone).slice(0, 7);
  const [year = 0, month = 0] = key.split('-').map(Number);
  const first = (y: number, m: number) => {
    const read = parseTime(`${y}-${String(m).padStart(2, '0')}-01`, zone);
    if (!read.ok) throw new RangeError(`no zone ${zone}`);
    return read.value;
  };
  return { key, from: first(year, month), until: month === 12 ? first(year + 1, 1) : first(year, month + 1) };
}

/** The month of `last`, and those before it as far as that of `first`, newest first, at most `most`. Both in Unix seconds. @throws like `monthOf` */
export function monthsBack(last: number, first: number, zone: string, most: number): readonly Month[] {
  const months = [monthOf(last, zone)];
  for (let { from } = months[0] as Month; from > first && months.length < most; ) {
    const before = monthOf(from - 1, zone);
    months.push(before);
    from = before.from;
  }
  return months;
}
