/** Answers kept for a while: an estimate asks again at every change of the form, catalogue and bucket change rarely. */

/**
 * Asks at most once within `freshMs`; concurrent requests share one answer, failures are not kept.
 * @param staleMs whoever can do with an answer that is older, up to this, need not wait for the one that is then asked for
 */
export type Keep = <T>(key: string, freshMs: number, ask: () => Promise<T>, staleMs?: number) => Promise<T>;

interface Kept {
  /** When it was asked for. */
  readonly at: number;
  readonly answer: Promise<unknown>;
  isAnswered: boolean;
  /** The one before, until this is answered. */
  earlier: Kept | null;
}

/** A year of hourly partitions of several tables. */
const MOST = 50_000;

export function createKeep(now: () => number): Keep {
  const known = new Map<string, Kept>();
  const begin = (key: string, ask: () => Promise<unknown>, before: Kept | undefined): Kept => {
    if (known.size >= MOST) known.clear();
    const earlier = before?.isAnswered ? before : (before?.earlier ?? null);
    const kept: Kept = { at: now(), answer: ask(), isAnswered: false, earlier };
    known.set(key, kept);
    kept.answer.then(
      () => {
        kept.isAnswered = true;
        kept.earlier = null;
      },
      () => {
        if (known.get(key) !== kept) return;
        if (kept.earlier) known.set(key, kept.earlier);
        else known.delete(key);
      },
    );
    return kept;
  };
  return <T>(key: string, freshMs: number, ask: () => Promise<T>, staleMs = freshMs): Promise<T> => {
    const found = known.get(key);
    const latest = found && now() - found.at < freshMs ? found : begin(key, ask, found);
    const { isAnswered, earlier } = latest;
    const chosen = !isAnswered && earlier && now() - earlier.at < staleMs ? earlier : latest;
    // The key names what is asked, and with it the answer's type.
    return chosen.answer as Promise<T>;
  };
}
