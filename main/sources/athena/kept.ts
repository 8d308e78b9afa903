/** Answers kept for a while: an estimate asks again at every change of the form, catalogue and bucket change rarely. */

/** Asks at most once within `freshMs`; concurrent requests share one answer, failures are not kept. */
export type Keep = <T>(key: string, freshMs: number, ask: () => Promise<T>) => Promise<T>;

interface Kept {
  readonly until: number;
  readonly answer: Promise<unknown>;
}

/** A year of hourly partitions of several tables. */
const MOST = 50_000;

export function createKeep(now: () => number): Keep {
  const known = new Map<string, Kept>();
  return <T>(key: string, freshMs: number, ask: () => Promise<T>): Promise<T> => {
    const found = known.get(key);
    // The key names what is asked, and with it the answer's type.
    if (found && now() < found.until) return found.answer as Promise<T>;
    if (known.size >= MOST) known.clear();
    const answer = ask();
    const kept = { until: now() + freshMs, answer };
    known.set(key, kept);
    answer.catch(() => known.get(key) === kept && known.delete(key));
    return answer;
  };
}
