/** Athena bills by the byte scanned, rounded up to 10 MB for each query that ran. */

const TERABYTE = 1e12;
const LEAST_BYTES = 10_000_000;

/** USD for one query. @param scannedBytes as Athena's statistics say  @param pricePerTb USD for 10^12 bytes */
export function costUsd(scannedBytes: number, pricePerTb: number): number {
  if (scannedBytes === 0) return 0;
  return (Math.max(scannedBytes, LEAST_BYTES) / TERABYTE) * pricePerTb;
}
