export interface Lru<T> {
  /** The value kept under the key, or the one that `make` gives, kept from now on. */
  get(key: string, make: () => T): T;
  /** Lets go of every value whose key is meant. */
  drop(isMeant: (key: string) => boolean): void;
}

/** Keeps the `most` values used last; `letGo` is called for each that goes. A Map keeps its keys in order of insertion. */
export function createLru<T>(most: number, letGo: (value: T) => void): Lru<T> {
  const kept = new Map<string, T>();
  return {
    get(key, make) {
      const found = kept.get(key);
      const value = found === undefined ? make() : found;
      kept.delete(key);
      kept.set(key, value);
      const [oldest] = kept;
      if (kept.size > most && oldest) {
        kept.delete(oldest[0]);
        letGo(oldest[1]);
      }
      return value;
    },
    drop(isMeant) {
      for (const [key, value] of [...kept]) {
        if (!isMeant(key)) continue;
        kept.delete(key);
        letGo(value);
      }
    },
  };
}
