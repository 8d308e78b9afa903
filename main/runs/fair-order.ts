/** Who goes next where only so many may run at once. Pure. */

/** Statements that run elsewhere, and those that this machine runs itself: each kind has a limit of its own. */
export type Lane = 'athena' | 'local';

export interface Entry {
  readonly id: string;
  readonly lane: Lane;
  /** Those of one source stand in one line. */
  readonly source: string;
}

/**
 * In which order those of a lane go: always one of the source that has fewest before it, running or gone, so that many of
 * one source do not keep a single one of another from its turn; among equals who came first.
 * @param waiting oldest first
 */
export function fairOrder(waiting: readonly Entry[], running: readonly Entry[]): readonly Entry[] {
  const gone = new Map<string, number>();
  const count = ({ lane, source }: Entry) => gone.get(`${lane} ${source}`) ?? 0;
  const go = (entry: Entry) => gone.set(`${entry.lane} ${entry.source}`, count(entry) + 1);
  for (const each of running) go(each);
  const left = [...waiting];
  const order: Entry[] = [];
  for (let next = left[0]; next; next = left[0]) {
    for (const each of left) if (count(each) < count(next)) next = each;
    left.splice(left.indexOf(next), 1);
    order.push(next);
    go(next);
  }
  return order;
}
