/** A CSV that Nagare itself exported comes back: its dates become Unix seconds again. */
import { fieldOf } from '../flowlogs/fields.ts';
import { isZone, parseTime } from '../flowlogs/time.ts';
import type { TextRow } from '../sources/source.ts';

export interface OwnDates {
  /** `start` for `start (Asia/Tokyo)`; any other name as it is. */
  readonly header: readonly string[];
  /** The row with its dates as Unix seconds. A text that is no date stays as it is. */
  convert(row: TextRow): TextRow;
}

/** Only columns that are named as the export names them: a time of a flow log, and a zone that exists. */
export function ownDates(header: readonly string[]): OwnDates {
  const zones = new Map<number, string>();
  const names = header.map((name, index) => {
    const [, column = '', zone = ''] = /^(.+) \(([^()]+)\)$/.exec(name) ?? [];
    if (fieldOf(column)?.role !== 'time' || !isZone(zone)) return name;
    zones.set(index, zone);
    return column;
  });
  if (zones.size === 0) return { header: names, convert: (row) => row };
  return {
    header: names,
    convert: (row) =>
      row.map((value, index) => {
        const zone = zones.get(index);
        if (zone === undefined || value === null) return value;
        const read = parseTime(value, zone);
        return read.ok ? String(read.value) : value;
      }),
  };
}
