/** SQLite's order of stored values, and the most frequent of them. Pure. */

export type Stored = string | number | bigint | null;

const isPlain = (text: string) => !/[\u0080-\uffff]/.test(text);

/** Numbers come before texts; texts go by the bytes of their UTF-8, as SQLite's own order does. NULL is not among them. */
export function compareStored(a: Stored, b: Stored): number {
  if (typeof a === 'string' && typeof b === 'string') {
    if (a === b) return 0;
    // Beyond ASCII the order of UTF-16 is another: a surrogate comes before U+FFFF there.
    return isPlain(a) && isPlain(b) ? (a < b ? -1 : 1) : Buffer.compare(Buffer.from(a), Buffer.from(b));
  }
  if (typeof a === 'string') return 1;
  if (typeof b === 'string') return -1;
  return (a ?? 0) < (b ?? 0) ? -1 : (a ?? 0) > (b ?? 0) ? 1 : 0;
}

export interface Frequent {
  readonly value: Stored;
  readonly count: number;
}

export interface Top {
  /** @param value each is added once */
  add(value: Stored, count: number): void;
  /** The most frequent first; of those that occur equally often the lesser one. */
  readonly values: readonly Frequent[];
}

/** Keeps the `most` most frequent values. */
export function createTop(most: number): Top {
  const values: Frequent[] = [];
  const isBefore = (a: Frequent, b: Frequent) => a.count > b.count || (a.count === b.count && compareStored(a.value, b.value) < 0);
  return {
    values,
    add(value, count) {
      const last = values.at(-1);
      if (values.length === most && last && last.count > count) return;
      const added = { value, count };
      let at = values.length;
      for (let before = values[at - 1]; before && isBefore(added, before); before = values[at - 1]) at--;
      values.splice(at, 0, added);
      if (values.length > most) values.pop();
    },
  };
}
