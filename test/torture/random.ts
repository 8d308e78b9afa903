/** Chance that can be had again: the same seed gives the same draws. */

export interface Random {
  /** 0 up to, not including, 1. */
  next(): number;
  /** An integer from `least` to `most`, both included. */
  between(least: number, most: number): number;
  chance(share: number): boolean;
  pick<T>(of: readonly T[]): T;
  /** Another row of draws, of its own. */
  fork(): Random;
}

/** Mulberry32. @param seed any integer */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    chance: (share) => next() < share,
    pick: <T>(of: readonly T[]) => of[between(0, of.length - 1)] as T,
    fork: () => createRandom(between(0, 2 ** 31)),
  };
}

export const newSeed = (): number => Math.floor(Math.random() * 2 ** 31);
