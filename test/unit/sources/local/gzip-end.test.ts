import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksWhole, readThrough } from '../../../../main/sources/local/gzip-end.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const lineOf = (n: number) =>
  `2 123456789012 eni-0a 10.0.${n % 256}.1 10.0.0.2 ${n % 60_000} 443 6 5 ${n * 7} 16696053${n % 100} ACCEPT OK\n`;

describe('a gzip file', () => {
  it('of flow logs looks whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (count) => {
        const file = gzipSync(Array.from({ length: count }, (_, n) => lineOf(n)).join(''));
        // A few lines are shorter than what gzip puts around them.
        expect(looksWhole(file.length, file.subarray(-4)) || count < 5).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('that was cut rarely looks whole', () => {
    const whole = gzipSync(Array.from({ length: 20_000 }, (_, n) => lineOf(n * 7919)).join(''));
    const cuts = Array.from({ length: 500 }, (_, n) => 100 + Math.floor((n * (whole.length - 200)) / 500));
    const missed = cuts.filter((at) => looksWhole(at, whole.subarray(at - 4, at)));
    expect(missed.length).toBeLessThan(25);
  });

  it('is read to its end where that is not sure', async () => {
    const path = join(tempFolder(), 'a.gz');
    const whole = gzipSync(lineOf(1).repeat(1000));
    writeFileSync(path, Buffer.concat([whole, gzipSync('two pieces\n')]));
    await expect(readThrough(path)).resolves.toBeUndefined();
    writeFileSync(path, whole.subarray(0, -1));
    await expect(readThrough(path)).rejects.toMatchObject({ code: 'Z_BUF_ERROR' });
    expect(looksWhole(3, whole.subarray(0, 3))).toBe(false);
  });
});
