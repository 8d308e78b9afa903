/** How long to wait before the next poll: 100 ms, doubling to 1 s for the first minute, then to 5 s. @param elapsedMs since the start */
export function pollDelayMs(previousMs: number | null, elapsedMs: number): number {
  if (previousMs === null) return 100;
  return Math.min(previousMs * 2, elapsedMs < 60_000 ? 1000 : 5000);
}
